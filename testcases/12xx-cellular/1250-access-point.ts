import { type Asked, check, code, holds, lists, request, testCase, valueText } from '#testcase'
import { C10 } from '../configurations/c10.ts'
import { instanceFormat } from '../formats.ts'
import { instanceOf } from '../tp-objects/object-case.ts'
import { freeInstance } from '../tp-objects/single-case.ts'
import { waits } from '../waits.ts'

const name = 'second profile'

/** Whatever instance the Server gives it. */
const namedProfile = check<Asked>(`a profile named "${name}"`, ({ nodes }) =>
  nodes.some(({ path, value }) => path.at(-1) === 0 && value?.value === name)
    ? undefined
    : nodes.map(({ value }) => (value === undefined ? '' : valueText(value))).join(', '),
)

export default testCase({
  number: 1250,
  title: 'APN configuration',
  purpose: 'A second access point is set up, announced and switched on.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of objects 10 and 11' }, { clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['client', 'server'],
  selection: { client: ['OBJ.10', 'OBJ.11', 'RES.11.3'] },
  stimuli: { server: ['create', 'execute', 'write'] },
  dependsOn: [101],
  configuration: C10,
  impact: 'settings',
  steps: [
    'The Server creates an instance of /11.',
    'The Client announces it by an Update; the Server triggers another (/1/0/8).',
    'The Server enables the new profile (/11/1/3).',
    'It reads the profiles in use (/10/0/11).',
  ],
  criteria: {
    A: { judged: 'server', text: 'sends POST /11 with the profile', clause: 'Core 1.1.1 §6.3.6' },
    B: { judged: 'client', text: 'answers the Create with 2.01', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'announces the new profile by an Update with the whole object list',
      clause: 'Core 1.1.1 §6.2.2',
    },
    D: { judged: 'server', text: 'answers the Updates with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: { judged: 'server', text: 'sends POST /1/0/8', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    F: {
      judged: 'client',
      text: 'answers the trigger with 2.04 and an Update',
      clause: 'Core 1.1.1 Appendix E.2 resource 8',
    },
    G: { judged: 'server', text: 'sends PUT to /11/1/3 with true', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    H: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    I: { judged: 'client', text: 'names the new profile among those in use', clause: 'ETS int-1250' },
  },
  async body(scene) {
    const { client, server, iut, pause } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    const id = iut.includes('client') ? await freeInstance(scene, 11) : 1
    const content = { [`${id}/0`]: name, [`${id}/1`]: 'interop', [`${id}/3`]: false, [`${id}/4`]: 3 }
    const create = server.creates('/11', content, await instanceFormat(scene))
    await server.must('A', create.sent, request('POST', '/11'), namedProfile)
    const { location } = await client.must('B', create.answered, code('2.01'))
    const created = location.length === 2 ? `/${location.join('/')}` : `/11/${id}`
    const announcement = client.updates({ lists: [one, '/3/0', created] }).after(create.sent)
    await client.must('C', announcement.sent, lists('/10/0'))
    await server.must('D', announcement.answered, code('2.04'))

    const trigger = server.executes(`${one}/8`)
    await server.must('E', trigger.sent, request('POST', `${one}/8`))
    await client.must('F', trigger.answered, code('2.04'))
    const triggered = client.updates().after(trigger.sent)
    await client.must('F', triggered.sent)
    await server.must('D', triggered.answered, code('2.04'))

    const enabled = `${created}/3`
    const enable = server.writes(enabled, true)
    await server.must('G', enable.sent, request('PUT', enabled), holds({ [enabled]: true }))
    await client.must('H', enable.answered, code('2.04'))
    if (!iut.includes('client')) return
    await pause(waits.bearerSwitched)
    const inUse = `${await instanceOf(scene, 10)}/11`
    await client.must('I', server.reads(inUse).answered, code('2.05'), linksTo(created))
  },
})

/** A link to this instance is among the values. */
function linksTo(path: string) {
  const [, object, instance] = path.split('/').map(Number)
  return check<{ readonly nodes: Asked['nodes'] }>(`a link to ${path}`, ({ nodes }) => {
    const texts = nodes.map(({ value }) => (value === undefined ? '' : valueText(value)))
    return texts.includes(`${object}:${instance}`) ? undefined : texts.join(', ') || 'none'
  })
}
