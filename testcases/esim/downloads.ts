import { type Check, check, type Told } from '#testcase'
import { errorIn, nameOf } from './told.ts'

/** The IPA says that it has the package, or what came of it, or begins a download by way of the eIM. */
export const isAnswered: Check<Told> = check(
  'that the package was received, what came of it, or InitiateAuthentication',
  ({ message }) => {
    const isReceipt =
      message?.kind === 'transferEimPackageResponse' && message.value.kind === 'eimPackageReceived'
    const begins = message?.kind === 'initiateAuthenticationRequest'
    return isReceipt || begins || failureIn(message) !== undefined || errorIn(message) !== undefined
      ? undefined
      : nameOf(message)
  },
)

/** The IPA says that it loaded no profile. */
export const failed: Check<Told> = check('that no profile was loaded', ({ message }) =>
  failureIn(message) !== undefined || errorIn(message) !== undefined ? undefined : nameOf(message),
)

/** What came of a download; undefined where it is about something else. */
export function failureOf(message: Told['message']) {
  if (message?.kind !== 'provideEimPackageResult') return undefined
  const { eimPackageResult } = message.value
  return eimPackageResult.kind === 'profileDownloadTriggerResult' ? eimPackageResult.value : undefined
}

/** Likewise, where it is an error. */
function failureIn(message: Told['message']) {
  const data = failureOf(message)?.profileDownloadTriggerResultData
  if (data === undefined || data.kind === 'profileDownloadError') return data
  const { finalResult } = data.value.profileInstallationResultData.content
  return finalResult.kind === 'errorResult' ? finalResult : undefined
}
