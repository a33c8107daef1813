import { check, code, lists, type Registering, testCase } from '#testcase'
import { registersWhenForgotten } from '../1xx-registration/forgotten.ts'
import { C1 } from '../configurations/c1.ts'

const noProfile = check<Registering>('no Profile ID', ({ registration }) =>
  registration.pid === undefined ? undefined : `pid=${registration.pid}`,
)

export default testCase({
  purposeId: 'TP/REG/PROFILE/BI-01',
  title: 'A Profile ID that the Server does not know',
  purpose:
    'A Server that cannot tell what a Profile ID stands for says so, and the Client lists its objects.',
  area: 'Registration',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §6.2.1' }, { clause: 'Transport 1.2 §6.7' }],
  judges: ['server', 'client'],
  selection: { client: ['PID'], server: ['PID'] },
  dependsOn: ['int-101 A'],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Client registers with a Profile ID and no list (where the Client is judged: after the Server forgot it); the Server answers 4.09.',
    'The Client registers with its list.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'answers 4.09 to a Register by a Profile ID that nobody knows',
      clause: 'Transport 1.2 §6.7',
    },
    B: {
      judged: 'client',
      text: 'registers with its whole list instead',
      clause: 'Core 1.2 §6.2.1',
    },
  },
  async body(scene) {
    const { client, server, iut, cannotJudge } = scene
    if (iut.includes('server')) {
      const unknown = client.registers({}, { pid: 'v:nobody-knows-this-profile' })
      await server.must('A', unknown.answered, code('4.09'))
      return
    }
    await client.isRegistered()
    const refusing = server.refusesRegisters('4.09')
    const refused = await registersWhenForgotten(scene)
    const { registration } = await refused.sent.happens()
    refusing.end()
    if (registration.pid === undefined) cannotJudge('it registers without a Profile ID this time')
    await client.must('B', client.registers().after(refused.sent).sent, noProfile, lists('/1', '/3'))
  },
})
