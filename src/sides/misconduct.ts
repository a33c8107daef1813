import {
  type AlertName,
  type CertificateFlaw,
  contentTypes,
  deviceEnd,
  dtls12,
  encodeClientHello,
  encodeMessage,
  type HandshakeMessage,
  handshakeTypes,
  type Ladder,
  type Otherwise,
  type OwnCertificate,
  type Resumable,
  type SharedAccount,
  serverEnd,
  suites,
} from '#dtls'

/** Certificates for the key of our Server, beside its own. */
export type Shown = CertificateFlaw | 'another'

/** How our end of a handshake differs from what the account says. */
export interface Misconduct {
  /** The suites that we offer, or take, by name or by number as `0x002C`; the best first. */
  readonly suites?: readonly string[]
  /**
   * The certificate that we show: one that is made for our Server's account, with this flaw, or just another; our Client
   * has some alone.
   */
  readonly shows?: Shown
  /**
   * We have no credential but a raw public key or certificate that nobody knows, for the name that is asked for. Our
   * Server asks for none.
   */
  readonly isStranger?: true
  /** The PSK identity that our Client gives. */
  readonly identity?: string
  /** The PSK of our Client. */
  readonly key?: Uint8Array
  /** The association before is not closed: we have lost it. */
  readonly isForgetful?: true
  /** Our end offers connection ids, or takes them up (RFC 9146). */
  readonly hasConnectionId?: true
  /**
   * Our Server lets sessions be resumed that it remembers, or gives ids and remembers nothing; our Client resumes the
   * last that it can, or one that never was (RFC 5246 §7.3).
   */
  readonly sessions?: 'remembered' | 'unknown'
  /** As often is a flight of ours sent at most. */
  readonly transmissions?: number
  /** What is wrong with our messages, or befalls what comes. */
  readonly spoils?: Spoilt
  /** The application data that our end sends where its Finished is due; without any there is nothing. */
  readonly insteadOfFinished?: readonly Uint8Array[]
}

const nothing = new Uint8Array()

function insteadOfData(message: HandshakeMessage): Ladder {
  const content = encodeMessage(message)
  return {
    record: (record) => [
      record.type === contentTypes.applicationData
        ? { ...record, type: contentTypes.handshake, content }
        : record,
    ],
  }
}

const hello: HandshakeMessage = {
  type: handshakeTypes.clientHello,
  sequence: 0,
  body: encodeClientHello({
    ...{ version: dtls12, random: new Uint8Array(32).fill(7), sessionId: nothing, cookie: nothing },
    ...{ suites: suites.map(({ id }) => id), compressions: [0], extensions: [] },
  }),
}

const hasConnectionId = ([type]: Uint8Array): boolean => type === contentTypes.connectionId

/** Its first octet follows type, version, epoch and number (RFC 9146 §4). */
const connectionIdChanged = (datagram: Uint8Array): Uint8Array => datagram.with(11, datagram[11]! ^ 1)

/** What is done to the records that carry messages of ours; handshakes go as they should. */
export const distortions = {
  'sent twice': {
    datagrams: (datagrams, turn) => (turn === undefined ? [...datagrams, ...datagrams] : datagrams),
  },
  'changed in one bit': {
    datagrams: (datagrams, turn) =>
      turn === undefined ? datagrams.map((one) => one.with(-1, one.at(-1)! ^ 1)) : datagrams,
  },
  'in epoch 0, which has no keys': {
    record: (record) => [record.type === contentTypes.applicationData ? { ...record, epoch: 0 } : record],
  },
  // Each side is asked in the way that is its own (RFC 5246 §7.4.1).
  'turned into a HelloRequest': insteadOfData({
    type: handshakeTypes.helloRequest,
    sequence: 0,
    body: new Uint8Array(),
  }),
  'turned into a ClientHello': insteadOfData(hello),
  'turned into a ClientHello in the clear': {
    record: (record) =>
      insteadOfData(hello).record!(record).map((one) => (one === record ? one : { ...one, epoch: 0 })),
  },
  'given another connection id': {
    datagrams: (datagrams, turn) =>
      turn === undefined ? datagrams.filter(hasConnectionId).map(connectionIdChanged) : datagrams,
  },
} as const satisfies { readonly [how: string]: Ladder }

const { serverKeyExchange, certificateVerify, finished } = handshakeTypes

/** Octets of the public key on secp256r1 that a ServerKeyExchange begins with (RFC 8422 §5.4). */
const keyShareLength = 69

const lastBitChanged = (octets: Uint8Array): Uint8Array => octets.with(-1, octets.at(-1)! ^ 1)

const changingProof = (change: (message: HandshakeMessage) => readonly HandshakeMessage[]) => (): Ladder => ({
  message: (one) => (one.type === serverKeyExchange || one.type === certificateVerify ? change(one) : [one]),
})

/** What our end of a handshake does to itself, made anew for each. */
export const spoilt = {
  'leaves out its signature': changingProof((one) =>
    one.type === certificateVerify ? [] : [{ ...one, body: one.body.subarray(0, keyShareLength) }],
  ),
  'gives another signature': changingProof((one) => [{ ...one, body: lastBitChanged(one.body) }]),
  'gives another Finished': (): Ladder => ({
    message: (one) => [one.type === finished ? { ...one, body: lastBitChanged(one.body) } : one],
  }),
  'does not hear the Finished until it has sent a flight again': (): Ladder => {
    const lost = new Set<number>()
    let resent = 0
    const violation = { within: 'datagram', offset: 0, clause: 'RFC 6347 §4.2.4', text: 'not heard' }
    return {
      reads({ type, epoch, sequence }) {
        // An alert, or data, is late from the association before.
        if (epoch === 0 || (type !== contentTypes.handshake && type !== contentTypes.connectionId))
          return undefined
        // A record that comes again with its number is a copy from the way, and no retransmission (RFC 6347 §4.2.2): the
        // first time. Who repeats his records as they were is heard the next time.
        const isCopy = resent === 1 && lost.has(sequence)
        if (resent > 0 && !isCopy) return undefined
        lost.add(sequence)
        return { kind: 'dropped', violation }
      },
      datagrams(all, turn) {
        if (lost.size > 0 && (turn?.attempt ?? 0) > 1) resent++
        return all
      },
    }
  },
} as const satisfies { readonly [how: string]: () => Ladder }

