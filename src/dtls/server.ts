import { type Agreed, agreeOnMaster, protections } from './agreement.ts'
import { cookieFor } from './cookie.ts'
import { type KeyShare, keyShare, signEcdsa, verifyEcdsa } from './ecdh.ts'
import {
  buildExtensions,
  certificateTypes,
  ecdsaSha256,
  looksLikeAddress,
  type Offers,
} from './extensions.ts'
import {
  encodeMessage,
  type HandshakeFragment,
  type HandshakeMessage,
  handshakeName,
  handshakeTypes,
} from './handshake.ts'
import { decodeClientHello, encodeHelloVerifyRequest, encodeServerHello } from './hellos.ts'
import {
  decodeCertificate,
  decodeCertificateVerify,
  decodeClientKeyExchange,
  decodeFinished,
  ecdhParameters,
  ecdsaSign,
  encodeCertificate,
  encodeCertificateRequest,
  encodeServerKeyExchange,
} from './key-messages.ts'
import { type Choice, choose, resumes } from './negotiation.ts'
import { concat, hex, same } from './octets.ts'
import { certificateKey } from './peer-key.ts'
import { keyLogLine, pskPremaster, sha256, verifyData } from './prf.ts'
import type { Protection } from './protection.ts'
import { dtls10, dtls12, type ReceivedRecord } from './record.ts'
import type { ServerOptions } from './server.types.ts'
import { DtlsSession } from './session.ts'
import type { PeerIdentity, Resumable } from './session.types.ts'
import { type Step, Steps } from './steps.ts'

const { certificate, serverKeyExchange, certificateRequest, certificateVerify, clientKeyExchange, finished } =
  handshakeTypes

/** The server's side of a handshake (RFC 5246 §7.3 with RFC 6347 §4.2) with one peer. */
export class DtlsServer extends DtlsSession {
  declare protected readonly options: ServerOptions
  #steps = new Steps([{ type: handshakeTypes.clientHello }])
  #clientRandom: Uint8Array | undefined
  #agreed!: Agreed
  #choice!: Choice
  #sessionId: Uint8Array = new Uint8Array()
  #share: KeyShare | undefined
  #peer: PeerIdentity = { kind: 'anonymous' }
  #master: Uint8Array = new Uint8Array()
  #protections!: { client: Protection; server: Protection }
  #resumed = false

  constructor(options: ServerOptions) {
    super(options)
  }

  /** Whether a ClientHello was taken up; before that, nothing has to be remembered of the peer. */
  get started(): boolean {
    return this.#clientRandom !== undefined
  }

  /** The random of the ClientHello that was taken up. */
  get clientRandom(): Uint8Array | undefined {
    return this.#clientRandom
  }

  protected override mayCome({ type, sequence }: HandshakeFragment, record: ReceivedRecord): boolean {
    if (this.started || type !== handshakeTypes.clientHello) return true
    // Our answers bear the numbers of the hello they answer, as nothing else is known of the peer (RFC 6347 §4.2.1).
    this.records.numberFrom(record.sequence)
    if (sequence !== this.reassembly.next) this.reassembly.startAt(sequence)
    return true
  }

  protected handle(message: HandshakeMessage): void {
    const { type, body } = message
    if (!this.#steps.take(type)) {
      const due = this.#steps.due.map(handshakeName).join(' or ') || 'nothing'
      this.refuse('unexpected_message', handshakeName(type), 'RFC 5246 §7.3', `${due} is due`)
      return
    }
    const before = this.transcript
    this.transcript = concat(before, encodeMessage(message))
    if (type === handshakeTypes.clientHello) this.#clientHello(message)
    else if (type === certificate) this.#certificate(body)
    else if (type === clientKeyExchange) this.#clientKeyExchange(body)
    else if (type === certificateVerify) this.#certificateVerify(body, before)
    else if (type === finished) this.#finished(body, before)
  }

