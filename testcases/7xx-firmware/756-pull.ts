import { testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { fetchedCriteria, fetches } from './fetched.ts'
import { endsIn, resultsIn, states } from './standing.ts'

export default testCase({
  number: 756,
  title: 'Firmware Update Object: setting the Package URI resource',
  purpose: 'The Client is told where a package is, and fetches it.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of object 5' }, { clause: 'Core 1.1.1 Appendix E.6' }],
  judges: ['client'],
  selection: { client: ['OBJ.5', 'FW-PULL'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'firmware',
  steps: [
    'The Server writes an empty text to /5/0/1 and reads State and Update Result.',
    'It writes the URI of a package to /5/0/1; the Client fetches it.',
  ],
  criteria: {
    ...fetchedCriteria,
    F: { judged: 'client', text: 'has it at last (State 2)', clause: 'definition of /5/x/3' },
    G: { judged: 'client', text: 'has no Update Result yet (0)', clause: 'definition of /5/x/5' },
  },
  async body(scene) {
    const { client } = scene
    const walk = await fetches(scene)
    await client.must('F', walk, endsIn(states.downloaded))
    await client.must('G', walk, resultsIn(0))
  },
})
