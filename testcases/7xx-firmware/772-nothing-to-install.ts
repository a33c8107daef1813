import { code, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { fromIdle } from './firmware.ts'
import { standing, stands, states } from './standing.ts'

export default testCase({
  number: 772,
  title: 'Firmware Update Object: error case 1, firmware package not downloaded',
  purpose: 'Without a package nothing is installed.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of /5/x/2' }],
  judges: ['client'],
  selection: { client: ['OBJ.5'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'settings',
  steps: ['The Server reads State and Update Result.', 'It executes /5/0/2.', 'It reads them again.'],
  criteria: {
    A: { judged: 'client', text: 'refuses Update with 4.05', clause: 'definition of /5/x/2' },
    B: {
      judged: 'client',
      text: 'keeps State and Update Result',
      clause: 'Core 1.1.1 Appendix E.6.1',
    },
  },
  async body(scene) {
    const { client, server, pause } = scene
    await fromIdle(scene)
    const { state = states.idle, result = 0 } = await standing(scene).happens()
    await client.must('A', server.executes('/5/0/2').answered, code('4.05'))
    await pause(waits.executed)
    await client.must('B', standing(scene), stands(state, result))
  },
})
