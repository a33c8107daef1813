import { code, holds, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { delivers, fromIdle, sampleOf } from './firmware.ts'
import { delivered, endsIn, follows, installed, needs, passes, resultsIn, states } from './standing.ts'

export default testCase({
  number: 779,
  title: 'Firmware Update Object: error case 8, unsuccessful firmware update',
  purpose: 'An installation that fails is told, and leaves the firmware as it was.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of /5/x/5' }, { clause: 'Core 1.1.1 Appendix E.6.1' }],
  judges: ['client'],
  selection: { client: ['OBJ.5'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'firmware',
  steps: [
    'The Server delivers the package that the IXIT names firmware.failing, and executes /5/0/2.',
    'It follows State and Update Result, and reads /3/0/3.',
  ],
  criteria: {
    A: { judged: 'client', text: 'has the package (State 2)', clause: 'definition of /5/x/3' },
    B: { judged: 'client', text: 'answers Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'is Updating and nothing else until it gives up',
      clause: 'Core 1.1.1 Appendix E.6.1',
    },
    D: { judged: 'client', text: 'says that it failed (Update Result 8)', clause: 'definition of /5/x/5' },
    E: {
      judged: 'client',
      text: 'is Downloaded again, or since object version 1.1 Idle, where nothing can be tried again',
      clause: 'definition of /5/x/3',
    },
    F: {
      judged: 'client',
      level: 'SHOULD',
      text: 'is Downloaded again',
      clause: 'definition of /5/x/3, 1.0',
    },
    G: {
      judged: 'client',
      text: 'has the firmware that it had',
      clause: 'Core 1.1.1 Appendix E.4 resource 3',
    },
  },
  async body(scene) {
    const { client, server, pause } = scene
    const octets = sampleOf(scene, 'failing')
    await fromIdle(scene)
    const before = await client.valuesOf('/3/0/3')
    await delivers(scene, octets)
    const there = endsIn(states.downloaded)
    needs(scene, await client.must('A', follows(scene, delivered, waits.delivery), there), there)
    await client.must('B', server.executes('/5/0/2').answered, code('2.04'))
    await pause(waits.executed)
    const walk = follows(scene, installed, waits.installation)
    await client.must('C', walk, passes(states.updating))
    await client.must('D', walk, resultsIn(8))
    await client.must('E', walk, endsIn(states.downloaded, states.idle))
    await client.must('F', walk, endsIn(states.downloaded))
    await client.must('G', server.reads('/3/0/3').answered, code('2.05'), holds(before))
  },
})
