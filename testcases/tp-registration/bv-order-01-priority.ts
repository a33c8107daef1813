import { check, Moment, testCase } from '#testcase'
import { joinsBoth } from '../9xx-several-servers/joins.ts'

/** By frames: the clock may show the same millisecond for both. */
const before = check<number>('before the Register at the other', (frames) =>
  frames > 0 ? undefined : 'after it',
)

export default testCase({
  purposeId: 'TP/REG/ORDER/BV-01',
  title: 'Registration Priority Order',
  purpose: 'A Client registers at its Servers in the order that their accounts state.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1.2' }, { clause: 'Core 1.1.1 Appendix E.2 resource 13' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP', 'SERVERS'] },
  dependsOn: [0, 4, 101, 950],
  impact: 'bootstrap',
  steps: [
    'The Client is bootstrapped with accounts for two Servers: the first has a Registration Priority Order of 2, the second of 1.',
    'It registers at the second, and then at the first.',
    'It is bootstrapped with the first account alone.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'registers first where the Registration Priority Order is lower',
      clause: 'Core 1.1.1 §6.2.1.2',
    },
  },
  async body(scene) {
    const { client, second, supports, doesNotApply } = scene
    await joinsBoth(scene, undefined, [2, 1])
    const [later, earlier] = [client.registers().sent, second.registers().sent]
    const other = await later.occurrence()
    const lead = new Moment(earlier.what, 'client', async () => {
      const one = await earlier.occurrence()
      return { ...one, value: Number(other.frame) - Number(one.frame) }
    })
    await lead.happens()
    if (!(await supports('RES.1.13'))) doesNotApply('it keeps no Registration Priority Order', null)
    await client.must('A', lead, before)
  },
})
