import { type Agreed, agreeOnMaster, protections } from './agreement.ts'
import { type KeyShare, keyShare, signEcdsa, verifyEcdsa } from './ecdh.ts'
import { buildExtensions, certificateTypes, ecdsaSha256, type Offers, secp256r1 } from './extensions.ts'
import {
  encodeMessage,
  type HandshakeFragment,
  type HandshakeMessage,
  handshakeName,
  handshakeTypes,
} from './handshake.ts'
import { checkServerHello } from './hello-check.ts'
import { type ClientHello, decodeHelloVerifyRequest, decodeServerHello, encodeClientHello } from './hellos.ts'
import {
  decodeCertificate,
  decodeCertificateRequest,
  decodeFinished,
  decodeNothing,
  decodeServerKeyExchange,
  ecdhParameters,
  encodeCertificate,
  encodeClientKeyExchange,
  encodeSigned,
  type ServerKeyExchange,
} from './key-messages.ts'
import { concat, same } from './octets.ts'
import { certificateKey } from './peer-key.ts'
import { keyLogLine, pskPremaster, sha256, verifyData } from './prf.ts'
import type { Protection } from './protection.ts'
import { dtls10, dtls12 } from './record.ts'
import { DtlsSession } from './session.ts'
import type { DtlsEvent, OwnCertificate, PeerIdentity, Resumable, SessionOptions } from './session.types.ts'
import { Steps } from './steps.ts'
import { ecdsaSuites, pskSuites, suiteOf } from './suites.ts'

export interface ClientOptions extends SessionOptions {
  readonly psk?: { readonly identity: Uint8Array; readonly key: Uint8Array }
  readonly certificate?: OwnCertificate
  /** What the server may show; the kind of our own certificate unless said otherwise. */
  readonly serverCertificateTypes?: readonly number[]
  /** The host name that is asked for; never an IP address (RFC 6066 §3). */
  readonly serverName?: string
  /** What an earlier handshake left. */
  readonly resume?: Resumable
  /** Told what this one leaves, where the server gave a session id. */
  readonly remember?: (left: Resumable) => void
}

const { certificate, serverKeyExchange, certificateRequest, serverHelloDone, finished } = handshakeTypes

const flights = {
  PSK: [{ type: serverKeyExchange, optional: true }, { type: serverHelloDone }],
  ECDHE_PSK: [{ type: serverKeyExchange }, { type: serverHelloDone }],
  ECDHE_ECDSA: [
    { type: certificate },
    { type: serverKeyExchange },
    { type: certificateRequest, optional: true },
    { type: serverHelloDone },
  ],
} as const

