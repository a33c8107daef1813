import { check, type Delivered, testCase } from '#testcase'
import { C4 } from '../configurations/c4.ts'
import { waits } from '../waits.ts'
import { observeBoth, stillThere } from './observed.ts'
import { atLeast, silent } from './timing.ts'

const rejected = check<Delivered>('RST', ({ outcome }) => (outcome === 'reset' ? undefined : outcome))

export default testCase({
  number: 302,
  title: 'Cancel Observations using Reset Operation',
  purpose: 'RST to a notification ends that observation, and only that.',
  area: 'Information reporting',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.3' }, { clause: 'RFC 7641 §3.6' }],
  judges: ['server', 'client'],
  selection: { client: ['RES.3.7', 'RES.3.8'] },
  stimuli: { server: ['observe', 'cancel'] },
  dependsOn: [101, 'int-301 A', 'int-301 C', 'int-301 D', 'int-301 E'],
  transport: { only: 'udp', why: 'TCP knows no Reset' },
  configuration: C4,
  impact: 'settings',
  steps: [
    'Two observations are running.',
    'The Server answers a notification of the first with RST: the first stops, the second goes on.',
    'It does the same to the second: both are silent.',
  ],
  criteria: {
    A: { judged: 'client', text: 'stops reporting what was reset', clause: 'RFC 7641 §3.6' },
    B: { judged: 'client', text: 'goes on reporting what was not reset', clause: 'RFC 7641 §3.6' },
    C: { judged: 'client', text: 'stops reporting the second, too', clause: 'RFC 7641 §3.6' },
    D: {
      judged: 'server',
      text: 'resets a notification of an observation it ended',
      clause: 'Core 1.1.1 §6.4.3',
    },
  },
  async body(scene) {
    const { client, server, iut, seconds } = scene
    const { voltage, current } = await observeBoth(scene)
    const pmax = seconds(waits.voltagePmax)
    if (iut.includes('server')) {
      server.cancels(voltage, 'reset')
      await server.must('D', client.notifies('/3/0/7', 'reset').within(pmax).sent, rejected)
      return
    }
    await server.cancels(voltage, 'reset').within(pmax).sent.happens()
    const ended = voltage.during(3 * pmax)
    const going = current.during(3 * pmax)
    await stillThere(server, ended, going)
    await client.must('A', ended, silent)
    await client.must('B', going, atLeast(1))
    await server.cancels(current, 'reset').within(pmax).sent.happens()
    const both = current.during(3 * pmax)
    await stillThere(server, both)
    await client.must('C', both, silent)
  },
})
