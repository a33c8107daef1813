import { testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { refusedCriteria } from './error-case.ts'
import { fromIdle, offers, sampleOf, writesUri } from './firmware.ts'
import { delivered, endsIn, follows, passes, resultsIn, standing, stands, states } from './standing.ts'

export default testCase({
  number: 775,
  title: 'Firmware Update Object: error case 4, connection lost during download',
  purpose: 'A download that breaks off is given up, and is told.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of /5/x/5' }, { clause: 'Core 1.1.1 Appendix E.6.1' }],
  judges: ['client'],
  selection: { client: ['OBJ.5', 'FW-PULL'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'firmware',
  steps: [
    'The Server writes the URI of a package to /5/0/1.',
    'When the Client has fetched a part of it, whoever gives it is gone.',
    'The Server follows State and Update Result.',
  ],
  criteria: {
    ...refusedCriteria(4),
    D: {
      judged: 'client',
      text: 'is Downloading without a Result while it fetches (State 1, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
  },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const offered = await offers(scene, octets, { vanishAfter: Math.floor(octets.length / 2) })
    await writesUri(scene, offered.uri).answered.happens()
    await offered.asked.happens()
    await client.must('D', standing(scene), stands(states.downloading, 0))
    const walk = follows(scene, delivered, waits.lostDownload)
    await client.must('A', walk, passes(states.downloading))
    await client.must('B', walk, resultsIn(4))
    await client.must('C', walk, endsIn(states.idle))
  },
})
