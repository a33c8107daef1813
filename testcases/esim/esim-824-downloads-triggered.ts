import { type Check, check, type FromEim, type ProfileDownloadData, type TriggerFromEim } from '#testcase'
import { eimCase } from './eim-case.ts'
import { errorIn } from './eim-errors.ts'
import { wellMade } from './told.ts'

const isAnswer = ({ message }: FromEim): boolean => message?.kind === 'provideEimPackageResultResponse'

const taken = check<FromEim>('no error', (left) => {
  const error = errorIn(left)
  return error === undefined ? undefined : `provideEimPackageResultError ${error}`
})

export default eimCase({
  number: 824,
  title: 'Downloads are triggered',
  purpose: 'The IPA is told from where to download a profile, as the eIM was told; what came of it is taken.',
  sgp33: '-3 §4.2.25, §4.2.27',
  steps: [
    'The eIM is told to have a profile downloaded by an activation code, from the default SM-DP+, and by an SM-DS.',
    'The IPA says of each that it could not be.',
  ],
  criteria: {
    A: { text: 'gives the activation code that it was told', clause: 'SGP.32 §2.11.1.3' },
    B: { text: 'names the default SM-DP+', clause: 'SGP.32 §2.11.1.3' },
    C: { text: 'names the SM-DS with the address that it was told', clause: 'SGP.32 §2.11.1.3' },
    D: { text: 'takes it that nothing was loaded: answers, and not by an error', clause: 'SGP.32 §6.3.2.7' },
  },
  async body({ server, ipa }) {
    const downloads: readonly (readonly ['A' | 'B' | 'C', ProfileDownloadData])[] = [
      ['A', { kind: 'activationCode', value: '1$smdp.invalid$ESIM-824' }],
      ['B', { kind: 'contactDefaultSmdp', value: true }],
      ['C', { kind: 'contactSmds', value: { smdsAddress: 'smds.invalid' } }],
    ]
    for (const [letter, download] of downloads) {
      const left = ipa.queuesDownload(download)
      const trigger = await server.must(letter, left, wellMade, tells(download))
      for (const message of ipa.refusing(trigger)) await ipa.says(message)
      await server.must('D', ipa.hears('an answer to what came of it', isAnswer), wellMade, taken)
    }
  },
})

function textOf(download: ProfileDownloadData | undefined): string {
  switch (download?.kind) {
    case undefined:
      return 'no source'
    case 'activationCode':
      return `the activation code ${download.value}`
    case 'contactDefaultSmdp':
      return 'the default SM-DP+'
    case 'contactSmds':
      return `the SM-DS ${download.value.smdsAddress ?? 'that is known by default'}`
  }
}

function tells(download: ProfileDownloadData): Check<TriggerFromEim> {
  const wanted = textOf(download)
  return check(wanted, ({ trigger }) => {
    const seen = textOf(trigger.profileDownloadData)
    return seen === wanted ? undefined : seen
  })
}
