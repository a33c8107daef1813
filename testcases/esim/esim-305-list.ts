import { type Check, check, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { isResultOf, profilesIn } from './results.ts'
import { wellMade } from './told.ts'

function lists(what: string, names: readonly string[]): Check<Told> {
  return check(what, ({ message }) => {
    const profiles = profilesIn(message)
    if (profiles === undefined) return 'no list'
    if (profiles.size === 0) return 'no profile'
    for (const profile of profiles.values()) {
      const missing = names.find((name) => !(name in profile))
      if (missing !== undefined) return `a profile without ${missing}`
      const extra = Object.keys(profile).find((name) => !names.includes(name))
      if (extra !== undefined) return `a profile with ${extra}`
    }
    return undefined
  })
}

const some = check<Told>('profiles with ICCID', ({ message }) => {
  const profiles = profilesIn(message)
  return profiles === undefined || profiles.size === 0 || profiles.has(undefined) ? 'none' : undefined
})

export default esimCase({
  number: 305,
  title: 'List of profiles',
  purpose: 'The eIM is told which profiles there are, by the data that it asks for.',
  sgp33: '-3 §4.2.4',
  signs: true,
  steps: [
    'The eIM asks for a list of profiles, without saying what of them.',
    'It asks for ICCID and state alone.',
  ],
  criteria: {
    A: { text: 'signs its result, and says of which package it is', clause: 'SGP.32 §2.11.2.1' },
    B: { text: 'lists profiles by ICCID', clause: 'SGP.32 §2.11.2.1; SGP.22 ProfileInfoListResponse' },
    C: {
      text: 'tells of each profile what was asked for, and no more',
      clause: 'SGP.22 ProfileInfoListRequest',
    },
  },
  async body({ client, eim }) {
    const whole = await eim.carriesOut(
      { psmo: [{ kind: 'listProfileInfo', value: {} }] },
      { transactionId: '00112233' },
    )
    await client.must('A', whole.told, wellMade, isResultOf(eim, whole))
    await client.must('B', whole.told, some)
    const brief = await eim.carriesOut({ psmo: [listBriefly] })
    await client.must('A', brief.told, wellMade, isResultOf(eim, brief))
    await client.must('C', brief.told, lists('ICCID and state', ['iccid', 'profileState']))
  },
})
