import type { MessageFromIpaToEim } from './esipa.ts'
import type { EuiccPackageResult, EuiccResultData } from './euicc-package.ts'

/** What an eUICC says of a package, in whatever message of its IPA it comes; undefined where it is in none. */
export function packageResultIn(message: MessageFromIpaToEim | undefined): EuiccPackageResult | undefined {
  const told = providedIn(message)
  if (told?.kind === 'euiccPackageResult') return told.value
  return told?.kind === 'ePRAndNotifications' ? told.value.euiccPackageResult : undefined
}

/** What came of each operation of a package that was carried out. */
export function packageResults(
  message: MessageFromIpaToEim | undefined,
): readonly EuiccResultData[] | undefined {
  const result = packageResultIn(message)
  if (result?.kind !== 'euiccPackageResultSigned') return undefined
  return result.value.euiccPackageResultDataSigned.content.euiccResult
}

function providedIn(message: MessageFromIpaToEim | undefined) {
  switch (message?.kind) {
    case 'transferEimPackageResponse':
      return message.value
    case 'provideEimPackageResult':
      return message.value.eimPackageResult
    case 'handleNotification':
      return message.value.kind === 'provideEimPackageResult'
        ? message.value.value.eimPackageResult
        : undefined
    default:
      return undefined
  }
}
