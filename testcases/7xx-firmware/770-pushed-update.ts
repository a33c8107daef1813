import { request, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { installedCriteria, installs } from './install.ts'
import { isPushed, pushedCriteria } from './pushed.ts'
import { endsIn, needs, resultsIn, states } from './standing.ts'

const letters = {
  ...{ writesNul: 'A', reset: 'B', idle: 'C' },
  ...{ writesPackage: 'D', taken: 'E', downloading: 'F' },
}

export default testCase<string>({
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
    ...pushedCriteria(letters),
    G: {
      judged: 'client',
      text: 'has it at last, without a Result (State 2, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    P: { judged: 'server', text: 'sends POST /5/0/2', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    ...installedCriteria,
  },
  async body(scene) {
    const { client, server, iut } = scene
    const walk = await isPushed(scene, letters)
    const there = endsIn(states.downloaded)
    if (iut.includes('client')) needs(scene, await client.must('G', walk, there, resultsIn(0)), there)
    else await client.changes('/5/0/3', states.downloaded)
    await installs(scene, (sent) => server.must('P', sent, request('POST', '/5/0/2')))
  },
})
