import { check, code, type Registering, testCase } from '#testcase'
import { C3 } from '../configurations/c3.ts'
import { waits } from '../waits.ts'

export default testCase({
  number: 103,
  title: 'Deregistration',
  purpose: 'Disable makes the Client leave, and the Server lets it go.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.3' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  judges: ['client', 'server'],
  selection: { client: ['RES.1.4', 'RES.1.5'] },
  dependsOn: [101],
  configuration: C3,
  impact: 'settings',
  steps: [
    'The Server writes a short Disable Timeout and executes /1/0/4 (Disable).',
    'The Client sends De-register; the Server removes the registration.',
    'The Client registers again when the timeout has passed.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Execute with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'sends De-register', clause: 'Core 1.1.1 Appendix E.2 resource 4' },
    C: { judged: 'server', text: 'answers the De-register with 2.02', clause: 'Transport 1.1.1 §6.7' },
    D: {
      judged: 'server',
      text: 'holds the registration no more: answers 4.04 to a later Update',
      clause: 'Core 1.1.1 §6.2.3',
    },
    E: {
      judged: 'client',
      text: 'registers again after the Disable Timeout',
      clause: 'Core 1.1.1 Appendix E.2 resource 5',
    },
  },
  async body({ client, server, iut, seconds, tolerance, cannotJudge }) {
    await client.isRegistered()
    if (iut.includes('client')) {
      const timeout = seconds(waits.disableTimeout)
      const one = await client.serverInstance()
      const set = await server.writes(`${one}/5`, timeout).answered.happens()
      if (set.code !== '2.04')
        cannotJudge(`its Disable Timeout cannot be set (${set.code}), and it might stay away for a day`)
      const disable = server.executes(`${one}/4`)
      const { at } = await disable.sent.happens()
      const stayedAway = check<Registering>(`away for ${timeout} s`, (register) =>
        register.at - at >= (timeout - tolerance) * 1000
          ? undefined
          : `back after ${((register.at - at) / 1000).toFixed(1)} s`,
      )
      await client.must('A', disable.answered, code('2.04'))
      const leave = client.deregisters().after(disable.sent)
      await client.must('B', leave.sent)
      await client.must(
        'E',
        client
          .registers()
          .after(leave.sent)
          .within(timeout + seconds(waits.returnAfterDisable)).sent,
        stayedAway,
      )
      return
    }
    const leave = client.deregisters()
    await server.must('C', leave.answered, code('2.02'))
    await server.must('D', client.updates().answered, code('4.04'))
  },
})
