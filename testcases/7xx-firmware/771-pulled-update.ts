import { code, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { fromIdle, offers, sampleOf, writesUri } from './firmware.ts'
import { installedCriteria, installs } from './install.ts'
import { delivered, endsIn, follows, needs, passes, resultsIn, standing, stands, states } from './standing.ts'

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
    A: { judged: 'client', text: 'takes an empty Package URI with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'is idle without a Result then (State 0, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    C: { judged: 'client', text: 'takes the Package URI with 2.04', clause: 'Transport 1.1.1 §6.7' },
    D: { judged: 'client', text: 'fetches the package from there', clause: 'definition of /5/x/1' },
    E: {
      judged: 'client',
      text: 'is Downloading and nothing else until it has it',
      clause: 'Core 1.1.1 Appendix E.6.1',
    },
    F: {
      judged: 'client',
      text: 'has it at last, without a Result (State 2, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    ...installedCriteria,
  },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    await client.must('A', writesUri(scene, '').answered, code('2.04'))
    const reset = stands(states.idle, 0)
    needs(scene, await client.must('B', standing(scene), reset), reset)
    const offered = await offers(scene, octets)
    await client.must('C', writesUri(scene, offered.uri).answered, code('2.04'))
    await client.must('D', offered.given)
    const walk = follows(scene, delivered, waits.delivery)
    await client.must('E', walk, passes(states.downloading))
    const there = endsIn(states.downloaded)
    needs(scene, await client.must('F', walk, there, resultsIn(0)), there)
    await installs(scene)
  },
})
