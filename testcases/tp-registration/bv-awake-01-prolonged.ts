import { testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { came, whether } from '../whether.ts'

export default testCase({
  purposeId: 'TP/REG/AWAKE/BV-01',
  title: 'A Client in queue mode that was heard of lately',
  purpose:
    'Every message of a Client in queue mode, not its Updates alone, begins the time anew that it listens.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §6.5' }],
  judges: ['server'],
  stimuli: { server: ['read'] },
  dependsOn: [101, 109],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers in queue mode.',
    'The Server is told to read /3/0/0 60 s later, and is answered; it is told to once more after another 60 s.',
    'The Client sends an Update, lest a Read is left over.',
  ],
  criteria: {
    A: {
      judged: 'server',
      level: 'SHOULD',
      text: 'sends the second Read at once, since the Client has answered the first within MAX_TRANSMIT_WAIT',
      clause: 'Transport 1.1.1 §6.5',
    },
  },
  async body({ client, server, pause, cannotJudge }) {
    const { code: registered } = await client.registers({ queueMode: true }).answered.happens()
    if (registered !== '2.01') cannotJudge(`the Server did not take our Client in: ${registered}`)
    await pause(waits.withinAwakeTime)
    await server.reads('/3/0/0').answered.happens()
    await pause(waits.withinAwakeTime)
    const second = server.reads('/3/0/0')
    await server.must('A', whether(second.sent), came)
    await client.updates().answered.happens()
  },
})
