import { type Answer, type Check, check, code, Moment, type Observing, request, testCase } from '#testcase'
import { inQuery, taken } from '../3xx-reporting/observed.ts'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { fromIdle, pushes, sampleOf } from './firmware.ts'
import { carries } from './install.ts'
import { states } from './standing.ts'

/** The State that a response or notification tells. */
function tells(state: number): Check<Answer> {
  return check(`State ${state}`, ({ nodes }) => {
    const value = nodes[0]?.value?.value
    return value === BigInt(state) ? undefined : String(value)
  })
}

/** More than any way through the States has. */
const most = 12

/** The notification of this State, or the last of so many. */
function notificationOf(state: number, observation: Observing, seconds: number): Moment<Answer> {
  return new Moment(`a notification of State ${state}`, 'client', async () => {
    for (let count = 1; ; count++) {
      const next = await observation.notified(seconds).occurrence()
      if (tells(state).verify(next.value) === undefined || count === most) return next
    }
  })
}

export default testCase({
  number: 760,
  title: 'Firmware Update Object: basic observation',
  purpose: 'Who observes the State learns that a package was downloaded.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.1' }, { clause: 'definition of /5/x/3' }],
  judges: ['client', 'server'],
  selection: { client: ['OBJ.5', 'FW-PUSH'], server: ['OBJ.5'] },
  stimuli: { server: ['attributes', 'observe', 'write'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'firmware',
  steps: [
    'The Server attaches pmin=2 and pmax=10 to /5/0 and observes /5/0/3.',
    'It writes a package to /5/0/0, in blocks.',
    'The Client reports State 2.',
  ],
  criteria: {
    A: { judged: 'server', text: 'attaches pmin and pmax', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    B: { judged: 'client', text: 'answers Write-Attributes with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'server', text: 'observes /5/0/3', clause: 'Transport 1.1.1 Table 6.4.5-1' },
    D: {
      judged: 'client',
      text: 'accepts the observation with 2.05 and State 0',
      clause: 'Core 1.1.1 §6.4.1',
    },
    E: { judged: 'server', text: 'writes the package to /5/0/0, whole', clause: 'definition of /5/x/0' },
    F: { judged: 'client', text: 'takes the package with 2.04', clause: 'Transport 1.1.1 §6.7' },
    G: { judged: 'client', text: 'reports State 2', clause: 'Core 1.1.1 §6.4.2' },
    H: { judged: 'server', text: 'takes the notification', clause: 'RFC 7641 §3.2' },
  },
  async body(scene) {
    const { client, server, iut, seconds } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const [pmin, pmax] = [seconds(waits.firmwarePmin), seconds(waits.firmwarePmax)]
    const attach = server.setsAttributes('/5/0', { pmin, pmax })
    await server.must('A', attach.sent, request('PUT', '/5/0'), inQuery(`pmin=${pmin}`, `pmax=${pmax}`))
    await client.must('B', attach.answered, code('2.04'))
    const observation = server.observes('/5/0/3')
    await server.must('C', observation.sent, request('GET', '/5/0/3'))
    await client.must('D', observation.answered, code('2.05'), tells(states.idle))
    const push = pushes(scene, octets)
    await server.must('E', push.sent, request('PUT', '/5/0/0'), carries(octets))
    await client.must('F', push.answered, code('2.04'))
    if (iut.includes('server')) {
      await client.changes('/5/0/3', states.downloaded)
      await server.must('H', client.notifies('/5/0/3').within(pmax).sent, taken)
      return
    }
    const reported = notificationOf(states.downloaded, observation, pmax)
    await client.must('G', reported, tells(states.downloaded))
    await server.cancels(observation, 'get').answered.comes()
  },
})
