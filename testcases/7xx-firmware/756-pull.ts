import { code, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { fromIdle, offers, sampleOf, writesUri } from './firmware.ts'
import { delivered, endsIn, follows, needs, passes, resultsIn, standing, stands, states } from './standing.ts'

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
    F: { judged: 'client', text: 'has it at last (State 2)', clause: 'definition of /5/x/3' },
    G: { judged: 'client', text: 'has no Update Result yet (0)', clause: 'definition of /5/x/5' },
  },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    await client.must('A', writesUri(scene, '').answered, code('2.04'))
    await scene.pause(waits.executed)
    const reset = stands(states.idle, 0)
    needs(scene, await client.must('B', standing(scene), reset), reset)
    const offered = await offers(scene, octets)
    await client.must('C', writesUri(scene, offered.uri).answered, code('2.04'))
    await client.must('D', offered.given)
    const walk = follows(scene, delivered, waits.delivery)
    await client.must('E', walk, passes(states.downloading))
    await client.must('F', walk, endsIn(states.downloaded))
    await client.must('G', walk, resultsIn(0))
  },
})
