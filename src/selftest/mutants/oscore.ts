import { type CoapMessage, hex, isRequestCode, isResponseCode, optionNumbers } from '#coap'
import {
  decodeHeader,
  encodeHeader,
  isProtected,
  type Keyring,
  type OscoreHeader,
  unprotectRequest,
} from '#oscore'
import type { CriterionId, Mutant } from '../mutant.ts'
import { instead } from './instead.ts'
import { type Networked, onDatagrams, readingAs } from './on-datagrams.ts'

const { oscore } = optionNumbers

/** What such a fault needs of a peer. */
export interface OscorePeer<Peer> {
  /** The criterion for a rule. */
  readonly letter: (rule: number) => string
  readonly keyring: (peer: Peer) => Keyring
  /** Serves requests in the clear, too. */
  readonly openUp: (peer: Peer) => void
  /** What a protected request that is refused once may upset, in cases where others ask in the clear. */
  readonly later?: { readonly mayTrip: readonly CriterionId[]; readonly unsettles: readonly string[] }
}

const optionOf = ({ options }: CoapMessage): Uint8Array =>
  options.find(({ number }) => number === oscore)?.value ?? new Uint8Array()

const withOption = (message: CoapMessage, value: Uint8Array): CoapMessage => ({
  ...message,
  options: message.options.map((option) => (option.number === oscore ? { number: oscore, value } : option)),
})

/** Tells which responses in an ACK came before. */
function doubledAnswers(): (message: CoapMessage) => boolean {
  const answers = new Set<string>()
  return ({ type, code, messageId, token }) => {
    if (type !== 'ACK' || code === '0.00') return false
    const key = `${messageId} ${hex(token)}`
    const isTwice = answers.has(key)
    answers.add(key)
    return isTwice
  }
}

/** Takes every context for one whose replay window it knows, so that nobody is asked for freshness. */
export function asksNobody(keyring: Keyring | undefined): void {
  if (keyring === undefined) return
  instead(keyring, 'find', (find) => (...names) => {
    const context = find(...names)
    if (context !== undefined) context.windowKnown = true
    return context
  })
}

/** Reads the OSCORE options of the requests that come otherwise. */
export const readingHeaders = (change: (header: OscoreHeader) => OscoreHeader): ((peer: Networked) => void) =>
  onDatagrams(
    readingAs((message) => {
      const { header } = decodeHeader(optionOf(message))
      const isMeant = isRequestCode(message.code) && isProtected(message) && header !== undefined
      return isMeant ? withOption(message, encodeHeader(change(header))) : message
    }),
  )

/** What a request is refused for, as the diagnostic payload of RFC 8613 §8.2 says; undefined where it is not. */
function refusalOf(message: CoapMessage, keyring: Keyring): string | undefined {
  const result = unprotectRequest((...names) => keyring.find(...names), message, { peek: true })
  return result.accepted ? undefined : result.refusal.text
}

