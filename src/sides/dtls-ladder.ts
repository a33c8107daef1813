import { type CoapEndpoint, hex } from '#coap'
import {
  type AlertName,
  certificateReference,
  certificateUsages,
  type OwnCertificate,
  type SecureSocket,
  type SecurityMode,
  type SharedAccount,
  suites,
} from '#dtls'
import { type Address, type Random, sleep } from '#net'
import type { Pki } from '#pki'
import type { ChairName } from '#record'
import { type Beside, failBeside } from './beside.ts'
import type { Account } from './chairs.ts'
import { comesBack, isBack } from './comes-back.ts'
import type { Handshake, HandshakeOutcome, SecuredChair, Unsecured } from './handshakes.ts'
import {
  type Distortion,
  type Misconduct,
  shownByClient,
  shownInstead,
  shownWith,
  spoilsOf,
} from './misconduct.ts'
import { Absent, Moment } from './moment.ts'
import type { Roaming } from './roaming.ts'
import type { Session } from './session.ts'
import { parameters } from './timing.ts'
import { consult } from './told.ts'
import { bare, certified, unheardOf } from './unheard-of.ts'

/** The association with the IUT, below CoAP; over DTLS or TLS. The faults are ours, and on purpose. */
export interface DtlsLadder {
  /**
   * The handshake of the association that `act` comes over; where it does not come, the last handshake that there was.
   * @param chair the one that the Client has the association with; default: the Server
   */
  handshake(act: Moment<unknown>, chair?: SecuredChair): Moment<Handshake>
  /**
   * Ends the association with the Server and has another handshake, in which our end is as said, as in all until the
   * case ends. A Client under test is told to register. The moment is the handshake when it has ended, either way.
   * @param what says in words what is special about it
   */
  attempts(what: string, conduct?: Misconduct): Moment<Handshake>
  /**
   * What the Security object of a Client holds where it is to know our Server by a Certificate Usage (/0/x/15) and a
   * Matching Type (/0/x/13). @throws Absent where the account of the run does not have the CA that it takes
   */
  provision(usage: CertificateUsage, matching?: number): Account['security']
  /**
   * The account with other credentials, by which our Server knows a Client under test as well from now on: a PSK identity
   * and a key, or a key pair and what shows it.
   */
  renewed(account: Account): Promise<Account>
  /**
   * The messages in the clear by which a Client under test named itself where DTLS is spoken, since the run began. Where
   * it has not been heard at all it does not come.
   */
  clear(): Moment<readonly Unsecured[]>
  /** Waits for a Client under test that has ended its association to be back; it is told to where somebody can tell it. */
  returns(): Promise<void>
  /** The handshakes with our Server from now on. */
  heard(): { readonly handshakes: readonly Handshake[] }
  /** What is done to the records of the association from now on, until the case ends; undefined: nothing. */
  distorts(how: Distortion | undefined): void
  /**
   * From now on, until the case ends, our Client sends from another address, and hears nothing at the one before, as
   * where a NAT has forgotten it.
   */
  moves(): Promise<void>
  /**
   * Our Server has lost the association with a Client under test without a word, as where it restarted: what comes in it
   * is not answered, nor is it seen.
   */
  loses(): void
  /** The first record of data in the association comes once more, from another address than our Client's. */
  repeatsFromElsewhere(): Promise<void>
  /**
   * Ends the association with a Client under test, and refuses its handshakes with our Server by this fatal alert until
   * the case, or `end`, puts an end to it. DTLS alone.
   */
  refuses(alert: AlertName): RefusedHandshakes
  /** Has handshakes of strangers with a Server fail, as often as the IXIT says; how many came to an association. */
  failsBeside(): Promise<number>
  /** Sends an alert over the association with the Server, or into the handshake. */
  alerts(level: 'warning' | 'fatal', name: AlertName): Promise<void>
}

/** Handshakes that are refused. */
export interface RefusedHandshakes {
  /** Those that were begun so far. */
  readonly refused: readonly Handshake[]
  end(): void
}

/** What a certificate that a Client was given says of the one that its Server shows. */
export type CertificateUsage = (typeof certificateUsages)[keyof typeof certificateUsages]

/** Our end of associations. */
export type AssociationEnd = Pick<SecureSocket, 'alert' | 'forget'>

/** Our end of associations with TLS, which Node ends by close_notify, and by no alert of ours. */
export function streamEnd({ streams }: CoapEndpoint): AssociationEnd {
  return {
    alert(to, _level, name) {
      if (name !== 'close_notify') throw new Error(`the alert ${name} cannot be sent over TLS here`)
      streams?.end(to)
    },
    forget() {
      throw new Error('an association of TLS cannot outlive its connection')
    },
  }
}

const isRefusedWith = (outcome: HandshakeOutcome, alert: AlertName): boolean =>
  typeof outcome === 'object' && outcome.by === 'us' && outcome.alert === alert

/** Milliseconds after a handshake in which late datagrams of it, which would spoil the next one, are gone. */
const handshakesPass = 2000

