import { code, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { refusedCriteria } from './error-case.ts'
import { fromIdle, writesUri } from './firmware.ts'
import { delivered, endsIn, follows, passes, resultsIn, states } from './standing.ts'

export default testCase({
  number: 778,
  title: 'Firmware Update Object: error case 7, invalid URI',
  purpose: 'A Package URI that is invalid is told.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of /5/x/5' }, { clause: 'Core 1.1.1 Appendix E.6.1' }],
  judges: ['client'],
  selection: { client: ['OBJ.5', 'FW-PULL'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'settings',
  steps: [
    'The Server writes to /5/0/1 a text that is no URI, or the one that the IXIT names firmware.invalidUri.',
    'It follows State and Update Result.',
  ],
  criteria: {
    ...refusedCriteria(7),
    D: { judged: 'client', text: 'takes the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
  },
  async body(scene) {
    const { client, packages } = scene
    await fromIdle(scene)
    await client.must('D', writesUri(scene, packages.invalidUri('firmware')).answered, code('2.04'))
    const walk = follows(scene, delivered, waits.delivery)
    await client.must('A', walk, passes(states.downloading))
    await client.must('B', walk, resultsIn(7))
    await client.must('C', walk, endsIn(states.idle))
  },
})
