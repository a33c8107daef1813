import {
  type Body,
  type Check,
  check,
  code,
  has,
  holds,
  lists,
  request,
  testCase,
  wellFormed,
} from '#testcase'
import { C10Bearer } from '../configurations/c10.ts'
import { instanceFormat } from '../formats.ts'
import { instanceOf } from '../tp-objects/object-case.ts'
import { waits } from '../waits.ts'

/** Preferences of object 13, resource 0. */
const [anyCellular, wlan] = [1, 7]

/** Mandatory resources of object 12. */
const mandatory = [0, 1, 3, 4, 5, 8, 9, 14, 15]

export default testCase({
  number: 1350,
  title: 'Bearer Selection',
  purpose: 'The Server has the device prefer WLAN, and then cellular again.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of objects 12 and 13' }, { clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['client', 'server'],
  selection: { client: ['OBJ.10', 'OBJ.12', 'OBJ.13'] },
  stimuli: { server: ['create', 'write', 'read'] },
  dependsOn: [101],
  configuration: C10Bearer,
  impact: 'settings',
  steps: [
    'The Server creates /13/0 that prefers WLAN, or writes that where the instance is there.',
    'The Client announces the new instance by an Update.',
    'The Server reads /12/0.',
    'It writes a preference for cellular packet service, and reads it and /10/0.',
  ],
  criteria: {
    A: { judged: 'server', text: 'sends POST /13 with the preference', clause: 'Core 1.1.1 §6.3.6' },
    B: { judged: 'client', text: 'answers the Create with 2.01', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'announces the instance by an Update with the whole object list',
      clause: 'Core 1.1.1 §6.2.2',
    },
    D: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: { judged: 'server', text: 'reads /12/0', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    F: {
      judged: 'client',
      text: 'gives the mandatory resources of its WLAN interface',
      clause: 'definition of object 12',
    },
    G: {
      judged: 'client',
      text: 'uses WLAN, which is preferred: the interface is enabled',
      clause: 'definition of /13/x/0',
      level: 'SHOULD',
    },
    H: {
      judged: 'server',
      text: 'sends the other preference to /13/0/0 by PUT',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    I: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    J: { judged: 'client', text: 'holds the other preference', clause: 'Core 1.1.1 §6.3.3' },
    K: { judged: 'client', text: 'is reached, and gives /10/0', clause: 'Core 1.1.1 §6.3.1' },
  },
  async body(scene) {
    const { client, server, iut, pause, supports } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    const how = await instanceFormat(scene)
    const preference = '/13/0/0'
    if (iut.includes('client') && (await supports('RES.13.0'))) {
      const why = 'it has the only instance already'
      client.notApplicable('B', why)
      client.notApplicable('C', why)
      const write = server.writes(preference, { '0': wlan }, { ...how, mode: 'replace' })
      await client.must('I', write.answered, code('2.04'))
    } else {
      const create = server.creates('/13', { '0/0/0': wlan }, how)
      await server.must('A', create.sent, request('POST', '/13'), holdsValue(wlan))
      await client.must('B', create.answered, code('2.01'))
      const update = client.updates({ lists: [one, '/3/0', '/13/0'] }).after(create.sent)
      await client.must('C', update.sent, lists('/10/0'))
      await server.must('D', update.answered, code('2.04'))
    }
    if (iut.includes('client')) await pause(waits.bearerSwitched)
    const interfaceOf = await instanceOf(scene, 12)
    const read = server.reads(interfaceOf)
    await server.must('E', read.sent, request('GET', interfaceOf))
    const paths = mandatory.map((resource) => `${interfaceOf}/${resource}`)
    await client.must('F', read.answered, code('2.05'), wellFormed, has(...paths))
    if (iut.includes('client')) await client.must('G', read.answered, holds({ [`${interfaceOf}/1`]: true }))

    const write = server.writes(preference, { '0': anyCellular }, { ...how, mode: 'replace' })
    await server.must('H', write.sent, request('PUT', preference), holdsValue(anyCellular))
    await client.must('I', write.answered, code('2.04'))
    if (!iut.includes('client')) return
    await pause(waits.bearerSwitched)
    const held = server.reads(preference)
    await client.must('J', held.answered, code('2.05'), holdsValue(anyCellular))
    const cellular = await instanceOf(scene, 10)
    await client.must('K', server.reads(cellular).answered, code('2.05'), wellFormed, has(`${cellular}/11`))
  },
})

/** The first of several bearers counts most; here there is one, whatever the id of its instance. */
function holdsValue(wanted: number): Check<Body> {
  return check(`the one bearer ${wanted}`, ({ nodes }) => {
    const values = nodes.flatMap(({ value }) => (value === undefined ? [] : [Number(value.value)]))
    return values.length === 1 && values[0] === wanted ? undefined : values.join(', ') || 'none'
  })
}
