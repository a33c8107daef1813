import { code, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { fromIdle, nul, pushes, sampleOf } from './firmware.ts'
import { delivered, endsIn, follows, needs, passes, resultsIn, standing, stands, states } from './standing.ts'

export default testCase({
  number: 755,
  title: 'Firmware Update Object: setting the Package resource',
  purpose: 'A package is written to the Client, and is downloaded then.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of object 5' }, { clause: 'Core 1.1.1 Appendix E.6' }],
  judges: ['client'],
  selection: { client: ['OBJ.5', 'FW-PUSH'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'firmware',
  steps: [
    'The Server writes one NUL to /5/0/0 and reads State and Update Result.',
    'It writes a package to /5/0/0, in blocks, and follows State and Update Result.',
  ],
  criteria: {
    A: { judged: 'client', text: 'takes a NUL as Package with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'is idle without a Result then (State 0, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    C: { judged: 'client', text: 'takes the package with 2.04', clause: 'Transport 1.1.1 §6.7' },
    D: {
      judged: 'client',
      text: 'is Downloading and nothing else until it has it',
      clause: 'Core 1.1.1 Appendix E.6.1',
    },
    E: { judged: 'client', text: 'has it at last (State 2)', clause: 'definition of /5/x/3' },
    F: { judged: 'client', text: 'has no Update Result yet (0)', clause: 'definition of /5/x/5' },
  },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    await client.must('A', pushes(scene, nul).answered, code('2.04'))
    const reset = stands(states.idle, 0)
    needs(scene, await client.must('B', standing(scene), reset), reset)
    await client.must('C', pushes(scene, octets).answered, code('2.04'))
    const walk = follows(scene, delivered, waits.delivery)
    await client.must('D', walk, passes(states.downloading))
    await client.must('E', walk, endsIn(states.downloaded))
    await client.must('F', walk, resultsIn(0))
  },
})
