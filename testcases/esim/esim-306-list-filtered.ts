import { type Check, check, type Psmo, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, unknownIccid } from './profile-case.ts'
import { profilesIn } from './results.ts'

function list(iccid: string): Psmo {
  return {
    kind: 'listProfileInfo',
    value: { searchCriteria: { kind: 'iccid', value: iccid }, tagList: [0x5a] },
  }
}

function listsAlone(...iccids: readonly string[]): Check<Told> {
  return check(iccids.join(', ') || 'an empty list', ({ message }) => {
    const profiles = profilesIn(message)
    if (profiles === undefined) return 'no list'
    const seen = [...profiles.keys()].join(', ')
    return seen === iccids.join(', ') ? undefined : seen || 'an empty list'
  })
}

export default esimCase({
  number: 306,
  title: 'List of some profiles',
  purpose: 'A list holds the profiles that are searched for.',
  signs: true,
  dependsOn: ['ESIM-305'],
  steps: ['The eIM asks for the profile with an ICCID that there is.', 'It asks for one that there is not.'],
  criteria: {
    A: {
      text: 'lists the profile that was searched for, and no other',
      clause: 'SGP.22 ProfileInfoListRequest',
    },
    B: { text: 'lists nothing where there is no such profile', clause: 'SGP.22 ProfileInfoListRequest' },
  },
  async body(scene) {
    const { client, eim } = scene
    const { enabled } = iccidsOf(scene, ['enabled'])
    const one = await eim.carriesOut({ psmo: [list(enabled)] })
    await client.must('A', one.told, listsAlone(enabled))
    const none = await eim.carriesOut({ psmo: [list(unknownIccid)] })
    await client.must('B', none.told, listsAlone())
  },
})
