import { check, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { errorIn, nameOf, wellMade } from './told.ts'

const answered = check<Told>('that the package was received, or what came of it', ({ message }) => {
  const isReceipt =
    message?.kind === 'transferEimPackageResponse' && message.value.kind === 'eimPackageReceived'
  return isReceipt || failureIn(message) !== undefined || errorIn(message) !== undefined
    ? undefined
    : nameOf(message)
})

const failed = check<Told>('that no profile was loaded', ({ message }) =>
  failureIn(message) !== undefined || errorIn(message) !== undefined ? undefined : nameOf(message),
)

export default esimCase({
  number: 203,
  title: 'A profile that is nowhere to be had',
  purpose: 'The IPA says what came of a download that it was told to begin.',
  steps: [
    'The eIM sends an activation code with a host name that nobody has.',
    'The IPA says that it has the package, or at once what came of it; afterwards it says what came of it.',
  ],
  criteria: {
    A: { text: 'answers the trigger', clause: 'SGP.32 §6.3.3.1' },
    B: { text: 'says that no profile was loaded', clause: 'SGP.32 §2.11.2.3' },
  },
  async body({ client, eim }) {
    const trigger = {
      profileDownloadData: { kind: 'activationCode', value: '1$smdp.invalid$NOTHING' },
      eimTransactionId: '0c0d',
    } as const
    const left = await eim.says(
      { kind: 'transferEimPackageRequest', value: { kind: 'profileDownloadTriggerRequest', value: trigger } },
      { receipts: true },
    )
    const first = await client.must('A', left.told, wellMade, answered)
    const isOver = failed.verify(first) === undefined
    await client.must('B', isOver ? left.told : eim.hears({ reconnects: true }), wellMade, failed)
  },
})

/** What came of a download, where it is an error. */
function failureIn(message: Told['message']) {
  if (message?.kind !== 'provideEimPackageResult') return undefined
  const { eimPackageResult } = message.value
  if (eimPackageResult.kind !== 'profileDownloadTriggerResult') return undefined
  const { profileDownloadTriggerResultData: data } = eimPackageResult.value
  if (data.kind === 'profileDownloadError') return data
  const { finalResult } = data.value.profileInstallationResultData.content
  return finalResult.kind === 'errorResult' ? finalResult : undefined
}
