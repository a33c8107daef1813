import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Eim, MessageFromEimToIpa } from '#esim'
import { Absent } from '../moment.ts'
import type { Session } from '../session.ts'
import type { Told } from './messages.ts'

/** Asks for the certificate of the eUICC. */
const asking: MessageFromEimToIpa = {
  kind: 'transferEimPackageRequest',
  value: { kind: 'ipaEuiccDataRequest', value: { tagList: [0xa6] } },
}

export interface KeyFooting {
  readonly session: Session
  readonly signer: Eim
  /** What the IPA says to a message; undefined: nothing. */
  readonly asks: (message: MessageFromEimToIpa) => Promise<Told | undefined>
}

/**
 * Learns from its certificate by which key the eUICC signs, before the first package of a run, where the IXIT does not tell:
 * a signature that nobody verifies is no signature.
 */
export class KeyFinder {
  #trouble: string | undefined

  /** @throws Absent where the eUICC shows no certificate */
  async finds({ session, signer, asks }: KeyFooting): Promise<void> {
    if (signer.euiccKey !== undefined) return
    if (this.#trouble === undefined) {
      const told = await asks(asking)
      signer.euiccKey = keyIn(told?.message)
      if (signer.euiccKey !== undefined) {
        const learnt =
          'the IXIT does not tell esim.euiccKey: results are verified by the key in the certificate that the eUICC shows'
        session.scribe.observe(learnt, told?.frame ?? null)
        return
      }
      this.#trouble =
        'nobody can verify what the eUICC signs: it shows no certificate, and the IXIT does not tell esim.euiccKey'
    }
    throw new Absent({
      ...{ reason: 'unseen', author: 'client', expected: 'a key by which results are verified' },
      seen: this.#trouble,
    })
  }
}

function keyIn(message: Told['message']): KeyObject | undefined {
  const certificate = certificateIn(message)
  if (certificate === undefined) return undefined
  try {
    return new X509Certificate(certificate).publicKey
  } catch {
    return undefined
  }
}

function certificateIn(message: Told['message']): Uint8Array | undefined {
  const told =
    message?.kind === 'transferEimPackageResponse'
      ? message.value
      : message?.kind === 'provideEimPackageResult'
        ? message.value.eimPackageResult
        : undefined
  if (told?.kind !== 'ipaEuiccDataResponse' || told.value.kind !== 'ipaEuiccData') return undefined
  return told.value.value.euiccCertificate
}
