import { type Check, check, type Told } from '#testcase'

/** The message is one, in DER, as SGP.32 has it. */
export const wellMade: Check<Pick<Told, 'findings'> & { readonly message: object | undefined }> = check(
  'a message in DER as SGP.32 has it',
  ({ message, findings }) => {
    const first = findings.find(({ tolerated }) => tolerated !== true)
    if (first !== undefined) return `at octet ${first.offset}: ${first.text} (${first.clause})`
    return message === undefined ? 'no message' : undefined
  },
)

/** The message answers a request for data by data. */
export const isData: Check<Told> = check('IpaEuiccData', ({ message }) => {
  const data = dataIn(message)
  return data?.kind === 'ipaEuiccData' ? undefined : nameOf(message)
})

/** What a message says to a request for data. */
export function dataIn(message: Told['message']) {
  if (message?.kind === 'transferEimPackageResponse' && message.value.kind === 'ipaEuiccDataResponse')
    return message.value.value
  if (message?.kind !== 'provideEimPackageResult') return undefined
  const { eimPackageResult } = message.value
  return eimPackageResult.kind === 'ipaEuiccDataResponse' ? eimPackageResult.value : undefined
}

/** The error by which an IPA refuses a package; undefined where it does not. */
export function errorIn(message: Told['message']): number | undefined {
  if (message?.kind === 'transferEimPackageResponse') {
    const { value } = message
    if (value.kind === 'eimPackageError') return value.value
    return value.kind === 'eimPackageErrorWithCid' ? value.value.eimPackageErrorCode : undefined
  }
  if (message?.kind !== 'provideEimPackageResult') return undefined
  const { eimPackageResult } = message.value
  if (eimPackageResult.kind === 'eimPackageError') return eimPackageResult.value
  return eimPackageResult.kind === 'eimPackageResultResponseError'
    ? eimPackageResult.value.eimPackageResultErrorCode
    : undefined
}

/** The IPA refuses a package with this error. */
export function refusedAs(code: number): Check<Told> {
  return check(`eimPackageError ${code}`, ({ message }) => {
    const error = errorIn(message)
    if (error === code) return undefined
    return error === undefined ? nameOf(message) : `eimPackageError ${error}`
  })
}

/** A message in a few words. */
export function nameOf(message: Told['message']): string {
  if (message === undefined) return 'no message'
  const { value } = message
  return 'kind' in value ? `${message.kind} with ${String(value.kind)}` : message.kind
}
