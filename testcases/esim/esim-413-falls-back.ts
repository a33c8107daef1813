import type { Psmo } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { brings, shows } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 413,
  title: 'The device falls back',
  purpose:
    'A device that a profile gives no connection comes back by the one that has the fallback attribute.',
  signs: true,
  since: '1.1',
  impact: 'profile',
  dependsOn: ['ESIM-302', 'ESIM-411'],
  steps: [
    'The eIM gives the fallback attribute to a disabled profile that connects.',
    'It enables the profile that finds no network, with no way back, and waits for the device.',
    'It lists the profiles, enables the one of before, and takes the attribute away.',
  ],
  criteria: {
    A: { text: 'comes back, and tells what came of the package', clause: 'SGP.32 §2.11.2.1' },
    B: {
      text: 'has the profile with the attribute enabled, and that alone',
      clause: 'SGP.32 §5.9 (fallback)',
    },
  },
  async body(scene) {
    const { client, eim, afterwards, cannotJudge, doesNotApply } = scene
    // Others would be cut off for good.
    if (eim.facts?.fallback === undefined) cannotJudge('the IXIT does not tell esim.fallback')
    const { enabled, other, unserved } = iccidsOf(scene, ['enabled', 'other', 'unserved'])
    const does = async (psmo: Psmo) => (await eim.carriesOut({ psmo: [psmo] })).told
    const given = await (await does({ kind: 'setFallbackAttribute', value: { iccid: other } })).happens()
    if (brings('setFallbackAttributeResult 0').verify(given) !== undefined)
      doesNotApply('the profile may not have it, or another keeps it', given.frame)
    afterwards('take the fallback attribute away', async () => {
      await (await does({ kind: 'unsetFallbackAttribute', value: true })).happens()
    })
    eim.keepsEnabled(enabled)
    const { told } = await eim.carriesOut(
      { psmo: [{ kind: 'enable', value: { iccid: unserved } }] },
      { fallsBack: true },
    )
    await client.must('A', told, wellMade, brings('enableResult 0'))
    const listed = await does(listBriefly)
    await client.must(
      'B',
      listed,
      shows({ [other]: 'enabled', [unserved]: 'disabled', [enabled]: 'disabled' }),
    )
  },
})