export type Spoilt = keyof typeof spoilt

/** What our end does to itself in one handshake. */
export function spoilsOf({ spoils, insteadOfFinished }: Misconduct): Ladder | undefined {
  if (insteadOfFinished === undefined) return spoils && spoilt[spoils]()
  return {
    record: (record) =>
      record.type === contentTypes.handshake && record.epoch > 0
        ? insteadOfFinished.map((content) => ({ ...record, type: contentTypes.applicationData, content }))
        : [record],
  }
}

export type Distortion = keyof typeof distortions

/** What our end has for its handshakes beside the account. */
export interface Belongings {
  /** Accounts with our Server beside the one of the run. */
  readonly renewed: readonly SharedAccount[]
  /** The alert by which our Server refuses them. */
  readonly refusesWith: AlertName | undefined
  /** What is done to what we send in them and after them. */
  readonly ladder: Ladder
  /** What we show where we are a stranger. */
  readonly stranger: OwnCertificate | undefined
  /** What we want to see where we have a connection id. */
  readonly connectionId: Uint8Array | undefined
  /** What our Client resumes. */
  readonly resumable: Resumable | undefined
  /** What our Server lets others resume, by session id in hexadecimal. */
  readonly sessions: Map<string, Resumable>
}

/**
 * What it comes to at our end of an account's handshakes.
 * @throws RangeError for a suite that is not spoken here
 */
export function otherwiseBy(
  conduct: Misconduct,
  account: SharedAccount,
  { ladder, renewed, refusesWith, stranger, connectionId, resumable, sessions }: Belongings,
): Otherwise {
  const common = {
    ...(conduct.hasConnectionId && connectionId && { cid: connectionId }),
    ...(conduct.suites && { suites: conduct.suites.map(suiteCalled) }),
    ...(conduct.transmissions !== undefined && {
      // Not at the moments at which others send a flight again that is over.
      retransmission: { first: 1300, attempts: conduct.transmissions },
    }),
    ladder,
  }
  const { identity, secretKey } = account
  const isOther = conduct.identity !== undefined || conduct.key !== undefined
  const given = conduct.identity === undefined ? identity : new TextEncoder().encode(conduct.identity)
  const psk = isOther && { psk: { identity: given, key: conduct.key ?? secretKey } }
  const { shows } = conduct
  const [certificate, own] = [shows && shownInstead(account, shows), shows && shownByClient(account, shows)]
  const strange = conduct.isStranger && stranger && { certificate: stranger, suites: withCertificates }
  return {
    server: {
      ...(renewed.length > 0 && serverEnd([account, ...renewed])),
      ...{ ...common, ...(certificate && { certificate }), ...(refusesWith && { refusesWith }) },
      ...(strange && { ...strange, clientCertificate: 'none' }),
      ...(conduct.sessions && { sessions }),
    },
    client: {
      ...common,
      ...psk,
      ...(own && { certificate: own }),
      ...strange,
      ...(conduct.sessions && resumable && { resume: resumable }),
    },
  }
}

/** How certificates of ours differ from the one of the account, and where an account has them. */
export const shownWith: { readonly [shown in Shown]: string } = {
  wrongName: 'another name (faultyCertificates)',
  expired: 'a validity that is over (faultyCertificates)',
  notYetValid: 'a validity that has not begun (faultyCertificates)',
  selfSigned: 'nobody behind it but itself (faultyCertificates)',
  otherSide: 'the purpose of the other side (faultyCertificates, faultyIdentities)',
  noSigning: 'a key that is not to sign (faultyCertificates, faultyIdentities)',
  another: 'other octets (otherCertificates)',
}

/** What the server of an account shows instead of its own; undefined where nothing is made for that. */
export function shownInstead(account: SharedAccount, shown: Shown): OwnCertificate | undefined {
  const chain = shown === 'another' ? account.otherCertificates : account.faultyCertificates?.[shown]
  const { certificate } = serverEnd([account])
  return chain === undefined || certificate?.kind !== 'x509' ? undefined : { ...certificate, chain }
}

/** What our Client of an account shows instead of its own; undefined where nothing is made for that. */
export function shownByClient(account: SharedAccount, shown: Shown): OwnCertificate | undefined {
  const chain = shown === 'otherSide' || shown === 'noSigning' ? account.faultyIdentities?.[shown] : undefined
  const { certificate } = deviceEnd(account, () => 0)
  return chain === undefined || certificate?.kind !== 'x509' ? undefined : { ...certificate, chain }
}

const withCertificates = suites.filter(({ keyExchange }) => keyExchange === 'ECDHE_ECDSA').map(({ id }) => id)

function suiteCalled(name: string): number {
  if (/^0x[0-9A-F]{4}$/.test(name)) return Number(name)
  const found = suites.find((suite) => suite.name === name)
  if (found === undefined) throw new RangeError(`${name}: not a suite that is spoken here`)
  return found.id
}
