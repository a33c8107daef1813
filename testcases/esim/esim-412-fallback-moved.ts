import type { Psmo } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf } from './profile-case.ts'
import { brings, sequenceNumbersIn } from './results.ts'
import { wellMade } from './told.ts'

const set = (iccid: string): Psmo => ({ kind: 'setFallbackAttribute', value: { iccid } })
const enable = (iccid: string): Psmo => ({ kind: 'enable', value: { iccid } })
const unset: Psmo = { kind: 'unsetFallbackAttribute', value: true }

export default esimCase({
  number: 412,
  title: 'The fallback attribute of the profile that is enabled',
  purpose: 'The fallback attribute stays where it is while its profile is enabled.',
  signs: true,
  since: '1.1',
  impact: 'profile',
  dependsOn: ['ESIM-302', 'ESIM-411'],
  steps: [
    'The eIM gives the attribute to the profile that is enabled, twice.',
    'It gives it to another, and takes it away.',
    'Afterwards another profile is enabled, so that the attribute can be taken away.',
  ],
  criteria: {
    A: {
      text: 'gives it again to the profile that has it',
      clause: 'SGP.32 §2.11.2.1',
      unverified: 'public sources do not tell what it makes of it',
    },
    B: {
      text: 'does not give it to another (3)',
      clause: 'SGP.32 §2.11.2.1 (fallbackProfileEnabled)',
    },
    C: { text: 'does not take it away (3)', clause: 'SGP.32 §2.11.2.1 (fallbackProfileEnabled)' },
  },
  async body(scene) {
    const { client, eim, afterwards, doesNotApply } = scene
    const { enabled, other } = iccidsOf(scene, ['enabled', 'other'])
    const does = async (psmo: Psmo, how = {}) => (await eim.carriesOut({ psmo: [psmo] }, how)).told
    eim.keepsEnabled(enabled)
    const given = await (await does(set(enabled))).happens()
    if (brings('setFallbackAttributeResult 0').verify(given) !== undefined)
      doesNotApply('the profile that is enabled may not have it, or another keeps it', given.frame)
    afterwards('take the fallback attribute away', async () => {
      const { message } = await (await does(enable(other), { reconnects: true })).happens()
      await eim.acknowledges(sequenceNumbersIn(message))
      await (await does(unset)).happens()
    })
    await client.must('A', await does(set(enabled)), wellMade, brings('setFallbackAttributeResult 0'))
    await client.must('B', await does(set(other)), wellMade, brings('setFallbackAttributeResult 3'))
    await client.must('C', await does(unset), wellMade, brings('unsetFallbackAttributeResult 3'))
  },
})
