import { type Body, type Check, check, code, has } from '#testcase'
import { firstInstance } from '../instance.ts'
import { iccidsIn, plainIccid, remoteSimCase } from './remote-sim.ts'

/** A value, or the values of a resource with several, as text. */
function valuesAt({ nodes }: Body, path: string, resource: number): readonly string[] {
  const [object, instance] = path.slice(1).split('/').map(Number)
  return nodes
    .filter(({ path: [o, i, r], value }) => o === object && i === instance && r === resource && value)
    .map(({ value }) => String(value?.value))
}

function kindIsSupported(path: string): Check<Body> {
  return check('Current SIM Type (0) among Supported SIM Type (1)', (body) => {
    const [[kind = 'none'], supported] = [valuesAt(body, path, 0), valuesAt(body, path, 1)]
    return supported.includes(kind) ? undefined : `${kind}, and ${supported.join(', ') || 'none'}`
  })
}

function activeFirst(path: string, iccid: string): Check<Body> {
  return check(`${iccid} as the first ICCID`, (body) => {
    const seen = iccidsIn(body, path)
    return seen[0] === plainIccid(iccid) ? undefined : seen.join(', ') || 'none'
  })
}

function identifies(path: string, eid: string): Check<Body> {
  return check(`eUICC ID ${eid}`, (body) => {
    const [seen] = valuesAt(body, path, 12)
    return seen === eid ? undefined : String(seen)
  })
}

export default remoteSimCase({
  number: 901,
  title: 'Object 504: what a device shows of its SIM',
  purpose: 'A device shows what SIM it has and which profiles are on it, the active one first.',
  steps: ['The Server reads the first instance of object 504.'],
  criteria: {
    A: {
      text: 'counts the SIM that is in use among those that it supports',
      clause: 'definition of /504/x/1',
    },
    B: { text: 'tells the active profile first', clause: 'definition of /504/x/11' },
    C: { text: 'lets one of several profiles be selected', clause: 'definition of /504/x/14' },
    D: { text: 'tells the EID, where it tells one', clause: 'definition of /504/x/12' },
  },
  async body(scene) {
    const { client, server, eim } = scene
    const { path } = await firstInstance(scene, 504)
    const { answered } = server.reads(path)
    await client.must('A', answered, code('2.05'), kindIsSupported(path))
    const body = await answered.happens()
    const { eid, profiles } = eim.facts ?? {}
    if (profiles?.enabled === undefined)
      client.notApplicable('B', 'the IXIT does not tell esim.profiles.enabled')
    else await client.must('B', answered, activeFirst(path, profiles.enabled))
    if (iccidsIn(body, path).length < 2) client.notApplicable('C', 'there are not several profiles')
    else await client.must('C', answered, has(`${path}/14`))
    if (eid === undefined) client.notApplicable('D', 'the IXIT does not tell esim.eid')
    else if (valuesAt(body, path, 12).length === 0) client.notApplicable('D', `there is no ${path}/12`)
    else await client.must('D', answered, identifies(path, eid))
  },
})
