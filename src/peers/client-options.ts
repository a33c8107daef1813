import type { Transport } from '#coap'
import type { DeviceAccount } from '#dtls'
import type { Network } from '#net'
import type { ContextParameters } from '#oscore'
import type { EnablerVersion, Registry } from '#registry'

export interface ReferenceClientOptions {
  readonly network: Network
  readonly registry: Registry
  readonly endpoint: string
  readonly lwm2m: EnablerVersion
  readonly local?: { readonly host?: string; readonly port?: number }
  /** URI of the Bootstrap-Server it has an account for. */
  readonly bootstrapUri?: string
  /** URI of the Server it has a factory account for; without it, it bootstraps first. */
  readonly serverUri?: string
  /** Its end of the security context of the factory account at the Server. Default: no OSCORE. */
  readonly oscore?: ContextParameters
  /** Its accounts at Server and Bootstrap-Server, for `coaps` and `coaps+tcp` URIs. Default: neither DTLS nor TLS. */
  readonly dtls?: { readonly server: DeviceAccount; readonly bootstrap: DeviceAccount }
  /** The same for its account at the Bootstrap-Server. */
  readonly bootstrapOscore?: ContextParameters
  readonly queueMode?: boolean
  /** Of the Servers it goes to; default: UDP. */
  readonly transport?: Transport
  /** Profile ID it registers with (1.2), one of those the ETS names. */
  readonly profileId?: string
  /** Alternate root path that its objects are below. */
  readonly rootPath?: string
  /** Milliseconds that a reboot takes. */
  readonly rebootTime?: number
  /** Milliseconds that an installation of firmware takes: long enough for a copy of a request to come before it ends. */
  readonly installationTime?: number
}
