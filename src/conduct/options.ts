import type { SharedAccount } from '#dtls'
import type { Edition, IcsDocument, Ixit } from '#ics'
import type { Address, Network } from '#net'
import type { ContextParameters, Keyring, SecurityContext } from '#oscore'
import type { ChairName, EventOf, Journal } from '#record'
import type { ObjectDefinition, Registry } from '#registry'
import type { Erratum, Impact, TestCase } from '#testcase'
import type { UpperTester } from '#upper-tester'

/** What a run is asked to do; all of it printed in the record. */
export interface RunOptions {
  /** Chairs the IUT takes. */
  readonly iut: readonly ChairName[]
  readonly lwm2m: Edition
  /** `ets-1.1` …, or `custom` when cases were picked by hand. */
  readonly profile: string
  readonly timing: 'normal' | 'short'
  readonly seed: string
  readonly strict: boolean
  /** Impacts allowed beside none and settings. */
  readonly allow: readonly Impact[]
  /** Seconds; see Patience in #sides. */
  readonly patience?: { readonly reaction?: number; readonly arrival?: number; readonly tolerance?: number }
}

/** The world a run lives in. */
export interface Environment {
  readonly network: Network
  readonly journal: Journal
  readonly registry: Registry
  /** All cases there are; the plan picks from them. */
  readonly cases: readonly TestCase[]
  /** Defects of the ETS that concern a case. */
  readonly errataOf: (id: string) => readonly Erratum[]
  /** Cases that an interrupted run has ended already; they are not run again. */
  readonly earlier?: readonly EventOf<'case-ended'>[]
  /** Makes the case of an object's definition; undefined where the selection leaves it out. Absent: none is made. */
  readonly objectCase?: (definition: ObjectDefinition) => TestCase | undefined
  readonly ics: IcsDocument
  readonly ixit: Ixit
  /** Saves a case's capture (pcapng); returns its path relative to the run folder and its SHA-256. */
  readonly saveCapture?: (name: string, bytes: Uint8Array) => { path: string; digest: string }
  /** Saves the parameters of a security context of OSCORE, which open captures. */
  readonly saveContext?: (parameters: ContextParameters) => void
  /** Asks the run to stop: the running case is cut short, undone and recorded. */
  readonly signal?: AbortSignal
  /** Whether a host says by ICMP that nobody takes UDP at this address; absent where it cannot be heard. */
  readonly isRefused?: (at: Address) => Promise<boolean>
}

/** Accounts of a client with DTLS: at the Server and at the Bootstrap-Server. */
export interface Accounts {
  readonly server: SharedAccount
  readonly bootstrap: SharedAccount
}

/** Judging Clients: we are Server and Bootstrap-Server. */
export interface ClientRun {
  /** Where our Server listens. */
  readonly listen: { readonly host?: string; readonly port?: number }
  /** Where our Bootstrap-Server listens; default: any port. */
  readonly listenBootstrap?: { readonly host?: string; readonly port?: number }
  /** Our Server's ends of the security contexts that clients have with it; default: no OSCORE. */
  readonly keyring?: Keyring
  /** The accounts of the client; default: no DTLS. */
  readonly accounts?: Accounts
  /** Our Bootstrap-Server's ends; default: it is spoken to in the clear. */
  readonly bootstrapKeyring?: Keyring
  /** The host that clients are told to come to (URIs in bootstrap); default: the listening host. */
  readonly advertise?: string
  /** Endpoint names that are awaited; empty: whoever comes first, and `devices` of them. */
  readonly endpoints: readonly string[]
  /** How many clients are judged before the run ends, when no names are given. */
  readonly devices: number
  /** One for each IUT: made when its session opens. `uris` tell where our chairs listen. */
  readonly upperTester?: (
    endpoint: string,
    uris: { server: string; bootstrap: string },
  ) => UpperTester | undefined
}

/** Judging a Server or Bootstrap-Server (or both): we are the Client. */
export interface ServerRun {
  /** The chairs that the platform takes: server, bootstrap, or both. */
  readonly iut: readonly ChairName[]
  readonly target: { readonly server?: Address; readonly bootstrap?: Address }
  /** Where our Client binds. */
  readonly listen: { readonly host?: string; readonly port?: number }
  readonly endpoint: string
  /** The security contexts of our Client's accounts; default: no OSCORE. */
  readonly oscore?: { readonly server?: SecurityContext; readonly bootstrap?: SecurityContext }
  /** Our Client's accounts, and what a Bootstrap-Server is to give it for the Server; default: no DTLS. */
  readonly accounts?: Accounts
  readonly upperTester?: UpperTester
}
