import { type Asked, check, testCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'
import { waits } from '../waits.ts'

/** Seconds; of the account that is written and never finished, and of no other. */
const unfinished = 43_210

const notFromIt = check<Asked>('no Register with the account that was never finished', ({ path, query }) =>
  path[0] === 'rd' && query.includes(`lt=${unfinished}`) ? query.join('&') : undefined,
)

export default testCase({
  purposeId: 'TP/BS/FINISH/BI-03',
  title: 'A bootstrap that is never finished',
  purpose: 'A Client gives a bootstrap up when no Finish comes, and goes on as if it had not been.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.3.3' }, { clause: 'Core 1.1.1 §6.1.6' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request, and is given an account with a lifetime of 43210 s; no Finish follows.',
    'After EXCHANGE_LIFETIME it sends another, or registers with an account that it had.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'gives up after EXCHANGE_LIFETIME: it asks again, or registers with what it has',
      clause: 'Core 1.1.1 §6.1.3.3',
    },
    B: {
      judged: 'client',
      text: 'does not register with the account of the bootstrap that it gave up',
      clause: 'Core 1.1.1 §6.1.4',
    },
  },
  async body({ client, bootstrap, seconds }) {
    const asked = client.requestsBootstrap()
    await asked.answered.happens()
    const { security, server } = bootstrap.account()
    await provide(bootstrap, { security, server: { ...server, 1: unfinished } })
    const span = seconds(waits.noFinish) + seconds(waits.nextTry)
    const next = client.speaks().after(asked.sent).within(span)
    const { path } = await client.must('A', next.sent)
    await client.must('B', next.sent, notFromIt)
    if (path[0] === 'rd') return
    await client.requestsBootstrap().after(asked.sent).answered.happens()
    await provide(bootstrap)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
  },
})
