import { testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { fetchedCriteria, fetches } from './fetched.ts'
import { installedCriteria, installs } from './install.ts'
import { endsIn, needs, resultsIn, states } from './standing.ts'

export default testCase({
  number: 771,
  title: 'Firmware Update Object: successful firmware update via alternative mechanism',
  purpose: 'The Client fetches firmware, and it is installed.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of object 5' }, { clause: 'Core 1.1.1 Appendix E.6' }],
  judges: ['client'],
  selection: { client: ['OBJ.5', 'FW-PULL'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'firmware',
  steps: [
    'The Server writes an empty text to /5/0/1, and then the URI of a package; the Client fetches it.',
    'The Client has downloaded it; the Server executes /5/0/2.',
    'The Client installs it. Afterwards, the firmware that was there before is brought back.',
  ],
  criteria: {
    ...fetchedCriteria,
    F: {
      judged: 'client',
      text: 'has it at last, without a Result (State 2, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    ...installedCriteria,
  },
  async body(scene) {
    const { client } = scene
    const walk = await fetches(scene)
    const there = endsIn(states.downloaded)
    needs(scene, await client.must('F', walk, there, resultsIn(0)), there)
    await installs(scene)
  },
})
