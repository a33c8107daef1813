import { check, type Psmo, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, unknownIccid } from './profile-case.ts'
import { brings, profilesIn } from './results.ts'
import { wellMade } from './told.ts'

const set = (iccid: string): Psmo => ({ kind: 'setFallbackAttribute', value: { iccid } })
const unset: Psmo = { kind: 'unsetFallbackAttribute', value: true }
const list: Psmo = { kind: 'listProfileInfo', value: { tagList: [0x5a, 0x9f26] } }

export default esimCase({
  number: 411,
  title: 'The fallback attribute',
  purpose: 'One profile has the fallback attribute, is shown to have it, and loses it.',
  signs: true,
  since: '1.1',
  impact: 'profile',
  dependsOn: ['ESIM-305'],
  steps: [
    'The eIM takes the attribute away where there is none, and gives it to an ICCID that there is not.',
    'It gives it to a disabled profile, lists the profiles, and takes it away.',
  ],
  criteria: {
    A: { text: 'says that no profile has it (2)', clause: 'SGP.32 §2.11.2.1 (noFallbackAttribute)' },
    B: { text: 'says that there is no such profile (1)', clause: 'SGP.32 §2.11.2.1 (iccidOrAidNotFound)' },
    C: { text: 'gives it to a profile', clause: 'SGP.32 §2.11.2.1' },
    D: { text: 'shows which profile has it', clause: 'SGP.22 ProfileInfo (9F26)' },
    E: { text: 'takes it away', clause: 'SGP.32 §2.11.2.1' },
  },
  async body(scene) {
    const { client, eim, doesNotApply } = scene
    const { other } = iccidsOf(scene, ['other'])
    const does = async (...psmo: Psmo[]) => (await eim.carriesOut({ psmo })).told
    const listed = await (await does(list)).happens()
    const holder = [...(profilesIn(listed.message)?.values() ?? [])].find((one) => one.fallbackAttribute)
    if (holder !== undefined) doesNotApply(`profile ${holder.iccid} has it already`, listed.frame)
    await client.must('A', await does(unset), wellMade, brings('unsetFallbackAttributeResult 2'))
    await client.must('B', await does(set(unknownIccid)), wellMade, brings('setFallbackAttributeResult 1'))
    const given = await does(set(other))
    const told = await given.happens()
    if (brings('setFallbackAttributeResult 2').verify(told) === undefined)
      doesNotApply(`profile ${other} may not have it`, told.frame)
    await client.must('C', given, wellMade, brings('setFallbackAttributeResult 0'))
    await client.must('D', await does(list), shownAt(other))
    await client.must('E', await does(unset), brings('unsetFallbackAttributeResult 0'))
  },
})

function shownAt(iccid: string) {
  return check<Told>(`the fallback attribute at ${iccid} alone`, ({ message }) => {
    const holders = [...(profilesIn(message)?.values() ?? [])].filter((one) => one.fallbackAttribute === true)
    const seen = holders.map((one) => one.iccid).join(', ')
    return seen === iccid ? undefined : seen || 'nowhere'
  })
}
