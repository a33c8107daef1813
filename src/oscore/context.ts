import { hkdfSync } from 'node:crypto'
import { type Aead, aeads, hashes } from './algorithms.ts'
import { encodeItem } from './cbor.ts'
import { ReplayWindow } from './replay-window.ts'

/** What both ends have agreed on before (RFC 8613 §3.2). */
export interface ContextParameters {
  readonly masterSecret: Uint8Array
  readonly masterSalt?: Uint8Array
  readonly senderId: Uint8Array
  readonly recipientId: Uint8Array
  readonly idContext?: Uint8Array
  /** COSE number; default 10, AES-CCM-16-64-128. */
  readonly aead?: number
  /** COSE number; default -10, HKDF with SHA-256. */
  readonly hkdf?: number
  /** The first Sender Sequence Number; default 0. It must be beyond all that were used with these keys. */
  readonly firstSequence?: number
  /** Numbers the replay window reaches back; default 32. */
  readonly windowSize?: number
}

/** The highest Partial IV (RFC 8613 §7.2.1). */
export const highestSequence = 2 ** 40 - 1

/** A security context: what is derived from the agreed parameters, and what changes with every message. */
export class SecurityContext {
  readonly parameters: ContextParameters
  readonly aead: Aead
  readonly senderKey: Uint8Array
  readonly recipientKey: Uint8Array
  readonly commonIv: Uint8Array
  /** The Sender Sequence Number: Partial IV of the next message. */
  sequence: number
  /** Told of each number before it is used. */
  onTake: ((number: number) => void) | undefined
  window: ReplayWindow
  /** The kid context that requests tell; the ID Context, unless a new one is negotiated (RFC 8613 Appendix B.2). */
  announced: Uint8Array | undefined
  /** Whether the window is known to be right. Not so after a restart that lost it (RFC 8613 Appendix B.1.2). */
  windowKnown = true
  /** Whether the peer had us show that we are fresh, by Echo or by an ID Context of its choice. */
  wasAsked = false

  /** @throws RangeError for an algorithm we do not have, or an identifier too long for its nonce (§3.3) */
  constructor(parameters: ContextParameters) {
    const { senderId, recipientId, aead = 10, windowSize } = parameters
    this.parameters = parameters
    this.sequence = parameters.firstSequence ?? 0
    this.announced = parameters.idContext
    this.aead = aeadOf(aead)
    const longest = this.aead.nonceLength - 6
    for (const [name, id] of [
      ['Sender', senderId],
      ['Recipient', recipientId],
    ] as const) {
      if (id.length <= longest) continue
      throw new RangeError(
        `a ${name} ID has at most ${longest} octets with ${this.aead.name}, this one has ${id.length}`,
      )
    }
    this.senderKey = derive(parameters, senderId, 'Key', this.aead.keyLength)
    this.recipientKey = derive(parameters, recipientId, 'Key', this.aead.keyLength)
    this.commonIv = derive(parameters, new Uint8Array(), 'IV', this.aead.nonceLength)
    this.window = new ReplayWindow(windowSize)
  }

  /**
   * Has the next message bear number 0, and those after it go on as before. Whoever was spoken to under these keys takes
   * it for a replay (RFC 8613 §7.4). False where messages went before.
   */
  beginAtZero(): boolean {
    const { firstSequence = 0 } = this.parameters
    if (this.sequence !== firstSequence) return false
    const { onTake } = this
    this.onTake = (number) => {
      this.onTake = onTake
      this.sequence = Math.max(1, firstSequence)
      onTake?.(number)
    }
    this.sequence = 0
    return true
  }

  /**
   * Takes the next Sender Sequence Number, which no other message will have.
   * @throws RangeError when they are used up: keys must change then
   */
  takeSequence(): number {
    if (this.sequence > highestSequence) {
      throw new RangeError('the Sender Sequence Numbers are used up; establish a new security context')
    }
    const number = this.sequence++
    this.onTake?.(number)
    return number
  }

  /** The nonce of a message by the identifier of who made its Partial IV (RFC 8613 §5.2). */
  nonce(id: Uint8Array, partialIv: Uint8Array): Uint8Array {
    const length = this.aead.nonceLength
    const nonce = new Uint8Array(length)
    nonce[0] = id.length
    nonce.set(id, length - 5 - id.length)
    nonce.set(partialIv, length - partialIv.length)
    return nonce.map((octet, at) => octet ^ this.commonIv[at]!)
  }

  /** What a message is bound to besides its content: Enc_structure around external_aad (RFC 8613 §5.4). */
  aad(requestKid: Uint8Array, requestPartialIv: Uint8Array): Uint8Array {
    const external = encodeItem([1, [this.aead.number], requestKid, requestPartialIv, new Uint8Array()])
    return encodeItem(['Encrypt0', new Uint8Array(), external])
  }
}

/** A number as a Partial IV: big-endian without leading zeros; 0 is one octet (RFC 8613 §5). */
export function encodePartialIv(number: number): Uint8Array {
  const octets: number[] = []
  for (let rest = number; rest > 0 || octets.length === 0; rest = Math.floor(rest / 256)) {
    octets.unshift(rest % 256)
  }
  return Uint8Array.from(octets)
}

/** The number of a Partial IV. */
export function decodePartialIv(value: Uint8Array): number {
  return value.reduce((sum, octet) => sum * 256 + octet, 0)
}

/** The `info` structure of a derivation (RFC 8613 §3.2.1). */
export function infoOf(
  id: Uint8Array,
  idContext: Uint8Array | undefined,
  aead: number,
  type: 'Key' | 'IV',
  length: number,
): Uint8Array {
  return encodeItem([id, idContext ?? null, aead, type, length])
}

function derive(
  parameters: ContextParameters,
  id: Uint8Array,
  type: 'Key' | 'IV',
  length: number,
): Uint8Array {
  const { masterSecret, masterSalt = new Uint8Array(), idContext, aead = 10, hkdf = -10 } = parameters
  const hash = hashes.get(hkdf)
  if (hash === undefined) {
    throw new RangeError(
      `no HKDF algorithm has the number ${hkdf}; use one of ${[...hashes.keys()].join(', ')}`,
    )
  }
  return new Uint8Array(
    hkdfSync(hash, masterSecret, masterSalt, infoOf(id, idContext, aead, type, length), length),
  )
}

function aeadOf(number: number): Aead {
  const aead = aeads.get(number)
  if (aead !== undefined) return aead
  throw new RangeError(
    `no AEAD algorithm has the number ${number}; use one of ${[...aeads.keys()].join(', ')}`,
  )
}
