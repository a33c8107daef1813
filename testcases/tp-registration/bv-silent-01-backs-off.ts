import { Moment, testCase } from '#testcase'
import { needsReading } from '../tp-coap/withheld.ts'
import { waits } from '../waits.ts'
import { few } from './refused-case.ts'

export default testCase({
  purposeId: 'TP/REG/SILENT/BV-01',
  title: 'Updates that nobody answers',
  purpose: 'A Client whose Updates are not answered does not hammer the Server with Registers.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1.2' }, { clause: 'RFC 7252 §4.8.2' }],
  judges: ['client'],
  transport: { only: 'udp', why: 'messages over a stream are not repeated' },
  dependsOn: [101, 102, 104, 'int-105 C'],
  // A Client may give up, and then only a reboot brings it back.
  impact: 'reboot',
  steps: [
    'The Server executes the Update Trigger, and says nothing to the Update, however often it comes.',
    'When the Client registers anew, every Register is answered 5.03 for 20 s; then the Server takes them again.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'backs off between the Registers that follow an Update without an answer',
      clause: 'Core 1.1.1 §6.2.1.2',
    },
  },
  async body({ client, server, channel, seconds, pause, cannotJudge, doesNotApply }) {
    needsReading({ channel, doesNotApply })
    await client.isRegistered()
    await pause(waits.afterRegistering)
    const withheld = server.withholdsUpdates([])
    const refusing = server.refusesRegisters('5.03')
    await server.executes(`${await client.serverInstance()}/8`).sent.happens()
    const update = withheld.copy(1)
    await update.happens()
    const longest = seconds(waits.unanswered)
    for (let waited = 0; refusing.refused.length === 0; waited += seconds(waits.betweenLooks)) {
      if (waited > longest) cannotJudge('it does not register when its Update has no answer')
      await pause(waits.betweenLooks)
    }
    await pause(waits.refusing)
    // The Client has given up the registration that there was.
    await server.forgets()
    withheld.end()
    refusing.end()
    const seen = new Moment('the Registers that were refused', 'client', async () => ({
      ...(await update.occurrence()),
      value: refusing.refused,
    }))
    await client.must('A', seen, few)
    const last = seconds(waits.afterRefusal)
    const isBack = (): Promise<boolean> => server.knows().happens()
    for (let waited = 0; waited < last && !(await isBack()); waited += seconds(waits.betweenLooks))
      await pause(waits.betweenLooks)
  },
})