/** What the ladder stands on. */
export interface DtlsFooting {
  readonly iut: ChairName
  /** Our socket, and where the IUT is as far as it is known. */
  readonly ready: () => { readonly socket: AssociationEnd; readonly to: Address | undefined }
  /** The account that a Client under test has with our Server, or our Client with the Server. */
  readonly account?: SharedAccount
  /** Has our own Client connect anew. */
  readonly connects?: (to: Address) => void
  readonly beside?: Beside
  /** The other address that our own Client has. */
  readonly roaming?: Roaming
  /** For connection ids, and sessions that never were. */
  readonly secrets: Random
}

/** The DTLS associations of one session; without DTLS or TLS, its moments do not come. */
export function openDtlsLadder(session: Session, footing: DtlsFooting | undefined): DtlsLadder {
  const { clock, handshakes, patience } = session
  const needed = (): DtlsFooting => {
    if (footing === undefined) throw new Error('a case about DTLS or TLS needs a channel with either')
    return footing
  }
  /** Inbox position at which a Client was told to register last. */
  let told = 0
  const occurrence = (value: Handshake) => {
    // A frame counted in an earlier case's capture is no evidence in this one's.
    const frame = value.at <= session.captureSince ? null : value.frame
    return { value, at: value.at, frame, position: session.inbox.end }
  }
  const closes = ({ isForgetful }: Misconduct): Address | undefined => {
    const { socket, to } = needed().ready()
    if (to === undefined) return undefined
    if (isForgetful) socket.forget(to)
    else socket.alert(to, 'warning', 'close_notify')
    return to
  }

  /** Has the IUT meet us in another handshake; returns how many there were before. @throws Absent where nobody can bring it about */
  async function begins(conduct: Misconduct): Promise<number> {
    const { shows } = conduct
    const { account, connects } = needed()
    const made = connects === undefined ? shownInstead : shownByClient
    if (shows !== undefined && (account === undefined || made(account, shows) === undefined)) {
      throw new Absent({
        ...{
          reason: 'no stimulus',
          author: 'client',
          expected: `a certificate of our ${connects === undefined ? 'Server' : 'Client'} with ${shownWith[shows]}`,
        },
        seen: 'the account of the run has none; the command "credentials" makes them',
      })
    }
    if (conduct.isStranger) handshakes.stranger ??= await stranger()
    const passed = clock.now() - (handshakes.last('server')?.ended ?? 0)
    if (passed < handshakesPass) await sleep(clock, handshakesPass - passed)
    handshakes.misconduct = conduct
    handshakes.spoils = spoilsOf(conduct)
    prepares(conduct)
    const to = closes(conduct)
    const after = handshakes.count
    told = session.inbox.end
    if (connects === undefined) await consult(session, { verb: 'register' })
    else if (to !== undefined) connects(to)
    return after
  }

  function prepares({ hasConnectionId, sessions }: Misconduct): void {
    const { secrets } = needed()
    if (hasConnectionId) handshakes.connectionId = secrets.bytes(8)
    if (sessions !== 'unknown') return
    handshakes.sessions.clear()
    const [suite] = suites
    handshakes.resumable = {
      ...{ id: secrets.bytes(32), master: secrets.bytes(48), suite: suite!.id },
      ...{ extendedMasterSecret: true, peer: { kind: 'anonymous' } },
    }
  }

  /** Keys and certificates that nobody has heard of. */
  const unknown = (): Promise<Pki> =>
    unheardOf(clock, {
      serverName: needed().account?.sni ?? 'stranger.example',
      clientName: session.endpoint,
    })

  /** A raw public key or certificate of them. */
  async function stranger(): Promise<OwnCertificate> {
    const { account, iut } = needed()
    const { server, client } = await unknown()
    const own = iut === 'client' ? server : client
    return account?.mode === 'rpk' ? bare(own) : certified(own)
  }

  /** A PSK identity and a key, or a key pair and what shows it. */
  async function credentials(mode: SecurityMode): Promise<Pick<SharedAccount, 'identity' | 'secretKey'>> {
    if (mode === 'psk') {
      const { secrets } = needed()
      return {
        identity: new TextEncoder().encode(`conformance-${hex(secrets.bytes(4))}`),
        secretKey: secrets.bytes(16),
      }
    }
    const { client } = await unknown()
    return { identity: mode === 'rpk' ? client.publicKey : client.certificate, secretKey: client.privateKey }
  }

  async function putBack(): Promise<void> {
    handshakes.misconduct = undefined
    handshakes.spoils = undefined
    if (needed().connects !== undefined) return
    // It may come from another address than before, which its Register tells.
    if (handshakes.last('server')?.outcome === 'established') await isBack(session, told)
    else await comesBack(session)
  }

  /** Back at its own address our Client begins anew: what the Server makes of the other is not for the next case. */
  async function comesHome(): Promise<void> {
    const { connects, roaming } = needed()
    const to = closes({})
    roaming?.returns()
    handshakes.misconduct = undefined
    handshakes.spoils = undefined
    if (to === undefined || connects === undefined) return
    const after = handshakes.count
    connects(to)
    await handshakes.ended('server', after, parameters.maxTransmitSpan)
  }

  return {
    handshake: (act, chair = 'server') =>
      new Moment('the handshake', needed().iut, async () => {
        const found = handshakes.last(chair, await act.comes())
        if (found !== undefined) return occurrence(found)
        throw new Absent({
          ...{ reason: 'silence', author: needed().iut, expected: 'a handshake', seen: 'none' },
        })
      }),
    attempts(what, conduct = {}) {
      const { iut } = needed()
      session.stimulated()
      session.scribe.step(`tester: ${what}`)
      session.undo.push({ text: `no longer: ${what}`, run: putBack })
      const begun = begins(conduct)
      begun.catch(() => {})
      return new Moment(`the handshake in which our end ${what}`, iut, async () => {
        const after = await begun
        const started = clock.now()
        const span = patience.arrival * 1000 + parameters.maxTransmitSpan
        const found = await handshakes.ended('server', after, span)
        session.booking.needed(`the end of the handshake in which our end ${what}`, started)
        if (found !== undefined) return occurrence(found)
        throw new Absent({
          ...{ reason: iut === 'client' ? 'no stimulus' : 'silence', author: iut },
          ...{ expected: `a handshake in which our end ${what}`, seen: 'none began' },
        })
      })
    },
    provision(usage, matching = 0) {
      const { account } = needed()
      const { serverPublicKey, serverCertificates = [serverPublicKey], authority } = account ?? {}
      const isOfIssuer =
        usage === certificateUsages.caConstraint || usage === certificateUsages.trustAnchorAssertion
      const certificate = isOfIssuer ? authority : serverCertificates[0]
      const reference = certificate && certificateReference(certificate, matching)
      if (reference === undefined) {
        throw new Absent({
          ...{ reason: 'no stimulus', author: 'client', expected: 'the CA of our Server (authority)' },
          seen: 'the account of the run has none; the command "credentials" makes one',
        })
      }
      return { '4': reference, '13': matching, '15': usage }
    },
    async renewed({ security, server }) {
      const { account } = needed()
      if (account === undefined) throw new Error('credentials are for a Client under test')
      const own = await credentials(account.mode)
      session.scribe.step('tester: our Server knows the Client by other credentials, too')
      handshakes.renewed.push({ ...account, ...own })
      return { security: { ...security, 3: own.identity, 5: own.secretKey }, server }
    },
    clear: () =>
      new Moment('messages in the clear', needed().iut, async () => {
        const { clear: value, count } = handshakes
        if (value.length > 0 || count > 0) {
          const { at = clock.now(), frame = null } = value[0] ?? {}
          return { value, at, frame, position: session.inbox.end }
        }
        throw new Absent({
          ...{ reason: 'unseen', author: needed().iut, expected: 'a handshake, or messages in the clear' },
          seen: 'neither ever came to us',
        })
      }),
    async returns() {
      if (needed().connects !== undefined) return
      if (!(await isBack(session, session.lastStimulus ?? session.inbox.end))) await comesBack(session)
    },
    heard() {
      const after = handshakes.count
      return {
        get handshakes() {
          return handshakes.since('server', after)
        },
      }
    },
    distorts(how) {
      if (how !== undefined) {
        session.scribe.step(`tester: its records are ${how}`)
        session.undo.push({
          text: `records are no longer ${how}`,
          run: async () => {
            handshakes.distortion = undefined
          },
        })
      }
      handshakes.distortion = how
    },
    async moves() {
      session.stimulated()
      session.scribe.step('tester: our Client goes on from another address')
      session.undo.push({ text: 'our Client is back at its own address', run: comesHome })
      await needed().roaming?.leaves()
    },
    loses() {
      const { socket, to } = needed().ready()
      session.stimulated()
      session.scribe.step('tester: our Server has lost the association')
      session.undo.push({ text: 'the Client is registered over an association', run: putBack })
      told = session.inbox.end
      if (to !== undefined) socket.forget(to)
    },
    async repeatsFromElsewhere() {
      const { ready, roaming } = needed()
      const { to } = ready()
      session.stimulated()
      session.scribe.step('tester: the first record of data comes once more, from another address')
      if (to !== undefined) await roaming?.repeats(to)
    },
    refuses(alert) {
      const after = handshakes.count
      const end = (): void => {
        handshakes.refusesWith = undefined
      }
      session.stimulated()
      session.scribe.step(`tester: our Server refuses every handshake with ${alert}`)
      session.undo.push({ text: 'agree on associations again', run: async () => end() })
      handshakes.refusesWith = alert
      closes({})
      return {
        get refused() {
          return handshakes.since('server', after).filter(({ outcome }) => isRefusedWith(outcome, alert))
        },
        end,
      }
    },
    async failsBeside() {
      const { ready, account, beside } = needed()
      const { to } = ready()
      if (to === undefined || account === undefined || beside === undefined) return 0
      return failBeside(session, beside, { to, account, stranger: await stranger() })
    },
    async alerts(level, name) {
      const { socket, to } = needed().ready()
      session.stimulated()
      session.scribe.step(`tester: the ${level} alert ${name}`)
      if (to !== undefined) socket.alert(to, level, name)
    },
  }
}
