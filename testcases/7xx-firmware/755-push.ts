import { testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { isPushed, pushedCriteria } from './pushed.ts'
import { endsIn, resultsIn, states } from './standing.ts'

const letters = { reset: 'A', idle: 'B', taken: 'C', downloading: 'D' }

export default testCase<string>({
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
    ...pushedCriteria(letters),
    E: { judged: 'client', text: 'has it at last (State 2)', clause: 'definition of /5/x/3' },
    F: { judged: 'client', text: 'has no Update Result yet (0)', clause: 'definition of /5/x/5' },
  },
  async body(scene) {
    const { client } = scene
    const walk = await isPushed(scene, letters)
    await client.must('E', walk, endsIn(states.downloaded))
    await client.must('F', walk, resultsIn(0))
  },
})
