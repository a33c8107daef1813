import { check, type Psmo, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { brings, shows } from './results.ts'
import { wellMade } from './told.ts'

const [isFallback, byPolicy] = [brings('deleteResult 21'), brings('deleteResult 3')]
const refused = check<Told>('deleteResult 21 or 3', (told) =>
  byPolicy.verify(told) === undefined ? undefined : isFallback.verify(told),
)

export default esimCase({
  number: 415,
  title: 'Delete the profile to fall back to',
  purpose: 'The profile that has the fallback attribute is not deleted.',
  signs: true,
  since: '1.1',
  impact: 'profile',
  dependsOn: ['ESIM-310', 'ESIM-411'],
  steps: [
    'The eIM gives the fallback attribute to a disabled profile without service, and deletes that profile.',
    'It lists the profiles, and takes the attribute away.',
  ],
  criteria: {
    A: {
      text: 'says that it is the profile to fall back to (21), or that its policy does not allow it (3)',
      clause: 'SGP.32 §2.11.2.1 (deleteResult)',
    },
    B: { text: 'has the profile still', clause: 'SGP.32 §2.11.1.1.3' },
  },
  async body(scene) {
    const { client, eim, afterwards, doesNotApply } = scene
    const { unserved } = iccidsOf(scene, ['unserved'])
    const does = async (psmo: Psmo) => (await eim.carriesOut({ psmo: [psmo] })).told
    const given = await (await does({ kind: 'setFallbackAttribute', value: { iccid: unserved } })).happens()
    if (brings('setFallbackAttributeResult 0').verify(given) !== undefined)
      doesNotApply('the profile may not have it, or another keeps it', given.frame)
    afterwards('take the fallback attribute away', async () => {
      await (await does({ kind: 'unsetFallbackAttribute', value: true })).happens()
    })
    await client.must('A', await does({ kind: 'delete', value: { iccid: unserved } }), wellMade, refused)
    await client.must('B', await does(listBriefly), shows({ [unserved]: 'disabled' }))
  },
})
