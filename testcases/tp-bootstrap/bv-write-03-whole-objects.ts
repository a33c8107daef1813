import { type Account, accountPaths, code, linkAttributes, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

/** An instance as the content of its object: `{ '5/0': 1, … }`. */
function within(instance: string, half: Account['server']): Account['server'] {
  return Object.fromEntries(
    Object.entries(half).map(([resource, value]) => [`${instance}/${resource}`, value]),
  )
}

export default testCase({
  purposeId: 'TP/BS/WRITE/BV-03',
  title: 'Bootstrap-Write of whole objects',
  purpose: 'A Bootstrap-Write may go to an object, and name its instances in the payload alone.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.5' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request.',
    'The Bootstrap-Server deletes /0 and /1, and writes an account by one Write to /0 and one to /1, the latter as instance 5.',
    'It discovers and finishes; the Client registers.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Bootstrap-Write of an object with 2.04',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
    B: {
      judged: 'client',
      text: 'has the instances that the payload named',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    const account = bootstrap.account()
    for (const object of ['/0', '/1']) await bootstrap.deletes(object).answered.happens()
    const { links } = await bootstrap.discovers('/').answered.happens()
    const { security } = accountPaths(links, account)
    const [, , instance = ''] = security.split('/')
    const whole = [
      bootstrap.writes('/0', within(instance, account.security)),
      bootstrap.writes('/1', within('5', account.server)),
    ]
    for (const { answered } of whole) await client.must('A', answered, code('2.04'))
    await client.must(
      'B',
      bootstrap.discovers('/').answered,
      linkAttributes(security, { ssid: 1 }),
      linkAttributes('/1/5', { ssid: 1 }),
    )
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
  },
})
