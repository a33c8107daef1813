import { type Check, check, type FromEim } from '#testcase'

/** An EID that no eUICC has. */
export const strangeEid = '89000000000000000000000000000099'

/** The error by which an eIM answers who asks for a package, or provides a result; undefined where it is none. */
export function errorIn({ message }: FromEim): number | undefined {
  if (message?.kind === 'getEimPackageResponse' && message.value.kind === 'eimPackageError')
    return message.value.value
  return message?.kind === 'provideEimPackageResultResponse' &&
    message.value.kind === 'provideEimPackageResultError'
    ? message.value.value
    : undefined
}

/** Any error. */
export const refused: Check<FromEim> = check('an error', (left) =>
  errorIn(left) === undefined ? 'another answer' : undefined,
)

/** This error. */
export function refusedBy(name: string, wanted: number): Check<FromEim> {
  return check(`${name} (${wanted})`, (left) => {
    const seen = errorIn(left)
    return seen === wanted ? undefined : String(seen ?? 'no error')
  })
}
