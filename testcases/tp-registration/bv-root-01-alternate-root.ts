import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  purposeId: 'TP/REG/ROOT/BV-01',
  title: 'Objects below another root path',
  purpose: 'Where a Client announces a root path with rt="oma.lwm2m", its objects are addressed below it.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }],
  judges: ['server', 'client'],
  stimuli: { server: ['discover'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers with </lwm2m>;rt="oma.lwm2m" and its objects below it (where the Client is judged: if it does).',
    'The Server discovers /1 of it.',
  ],
  criteria: {
    A: { judged: 'server', text: 'answers the Register with 2.01', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'server', text: 'discovers /lwm2m/1', clause: 'Core 1.1.1 §6.2.1' },
    C: { judged: 'client', text: 'answers below the root path it announced', clause: 'Core 1.1.1 §6.2.1' },
  },
  async body({ client, server, iut, doesNotApply }) {
    if (iut.includes('server')) {
      await server.must('A', client.registers({}, { rootPath: '/lwm2m' }).answered, code('2.01'))
    } else {
      await client.isRegistered()
      const { registration, frame } = await client.registration().happens()
      if (registration.rootPath === '/') doesNotApply('its objects are at the root', frame)
    }
    const discover = server.discovers('/1')
    await server.must('B', discover.sent)
    await client.must('C', discover.answered, code('2.05'))
  },
})