/** The client's side of a handshake (RFC 5246 §7.3 with RFC 6347 §4.2). `start` begins it. */
export class DtlsClient extends DtlsSession {
  declare protected readonly options: ClientOptions
  readonly #random: Uint8Array
  readonly #offers: Offers
  readonly #suites: readonly number[]
  #steps = new Steps([
    { type: handshakeTypes.helloVerifyRequest, optional: true },
    { type: handshakeTypes.serverHello },
  ])
  #agreed!: Agreed
  #sessionId: Uint8Array = new Uint8Array()
  #answered: Offers = {}
  #peer: PeerIdentity = { kind: 'anonymous' }
  #exchange: ServerKeyExchange = {}
  #certificateAsked = false
  #resumed = false
  #master: Uint8Array = new Uint8Array()
  #protections!: { client: Protection; server: Protection }

  constructor(options: ClientOptions) {
    super(options)
    this.#random = options.random.bytes(32)
    this.#suites = options.suites ?? [
      ...(options.psk === undefined ? [] : pskSuites),
      ...(options.certificate === undefined ? [] : ecdsaSuites),
    ]
    this.#offers = this.#makeOffers()
  }

  /** Sends the first flight. */
  start(now: number): DtlsEvent[] {
    return this.during(now, () => this.#hello(new Uint8Array()))
  }

  #makeOffers(): Offers {
    const { certificate: own, cid, serverName, extendedMasterSecret, encryptThenMac } = this.options
    const used = this.#suites.map(suiteOf)
    const kind = own?.kind === 'rpk' ? certificateTypes.rawPublicKey : certificateTypes.x509
    const serverTypes = this.options.serverCertificateTypes ?? [kind]
    const ecdhe = used.some((suite) => suite !== undefined && suite.keyExchange !== 'PSK')
    const ecdsa = used.some((suite) => suite?.keyExchange === 'ECDHE_ECDSA')
    const cbc = used.some((suite) => suite?.bulk === 'cbc-sha256')
    // The default of both extensions is X.509 (RFC 7250 §4.1).
    const isDefault = (types: readonly number[]): boolean =>
      types.every((type) => type === certificateTypes.x509)
    return {
      ...(serverName !== undefined && { serverName }),
      ...(ecdhe && { groups: [secp256r1], pointFormats: [0] }),
      ...(ecdsa && { signatureAlgorithms: [ecdsaSha256] }),
      ...(ecdsa && !isDefault([kind]) && { clientCertificateTypes: [kind] }),
      ...(ecdsa && !isDefault(serverTypes) && { serverCertificateTypes: serverTypes }),
      ...(cbc && encryptThenMac !== false && { encryptThenMac: true }),
      ...(extendedMasterSecret !== false && { extendedMasterSecret: true }),
      ...(cid !== undefined && { connectionId: cid }),
      renegotiationInfo: new Uint8Array(),
    }
  }

  #hello(cookie: Uint8Array): void {
    const hello: ClientHello = {
      version: dtls12,
      random: this.#random,
      sessionId: this.options.resume?.id ?? new Uint8Array(),
      cookie,
      suites: this.#suites,
      compressions: [0],
      extensions: buildExtensions(this.#offers, 'client'),
    }
    this.transcript = new Uint8Array()
    this.queue(handshakeTypes.clientHello, encodeClientHello(hello))
    this.sendFlight(true)
  }

  /** A ServerHello is the first that a server says, or the first after it asked for a cookie. */
  protected override mayCome({ type, sequence }: HandshakeFragment): boolean {
    return type !== handshakeTypes.serverHello || sequence <= this.reassembly.next
  }

  protected handle(message: HandshakeMessage): void {
    const { type, body } = message
    if (!this.#steps.take(type)) {
      const due = this.#steps.due.map(handshakeName).join(' or ') || 'nothing'
      this.refuse('unexpected_message', handshakeName(type), 'RFC 5246 §7.3', `${due} is due`)
      return
    }
    const before = this.transcript
    if (type === handshakeTypes.helloVerifyRequest) {
      this.#verifyRequested(body)
      return
    }
    this.transcript = concat(before, encodeMessage(message))
    if (type === handshakeTypes.serverHello) this.#serverHello(body)
    else if (type === certificate) this.#certificate(body)
    else if (type === serverKeyExchange) this.#serverKeyExchange(body)
    else if (type === certificateRequest) this.#certificateRequest(body)
    else if (type === serverHelloDone) this.#serverHelloDone(body)
    else if (type === finished) this.#finished(body, before)
  }

  #verifyRequested(body: Uint8Array): void {
    const request = this.read(decodeHelloVerifyRequest(body))
    if (request === undefined) return
    if (request.version !== dtls10 && request.version !== dtls12) {
      this.refuse('protocol_version', 'HelloVerifyRequest', 'RFC 6347 §4.2.1', 'neither DTLS 1.0 nor 1.2')
      return
    }
    this.#hello(request.cookie)
  }

  #serverHello(body: Uint8Array): void {
    const hello = this.read(decodeServerHello(body))
    if (hello === undefined) return
    const checked = checkServerHello(hello, {
      suites: this.#suites,
      offers: this.#offers,
      extensions: buildExtensions(this.#offers, 'client'),
    })
    if ('alert' in checked) {
      this.fail(checked.alert, checked.violation)
      return
    }
    const { answers: answered } = checked
    const suite = suiteOf(hello.suite)!
    this.#answered = answered
    this.#sessionId = hello.sessionId
    this.#agreed = {
      suite,
      clientRandom: this.#random,
      serverRandom: hello.random,
      extendedMasterSecret: answered.extendedMasterSecret === true,
      encryptThenMac: answered.encryptThenMac === true,
    }
    if (answered.connectionId !== undefined) {
      this.records.peerCid = answered.connectionId
      this.records.ownCid = this.options.cid
    }
    const { resume } = this.options
    if (resume !== undefined && resume.id.length > 0 && same(resume.id, hello.sessionId)) this.#resume(resume)
    else this.#steps = new Steps(flights[suite.keyExchange])
  }

  #resume({ master, suite, peer, extendedMasterSecret }: Resumable): void {
    if (suite !== this.#agreed.suite.id) {
      this.refuse('illegal_parameter', 'ServerHello', 'RFC 5246 §7.4.1.3', 'resumption with another suite')
      return
    }
    if (extendedMasterSecret !== this.#agreed.extendedMasterSecret) {
      this.refuse(
        'handshake_failure',
        'ServerHello',
        'RFC 7627 §5.3',
        'resumption changes extended_master_secret',
      )
      return
    }
    this.#resumed = true
    this.#peer = peer
    this.#useMaster(master)
    this.#awaitFinished()
  }

  #certificate(body: Uint8Array): void {
    const type = this.#answered.serverCertificateTypes?.[0] ?? certificateTypes.x509
    const shown = this.read(decodeCertificate(body, type), 'bad_certificate')
    if (shown === undefined) return
    this.#peer = shown
    if (certificateKey(shown) === undefined) {
      this.refuse('bad_certificate', 'Certificate', 'RFC 8422 §5.3', 'no public key on secp256r1 in it')
    }
  }

  #serverKeyExchange(body: Uint8Array): void {
    const { suite, clientRandom, serverRandom } = this.#agreed
    const exchange = this.read(decodeServerKeyExchange(body, suite.keyExchange))
    if (exchange === undefined) return
    this.#exchange = exchange
    if (exchange.signed === undefined || exchange.point === undefined) return
    const signed = concat(clientRandom, serverRandom, ecdhParameters(exchange.point))
    const key = certificateKey(this.#peer)
    if (this.options.trusts?.includes('signatures')) return
    if (key === undefined || !verifyEcdsa(key, signed, exchange.signed.signature)) {
      this.refuse(
        'decrypt_error',
        'ServerKeyExchange',
        'RFC 8422 §5.4',
        'the signature is not by the key of the Certificate',
      )
    }
  }

  #certificateRequest(body: Uint8Array): void {
    if (this.read(decodeCertificateRequest(body)) !== undefined) this.#certificateAsked = true
  }

  #serverHelloDone(body: Uint8Array): void {
    if (this.read(decodeNothing(body, 'ServerHelloDone', 'RFC 5246 §7.4.5')) === undefined) return
    const alert = this.#peer.kind === 'anonymous' ? undefined : this.options.verifyPeer?.(this.#peer)
    if (alert !== undefined) {
      this.refuse(alert, 'Certificate', 'RFC 5246 §7.4.2', 'it does not show who is expected')
      return
    }
    const { keyExchange } = this.#agreed.suite
    const share = keyExchange === 'PSK' ? undefined : keyShare(this.options.random)
    const premaster = this.#premaster(share)
    if (premaster === undefined) return
    const own = this.options.certificate
    if (this.#certificateAsked) {
      this.queue(certificate, encodeCertificate(own ?? { kind: 'x509', chain: [] }))
    }
    const identity = this.options.psk?.identity
    this.queue(
      handshakeTypes.clientKeyExchange,
      encodeClientKeyExchange({
        ...(keyExchange !== 'ECDHE_ECDSA' && identity !== undefined && { identity }),
        ...(share !== undefined && { point: share.point }),
      }),
    )
    this.#useMaster(agreeOnMaster(this.#agreed, premaster, this.transcript))
    if (this.#certificateAsked && own !== undefined) {
      const signature = signEcdsa(own.privateKey, this.transcript)
      this.queue(handshakeTypes.certificateVerify, encodeSigned({ algorithm: ecdsaSha256, signature }))
    }
    this.#queueFinished()
    this.sendFlight(true)
    this.#awaitFinished()
  }

  #premaster(share: KeyShare | undefined): Uint8Array | undefined {
    const { keyExchange } = this.#agreed.suite
    const shared = share?.secret(this.#exchange.point ?? new Uint8Array())
    if (share !== undefined && shared === undefined) {
      this.refuse('illegal_parameter', 'ServerKeyExchange', 'RFC 8422 §5.10', 'the point is not on secp256r1')
      return undefined
    }
    const { psk } = this.options
    if (keyExchange === 'ECDHE_ECDSA') return shared
    return psk === undefined ? undefined : pskPremaster(psk.key, shared)
  }

  #useMaster(master: Uint8Array): void {
    this.#master = master
    this.options.keyLog?.(keyLogLine(this.#random, master))
    this.#protections = protections(this.#agreed, master, this.options.random)
  }

  #queueFinished(): void {
    this.queueChangeCipherSpec(this.#protections.client)
    this.queue(finished, verifyData(this.#master, 'client', sha256(this.transcript)))
  }

  #awaitFinished(): void {
    this.pendingReads = this.#protections.server
    this.#steps = new Steps([{ type: finished }])
  }

  #finished(body: Uint8Array, before: Uint8Array): void {
    const received = this.read(decodeFinished(body))
    if (received === undefined) return
    if (!same(received, verifyData(this.#master, 'server', sha256(before)))) {
      this.refuse('decrypt_error', 'Finished', 'RFC 5246 §7.4.9', 'verify_data is not that of this handshake')
      return
    }
    if (this.#resumed) {
      this.#queueFinished()
      this.sendFlight(false)
    } else this.flightAnswered()
    const resumable = this.#sessionId.length > 0 ? this.#resumable() : undefined
    if (resumable !== undefined) this.options.remember?.(resumable)
    this.establish({
      suite: this.#agreed.suite,
      peer: this.#peer,
      extendedMasterSecret: this.#agreed.extendedMasterSecret,
      encryptThenMac: this.#agreed.encryptThenMac,
      resumed: this.#resumed,
      ...(this.options.serverName !== undefined && { serverName: this.options.serverName }),
      ...(this.records.ownCid !== undefined &&
        this.records.peerCid !== undefined && {
          cid: { own: this.records.ownCid, peer: this.records.peerCid },
        }),
      ...(resumable && { resumable }),
    })
  }

  #resumable(): Resumable {
    const { serverName } = this.options
    return {
      id: this.#sessionId,
      master: this.#master,
      suite: this.#agreed.suite.id,
      extendedMasterSecret: this.#agreed.extendedMasterSecret,
      peer: this.#peer,
      ...(serverName !== undefined && { serverName }),
    }
  }
}
