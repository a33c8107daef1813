import { type Check, check, type Psmo, packageResults, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { resultText, sequenceNumbersIn } from './results.ts'

const open = 'told by public sources on SGP.32, whose text was not at hand'

function results(what: string, isRight: (results: readonly string[]) => boolean): Check<Told> {
  return check(what, ({ message }) => {
    const texts = packageResults(message)?.map(resultText) ?? []
    return isRight(texts) ? undefined : texts.join(', ') || 'no results'
  })
}

const notEnabled = results('no profile enabled', (texts) => !texts.includes('enableResult 0'))
const notListed = results('profileInfoListError 11', (texts) =>
  texts.includes('listProfileInfoResult profileInfoListError 11'),
)

export default esimCase({
  number: 311,
  title: 'Operations that do not go together',
  purpose: 'What an eUICC makes of two enables in a package, and of a list after a change.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-302', 'ESIM-303'],
  steps: [
    'The eIM sends a package that enables the same profile twice.',
    'It sends one that disables a profile, enables it again, and lists all.',
  ],
  criteria: {
    A: {
      text: 'enables nothing by a package with two enables',
      clause: 'SGP.32 §2.11.1.1.3',
      unverified: open,
    },
    B: {
      text: 'lists no profiles in a package that changes them (11)',
      clause: 'SGP.32 §2.11.2.1 (profileChangeOngoing)',
      unverified: open,
    },
  },
  async body(scene) {
    const { client, eim } = scene
    const { enabled, other } = iccidsOf(scene, ['enabled', 'other'])
    const enable = (iccid: string): Psmo => ({ kind: 'enable', value: { iccid } })
    eim.keepsEnabled(enabled)
    const twice = await eim.carriesOut({ psmo: [enable(other), enable(other)] }, { reconnects: true })
    const { message } = await client.must('A', twice.told, notEnabled)
    await eim.acknowledges(sequenceNumbersIn(message))
    const held = await eim.carriesOut(
      { psmo: [{ kind: 'disable', value: { iccid: enabled } }, enable(enabled), listBriefly] },
      { reconnects: true },
    )
    await client.must('B', held.told, notListed)
  },
})