  #clientHello({ body, sequence }: HandshakeMessage): void {
    const hello = this.read(decodeClientHello(body))
    if (hello === undefined) return
    const { cookies, sparesCookie = false } = this.options
    const isSpared = sparesCookie && hello.sessionId.length > 0
    const cookie = cookies && !isSpared ? cookieFor(cookies.secret, cookies.peer, hello) : undefined
    this.numberMessagesFrom(sequence)
    if (cookie !== undefined && !same(hello.cookie, cookie)) {
      const request = encodeHelloVerifyRequest({ version: dtls10, cookie })
      this.sendStateless({ type: handshakeTypes.helloVerifyRequest, sequence, body: request })
      this.transcript = new Uint8Array()
      this.#steps = new Steps([{ type: handshakeTypes.clientHello }])
      return
    }
    this.#clientRandom = hello.random
    if (this.options.refusesWith !== undefined) {
      this.sendAlert('fatal', this.options.refusesWith)
      return
    }
    const choice = choose(hello, this.options)
    if ('alert' in choice) {
      this.fail(choice.alert, choice.violation)
      return
    }
    this.#choice = choice
    const { offers, suite } = choice
    const { serverName } = offers
    if (serverName !== undefined && looksLikeAddress(serverName)) {
      // Common enough that it is told, and no reason to refuse.
      const text = `the server name "${serverName}" is an IP address`
      this.report({ within: 'ClientHello', offset: 0, clause: 'RFC 6066 §3', text })
    }
    this.#agreed = {
      suite,
      clientRandom: hello.random,
      serverRandom: this.options.random.bytes(32),
      extendedMasterSecret: choice.extendedMasterSecret,
      encryptThenMac: choice.encryptThenMac,
    }
    const { cid, sessions } = this.options
    if (cid !== undefined && offers.connectionId !== undefined) {
      this.records.ownCid = cid
      this.records.peerCid = offers.connectionId
    }
    const known = sessions?.get(hex(hello.sessionId))
    if (known?.extendedMasterSecret && !offers.extendedMasterSecret) {
      const text = 'the session had extended_master_secret, its resumption has not'
      this.refuse('handshake_failure', 'ClientHello', 'RFC 7627 §5.3', text)
      return
    }
    if (known !== undefined && resumes(known, hello, choice)) {
      this.#resume(known)
      return
    }
    this.#sessionId = sessions === undefined ? new Uint8Array() : this.options.random.bytes(32)
    this.#serverFlight()
  }

  #serverHello(): void {
    const { suite, encryptThenMac, extendedMasterSecret, serverRandom: random } = this.#agreed
    const { offers, serverType, clientType, renegotiationInfo } = this.#choice
    const answers: Offers = {
      ...(offers.serverName !== undefined && { serverName: '' }),
      ...(offers.pointFormats !== undefined && suite.keyExchange !== 'PSK' && { pointFormats: [0] }),
      ...(clientType !== undefined && { clientCertificateTypes: [clientType] }),
      ...(serverType !== undefined && { serverCertificateTypes: [serverType] }),
      ...(encryptThenMac && { encryptThenMac }),
      ...(extendedMasterSecret && { extendedMasterSecret }),
      ...(this.records.ownCid !== undefined && { connectionId: this.records.ownCid }),
      ...(renegotiationInfo && { renegotiationInfo: new Uint8Array() }),
    }
    const extensions = buildExtensions(answers, 'server')
    const hello = {
      version: dtls12,
      random,
      sessionId: this.#sessionId,
      suite: suite.id,
      compression: 0,
      extensions,
    }
    this.queue(handshakeTypes.serverHello, encodeServerHello(hello))
  }

  #serverFlight(): void {
    const { keyExchange } = this.#agreed.suite
    this.#serverHello()
    const own = this.options.certificate
    if (keyExchange === 'ECDHE_ECDSA' && own !== undefined) this.queue(certificate, encodeCertificate(own))
    this.#share = keyExchange === 'PSK' ? undefined : keyShare(this.options.random)
    this.#serverKeyExchange()
    const asks = keyExchange === 'ECDHE_ECDSA' && this.options.clientCertificate !== 'none'
    if (asks) {
      const request = { types: [ecdsaSign], algorithms: [ecdsaSha256], authorities: [] }
      this.queue(certificateRequest, encodeCertificateRequest(request))
    }
    this.queue(handshakeTypes.serverHelloDone, new Uint8Array())
    const steps: Step[] = [...(asks ? [{ type: certificate }] : []), { type: clientKeyExchange }]
    this.#steps = new Steps(steps)
    this.sendFlight(true)
  }

  #serverKeyExchange(): void {
    const { clientRandom, serverRandom, suite } = this.#agreed
    const point = this.#share?.point
    if (suite.keyExchange !== 'ECDHE_ECDSA') {
      const hint = this.options.pskHint
      if (hint === undefined && point === undefined) return
      const exchange = { hint: hint ?? new Uint8Array(), ...(point !== undefined && { point }) }
      this.queue(serverKeyExchange, encodeServerKeyExchange(exchange))
      return
    }
    const own = this.options.certificate
    if (own === undefined || point === undefined) return
    const signature = signEcdsa(own.privateKey, concat(clientRandom, serverRandom, ecdhParameters(point)))
    const signed = { algorithm: ecdsaSha256, signature }
    this.queue(serverKeyExchange, encodeServerKeyExchange({ point, signed }))
  }

  #certificate(body: Uint8Array): void {
    const shown = this.read(
      decodeCertificate(body, this.#choice.clientType ?? certificateTypes.x509),
      'bad_certificate',
    )
    if (shown === undefined) return
    if (shown.kind === 'x509' && shown.chain.length === 0) {
      if (this.options.clientCertificate === 'requested') return
      this.refuse('handshake_failure', 'Certificate', 'RFC 5246 §7.4.6', 'no certificate in it')
      return
    }
    this.#peer = shown
    if (certificateKey(shown) === undefined) {
      this.refuse('bad_certificate', 'Certificate', 'RFC 8422 §5.3', 'no public key on secp256r1 in it')
      return
    }
    const alert = this.options.verifyPeer?.(shown)
    if (alert !== undefined) {
      this.refuse(alert, 'Certificate', 'RFC 5246 §7.4.6', 'it does not show who is expected')
    }
  }

  #clientKeyExchange(body: Uint8Array): void {
    const { keyExchange } = this.#agreed.suite
    const exchange = this.read(decodeClientKeyExchange(body, keyExchange))
    if (exchange === undefined) return
    const premaster = this.#premaster(exchange.identity, exchange.point)
    if (premaster === undefined) return
    this.#useMaster(agreeOnMaster(this.#agreed, premaster, this.transcript))
    const proves = this.#peer.kind === 'rpk' || this.#peer.kind === 'x509'
    if (proves) this.#steps = new Steps([{ type: certificateVerify }])
    else this.#awaitFinished()
  }

  #premaster(identity: Uint8Array | undefined, point: Uint8Array | undefined): Uint8Array | undefined {
    const shared = point && this.#share?.secret(point)
    if (point !== undefined && shared === undefined) {
      this.refuse('illegal_parameter', 'ClientKeyExchange', 'RFC 8422 §5.10', 'the point is not on secp256r1')
      return undefined
    }
    if (identity === undefined) return shared
    const key = this.options.psk?.(identity)
    if (key === undefined) {
      this.refuse(
        'unknown_psk_identity',
        'ClientKeyExchange',
        'RFC 4279 §2',
        `no key for identity ${hex(identity)}`,
      )
      return undefined
    }
    this.#peer = { kind: 'psk', identity }
    return pskPremaster(key, shared)
  }

  #certificateVerify(body: Uint8Array, before: Uint8Array): void {
    const signed = this.read(decodeCertificateVerify(body))
    if (signed === undefined) return
    const key = certificateKey(this.#peer)
    const isTrusted = this.options.trusts?.includes('signatures')
    if (!isTrusted && (key === undefined || !verifyEcdsa(key, before, signed.signature))) {
      const text = 'the signature is not by the key of the Certificate'
      this.refuse('decrypt_error', 'CertificateVerify', 'RFC 5246 §7.4.8', text)
      return
    }
    this.#awaitFinished()
  }

  #resume(known: Resumable): void {
    this.#resumed = true
    this.#peer = known.peer
    this.#sessionId = known.id
    this.#serverHello()
    this.#useMaster(known.master)
    this.#queueFinished()
    this.sendFlight(true)
    this.#awaitFinished()
  }

  #useMaster(master: Uint8Array): void {
    this.#master = master
    this.options.keyLog?.(keyLogLine(this.#agreed.clientRandom, master))
    this.#protections = protections(this.#agreed, master, this.options.random)
  }

  #awaitFinished(): void {
    this.pendingReads = this.#protections.client
    this.#steps = new Steps([{ type: finished }])
  }

  #queueFinished(): void {
    this.queueChangeCipherSpec(this.#protections.server)
    this.queue(finished, verifyData(this.#master, 'server', sha256(this.transcript)))
  }

  #finished(body: Uint8Array, before: Uint8Array): void {
    const received = this.read(decodeFinished(body))
    if (received === undefined) return
    const isTrusted = this.options.trusts?.includes('Finished')
    if (!isTrusted && !same(received, verifyData(this.#master, 'client', sha256(before)))) {
      const text = 'verify_data is not that of this handshake'
      this.refuse('decrypt_error', 'Finished', 'RFC 5246 §7.4.9', text)
      return
    }
    if (this.#resumed) this.flightAnswered()
    else {
      this.#queueFinished()
      this.sendFlight(false)
    }
    const { suite, extendedMasterSecret, encryptThenMac } = this.#agreed
    const { serverName } = this.#choice.offers
    const { ownCid: own, peerCid: peer } = this.records
    const name = serverName === undefined ? {} : { serverName }
    const resumable: Resumable = {
      id: this.#sessionId,
      master: this.#master,
      suite: suite.id,
      extendedMasterSecret,
      peer: this.#peer,
      ...name,
    }
    if (this.#sessionId.length > 0) this.options.sessions?.set(hex(this.#sessionId), resumable)
    this.establish({
      suite,
      peer: this.#peer,
      extendedMasterSecret,
      encryptThenMac,
      resumed: this.#resumed,
      ...name,
      ...(own !== undefined && peer !== undefined && { cid: { own, peer } }),
      ...(this.#sessionId.length > 0 && { resumable }),
    })
  }
}
