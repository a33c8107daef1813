import { type Eim, type Psmo, packageErrorCodes, packageResultIn } from '#esim'
import { Absent } from '../moment.ts'
import type { Session } from '../session.ts'
import type { Told } from './messages.ts'

/** Changes nothing. */
const harmless: Psmo = { kind: 'listProfileInfo', value: { tagList: [0x5a] } }

/** How far a counter goes ahead that turned out too low, one attempt after the other. */
const leaps = [1000, 10_000, 100_000]

export interface CounterFooting {
  readonly session: Session
  readonly signer: Eim
  /** What the IPA says to operations; undefined: nothing. */
  readonly asks: (operations: { readonly psmo: readonly Psmo[] }) => Promise<Told | undefined>
}

/**
 * Finds out, before the first package of a run, whether the eUICC has taken higher counter values than the IXIT tells: a
 * run before this one used some. Goes ahead then.
 */
export class CounterFinder {
  #isFound = false
  #trouble: string | undefined

  /** @throws Absent where the eUICC takes no counter value that was tried */
  async finds({ session, signer, asks }: CounterFooting): Promise<void> {
    if (this.#isFound) return
    const { counter } = signer
    for (const leap of this.#trouble === undefined ? [0, ...leaps] : []) {
      signer.counter += leap
      const told = await asks({ psmo: [harmless] })
      if (isReplay(told)) continue
      this.#isFound = true
      if (leap > 0)
        session.scribe.observe(
          `the eUICC has taken counter values above ${counter} before: esim.counter of the IXIT may be raised to ${signer.counter}`,
          told?.frame ?? null,
        )
      return
    }
    this.#trouble ??= `it refuses counter values up to ${signer.counter} as replayed; raise esim.counter in the IXIT above the last that it took`
    throw new Absent({
      ...{ reason: 'unseen', author: 'client', expected: 'an eUICC that takes our packages' },
      seen: this.#trouble,
    })
  }
}

function isReplay(told: Told | undefined): boolean {
  const result = packageResultIn(told?.message)
  return (
    result?.kind === 'euiccPackageErrorSigned' &&
    result.value.euiccPackageErrorDataSigned.content.euiccPackageErrorCode === packageErrorCodes.replayError
  )
}
