import { code, request, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { fromIdle, nul, pushes, sampleOf } from './firmware.ts'
import { carries, installedCriteria, installs } from './install.ts'
import { delivered, endsIn, follows, needs, passes, resultsIn, standing, stands, states } from './standing.ts'

export default testCase({
  number: 770,
  title: 'Firmware Update Object: successful firmware update via CoAP',
  purpose: 'Firmware is pushed to the Client, and installed.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of object 5' }, { clause: 'Core 1.1.1 Appendix E.6' }],
  judges: ['client', 'server'],
  selection: { client: ['OBJ.5', 'FW-PUSH'], server: ['OBJ.5'] },
  stimuli: { server: ['write', 'execute'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'firmware',
  steps: [
    'The Server writes one NUL to /5/0/0, and then a package, in blocks.',
    'The Client has downloaded it; the Server executes /5/0/2.',
    'The Client installs it. Afterwards, the firmware that was there before is brought back.',
  ],
  criteria: {
    A: { judged: 'server', text: 'writes a NUL to /5/0/0', clause: 'definition of /5/x/0' },
    B: { judged: 'client', text: 'takes it with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'is idle without a Result then (State 0, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    D: { judged: 'server', text: 'writes the package to /5/0/0, whole', clause: 'definition of /5/x/0' },
    E: { judged: 'client', text: 'takes the package with 2.04', clause: 'Transport 1.1.1 §6.7' },
    F: {
      judged: 'client',
      text: 'is Downloading and nothing else until it has it',
      clause: 'Core 1.1.1 Appendix E.6.1',
    },
    G: {
      judged: 'client',
      text: 'has it at last, without a Result (State 2, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    ...installedCriteria,
  },
  async body(scene) {
    const { client, server, iut } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const reset = pushes(scene, nul)
    await server.must('A', reset.sent, request('PUT', '/5/0/0'), carries(nul))
    await client.must('B', reset.answered, code('2.04'))
    const idle = stands(states.idle, 0)
    if (iut.includes('client')) needs(scene, await client.must('C', standing(scene), idle), idle)
    const push = pushes(scene, octets)
    await server.must('D', push.sent, request('PUT', '/5/0/0'), carries(octets))
    await client.must('E', push.answered, code('2.04'))
    if (iut.includes('client')) {
      const walk = follows(scene, delivered, waits.delivery)
      await client.must('F', walk, passes(states.downloading))
      const there = endsIn(states.downloaded)
      needs(scene, await client.must('G', walk, there, resultsIn(0)), there)
    } else await client.changes('/5/0/3', states.downloaded)
    await installs(scene)
  },
})
