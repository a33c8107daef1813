import { code, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { backForGood } from '../restarted.ts'

export default testCase({
  number: 241,
  title: 'Executable Resource: Rebooting the device',
  purpose: 'The device reboots on command and registers again.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.5' }, { clause: 'Core 1.1.1 Appendix E.4' }],
  judges: ['client', 'server'],
  stimuli: { server: ['execute'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'reboot',
  steps: ['The Server executes /3/0/4.', 'The Client answers, reboots and registers.'],
  criteria: {
    A: { judged: 'server', text: 'sends POST /3/0/4', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    B: { judged: 'client', text: 'answers the Execute with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'registers again after the reboot',
      clause: 'Core 1.1.1 Appendix E.4 resource 4',
    },
    D: { judged: 'server', text: 'takes the new Register in with 2.01', clause: 'Core 1.1.1 §6.2.1' },
  },
  async body({ client, server, iut }) {
    await client.isRegistered()
    const reboot = server.executes('/3/0/4')
    await server.must('A', reboot.sent, request('POST', '/3/0/4'))
    await client.must('B', reboot.answered, code('2.04'))
    const register = client.registers().after(reboot.sent)
    await client.must('C', register.sent)
    await server.must('D', register.answered, code('2.01'))
    if (iut.includes('client')) await backForGood(client, reboot)
  },
})
