import { type Asked, check, Moment, type Scene, testCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'
import { waits } from '../waits.ts'
import { impatient, series } from './impatient.ts'

const whole = check<readonly Asked[]>(`${series} Registers at least`, (refused) =>
  refused.length >= series ? undefined : `${refused.length}`,
)

type Refusing = ReturnType<Scene<string>['server']['refusesRegisters']>

export default testCase({
  purposeId: 'TP/REG/RETRY/BV-01',
  title: 'Retries are counted anew',
  purpose:
    'A Register that succeeds ends a series of retries; the next series is as long as the first may be.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1.2' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 7, 104, 'int-105 C'],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client is given an account with a Communication Retry Count of 3 and a Communication Retry Timer of 2 s.',
    'The Server refuses two Registers with 5.03, and takes the third.',
    'It forgets the Client, refuses every Register with 5.03, and triggers an Update.',
    'When it has given up, the Client sends a Bootstrap-Request and is given an account as usual.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends three Registers more before it gives up, whatever it sent before it was registered',
      clause: 'Core 1.1.1 Appendix E.2 resource 17',
    },
  },
  async body({ client, server, bootstrap, seconds, pause, doesNotApply, cannotJudge }) {
    await client.requestsBootstrap().answered.happens()
    await provide(bootstrap, impatient(bootstrap.account()))
    // What it was registered as before says nothing of what follows.
    await server.forgets()
    const first = server.refusesRegisters('5.03')
    // Its answer may be lost and come late: the first Registers do not wait for it.
    const finish = bootstrap.finishes()
    await finish.sent.happens()
    for (let waited = 0; first.refused.length < series - 1; waited += seconds(waits.betweenRetries)) {
      if (waited > seconds(waits.firstRetries))
        doesNotApply(
          'it does not go by its Communication Retry Timer',
          first.refused.at(-1)?.frame ?? (await finish.sent.occurrence()).frame,
        )
      await pause(waits.betweenRetries)
    }
    first.end()
    await pause(waits.secondRetry)
    await client.isRegistered()
    await finish.answered.comes()
    const second = server.refusesRegisters('5.03')
    const trigger = server.executes(`${await client.serverInstance()}/8`)
    await trigger.sent.happens()
    await server.forgets()
    const again = client.requestsBootstrap().after(trigger.sent).within(seconds(waits.fallback))
    if (!(await again.sent.comes())) cannotJudge('it does not ask its Bootstrap-Server when it has given up')
    await client.must('A', refusedBy(second, again.sent), whole)
    second.end()
    await provide(bootstrap)
    const last = bootstrap.finishes()
    await last.answered.happens()
    await client.registers().after(last.sent).sent.happens()
  },
})

/** The Registers that were refused until something else came. */
function refusedBy({ refused }: Refusing, until: Moment<Asked>): Moment<readonly Asked[]> {
  return new Moment('the Registers of the second series', 'client', async () => {
    const { at, frame, position } = await until.occurrence()
    return { value: refused.filter((one) => one.at < at), at, frame, position }
  })
}
