import { type Asked, check, code, request, testCase } from '#testcase'
import { C4 } from '../configurations/c4.ts'
import { waits } from '../waits.ts'
import { noObserve, observeBoth, stillThere, tokenOf } from './observed.ts'
import { atLeast, none, silent } from './timing.ts'

const deregisters = check<Asked>('Observe=1', ({ observe }) =>
  observe === 1 ? undefined : `Observe=${observe ?? '(absent)'}`,
)

export default testCase({
  number: 303,
  title: 'Cancel observations using Observe with Cancel parameter',
  purpose: 'GET with Observe=1 ends the observation of its token, and only that.',
  area: 'Information reporting',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.3' }, { clause: 'RFC 7641 §3.6' }],
  judges: ['server', 'client'],
  selection: { client: ['RES.3.7', 'RES.3.8'] },
  stimuli: { server: ['observe', 'cancel'] },
  dependsOn: [101, 'int-301 D', 'int-301 E'],
  configuration: C4,
  impact: 'settings',
  steps: [
    'Two observations are running.',
    'The Server cancels the first by GET with Observe=1: the first stops, the second goes on.',
    'It does the same to the second: both are silent.',
  ],
  criteria: {
    A: { judged: 'server', text: 'sends GET with Observe=1 to the observed path', clause: 'RFC 7641 §3.6' },
    B: { judged: 'server', text: 'uses the token of the observation', clause: 'RFC 7641 §3.6' },
    C: { judged: 'client', text: 'answers 2.05 without an Observe option', clause: 'RFC 7641 §4.1' },
    D: { judged: 'client', text: 'stops reporting what was cancelled', clause: 'Core 1.1.1 §6.4.3' },
    E: { judged: 'client', text: 'goes on reporting what was not cancelled', clause: 'Core 1.1.1 §6.4.3' },
  },
  async body(scene) {
    const { client, server, iut, seconds } = scene
    const { voltage, current } = await observeBoth(scene)
    const pmax = seconds(waits.voltagePmax)
    const { token } = await voltage.sent.happens()

    const cancel = server.cancels(voltage, 'get')
    await server.must('A', cancel.sent, request('GET', '/3/0/7'), deregisters)
    await server.must('B', cancel.sent, tokenOf(token))
    if (iut.includes('server')) return
    await client.must('C', cancel.answered, code('2.05'), noObserve)
    // Cancelled before pmin ended, nothing can have been under way; on a bad link that takes longer.
    const [began, gone] = [await voltage.answered.occurrence(), await cancel.sent.occurrence()]
    const isEarly = gone.at - began.at < seconds(waits.voltagePmin) * 1000
    const ended = voltage.during(3 * pmax)
    const going = current.during(3 * pmax)
    await stillThere(server, ended, going)
    await client.must('D', ended, isEarly ? none : silent)
    await client.must('E', going, atLeast(1))
    await client.must('C', server.cancels(current, 'get').answered, code('2.05'), noObserve)
    const both = current.during(3 * pmax)
    await stillThere(server, both)
    await client.must('D', both, silent)
  },
})