/** Faults in the protection of single requests, that a Client and a Server can have alike. */
export function oscoreMutants<Peer extends Networked>({
  letter,
  keyring,
  openUp,
  later = { mayTrip: [], unsettles: [] },
}: OscorePeer<Peer>): readonly Mutant<Peer>[] {
  const trips = (purpose: string, rule = 0): readonly CriterionId[] => [
    `TP/SEC/OSCORE/${purpose} ${letter(rule)}`,
  ]
  /** Changes the requests that are protected. */
  const reading =
    (change: (message: CoapMessage, keys: Keyring) => CoapMessage) =>
    (peer: Peer): void => {
      const keys = keyring(peer)
      onDatagrams<Peer>(
        readingAs((message) =>
          isRequestCode(message.code) && isProtected(message) ? change(message, keys) : message,
        ),
      )(peer)
    }
  /** Refuses the protected request that follows one like this. */
  const refusingAfter =
    (
      isLike: (message: CoapMessage, keys: Keyring) => boolean,
      isLookedAt: (message: CoapMessage) => boolean = ({ code }) => isRequestCode(code),
    ) =>
    (peer: Peer): void => {
      const keys = keyring(peer)
      let refuses = false
      onDatagrams<Peer>(
        readingAs((message, answer) => {
          if (!isLookedAt(message)) return message
          const due = refuses && isRequestCode(message.code) && isProtected(message)
          refuses = isLike(message, keys)
          if (!due || refuses) return message
          const { messageId, token } = message
          answer({ type: 'ACK', code: '4.01', messageId, token, options: [], payload: new Uint8Array() })
          return undefined
        }),
      )(peer)
    }
  const common = { variant: 'under-oscore' } as const
  return [
    {
      ...common,
      id: 'M58',
      title: 'A replayed request is served',
      from: 'BUG-265',
      trips: trips('BI-01'),
      inject: (peer) =>
        instead(keyring(peer), 'find', (find) => (...names) => {
          const context = find(...names)
          if (context !== undefined) context.window.isFresh = () => true
          return context
        }),
    },
    {
      ...common,
      id: 'refuses-after-replay',
      title: 'The request after a replay is refused',
      trips: trips('BI-01', 1),
      mayTrip: [...trips('BI-04', 1), ...later.mayTrip],
      unsettles: later.unsettles,
      inject: (peer) => {
        const seen = new Map<string, number>()
        refusingAfter((message) => {
          const option = optionOf(message)
          if (decodeHeader(option).header === undefined) return false
          const key = hex(option)
          const before = seen.get(key) ?? message.messageId
          seen.set(key, before)
          return before !== message.messageId
        })(peer)
      },
    },
    {
      ...common,
      id: 'tag-not-checked',
      title: 'The last bit of a tag is not looked at',
      trips: trips('BI-02'),
      inject: reading((message, keys) => {
        const { payload } = message
        if (refusalOf(message, keys) !== 'Decryption failed' || payload.length === 0) return message
        return { ...message, payload: payload.with(-1, payload.at(-1)! ^ 1) }
      }),
    },
    {
      ...common,
      id: 'refuses-after-tampering',
      title: 'The request after one that was tampered with is refused',
      trips: [...trips('BI-02', 1)],
      inject: refusingAfter(
        (message, keys) =>
          refusalOf(message, keys) === 'Decryption failed' &&
          keys.named(decodeHeader(optionOf(message)).header?.kid ?? new Uint8Array()).length > 0,
      ),
    },
    {
      ...common,
      id: 'reserved-flag-ignored',
      title: 'A reserved flag of the OSCORE option is passed over',
      trips: trips('BI-03'),
      inject: reading((message) => {
        const option = optionOf(message)
        return option.length === 0 ? message : withOption(message, option.with(0, option[0]! & 0x1f))
      }),
    },
    {
      ...common,
      id: 'refuses-after-cut-option',
      title: 'The request after an OSCORE option that was cut is refused',
      from: 'BUG-274',
      trips: trips('BI-03', 1),
      inject: refusingAfter((message) => {
        const option = optionOf(message)
        return option.length > 0 && option[0]! < 0x20 && decodeHeader(option).header === undefined
      }),
    },
    {
      ...common,
      id: 'clear-served',
      title: 'Requests in the clear are served beside OSCORE',
      trips: trips('BI-04'),
      inject: openUp,
    },
    {
      ...common,
      id: 'refuses-after-clear',
      title: 'The protected request after one in the clear is refused',
      trips: trips('BI-04', 1),
      ...later,
      inject: refusingAfter((message) => !isProtected(message)),
    },
    {
      ...common,
      id: 'id-context-ignored',
      title: 'The kid context of a request is not looked at',
      trips: trips('BI-05'),
      strict: true,
      inject: (peer) => instead(keyring(peer), 'find', (find) => (kid) => find(kid, undefined)),
    },
    {
      ...common,
      id: 'unknown-kid-served',
      title: 'Of an unknown kid, the request is taken for one of the last known',
      trips: trips('BI-05', 1),
      inject: (peer) => {
        let last: Uint8Array | undefined
        reading((message, keys) => {
          const { header } = decodeHeader(optionOf(message))
          if (header?.kid === undefined) return message
          if (keys.named(header.kid).length > 0) last = header.kid
          else if (last !== undefined) return withOption(message, encodeHeader({ ...header, kid: last }))
          return message
        })(peer)
      },
    },
    {
      ...common,
      id: 'refuses-after-doubled-answer',
      title: 'The request after an answer that came twice is refused',
      from: 'BUG-269',
      trips: trips('BV-02'),
      inject: (peer) => {
        const isTwice = doubledAnswers()
        refusingAfter(isTwice, ({ code }) => isResponseCode(code) || isRequestCode(code))(peer)
      },
    },
    {
      ...common,
      id: 'clear-after-doubled-answer',
      title: 'After an answer that came twice its next request is in the clear',
      trips: trips('BV-02', 1),
      inject: (peer) => {
        const isTwice = doubledAnswers()
        const keys = keyring(peer)
        let isClear = false
        onDatagrams<Peer>(
          readingAs((message) => {
            isClear ||= isTwice(message)
            return message
          }),
        )(peer)
        instead(keys, 'to', (to) => (address) => {
          const wasClear = isClear
          isClear = false
          return wasClear ? undefined : to(address)
        })
      },
    },
    {
      ...common,
      id: 'refuses-after-unknown-kid',
      title: 'The request after one of an unknown kid is refused',
      trips: trips('BI-05', 2),
      inject: refusingAfter((message, keys) => {
        const kid = decodeHeader(optionOf(message)).header?.kid
        return kid !== undefined && keys.named(kid).length === 0
      }),
    },
  ]
}
