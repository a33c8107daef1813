import { check, testCase } from '#testcase'
import { joinsBoth } from '../9xx-several-servers/joins.ts'
import { waits } from '../waits.ts'

const none = check<number>('none', (count) => (count === 0 ? undefined : `${count}`))

export default testCase({
  purposeId: 'TP/BS/LEAVE/BV-01',
  title: 'A Server whose account was deleted',
  purpose: 'A Client has nothing more to do with a Server whose account a bootstrap took away.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.6' }, { clause: 'Core 1.1.1 §6.1.4' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP', 'SERVERS'] },
  dependsOn: [0, 4, 101, 950],
  impact: 'bootstrap',
  steps: [
    'The Client is bootstrapped with accounts for two Servers, and registers at both.',
    'It is bootstrapped again: /0 and /1 are deleted, and the account of the first Server alone is written.',
    'It registers at the first Server, and at no other.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'registers no more at a Server that it has no account for, and sends it no Update',
      clause: 'Core 1.1.1 §6.1.4',
    },
  },
  async body(scene) {
    const { client, second, seconds, cannotJudge } = scene
    await joinsBoth(scene)
    await client.registers().sent.happens()
    await second.registers().sent.happens()
    const refusal = await second.leaves()
    if (refusal !== undefined) cannotJudge(`the account of one Server alone was refused with ${refusal}`)
    await client.registers().sent.happens()
    await client.must('A', second.asksAgain(seconds(waits.withoutAccount)), none)
  },
})
