import type { PackageSample, PackageTarget } from '#ics'
import type { Moment } from '../moment.ts'
import type { Asked } from '../views.ts'

/** By what a package can be had from us. */
export type PackageScheme = 'coap' | 'coaps' | 'coap+tcp' | 'coaps+tcp' | 'http' | 'https'

/** How a package is given, other than as it should be. */
export interface OfferHow {
  /** Default: CoAP over what the run is over, secured where it is. */
  readonly scheme?: PackageScheme
  /** Seconds that each block takes; by HTTP, every 512 octets. */
  readonly slow?: number
  /** Once so many octets were given, we are gone: nothing is heard, nothing is said. */
  readonly vanishAfter?: number
  /** Once so many octets were given, each further request is reset; over TCP, and by HTTP, the connection is cut. */
  readonly cutAfter?: number
  /** How long we say that it is (Size2; by HTTP, Content-Length). */
  readonly states?: number
  /** Under a URI of 255 octets, the longest that there is. */
  readonly longUri?: true
  /** The octet in the midst is another. */
  readonly corrupt?: true
  /** Whoever gives it shows a key or certificate that nobody has heard of; by a secured scheme, and not with PSK. */
  readonly stranger?: true
}

/** A package that can be fetched, until the case ends. */
export interface Offered {
  readonly uri: string
  /** The first request for it. */
  readonly asked: Moment<Asked>
  /** The request by which the Client got the last of it. */
  readonly given: Moment<Asked>
  /** All requests for it so far, copies left out. */
  readonly requests: readonly Asked[]
}

/** Where packages are to be had; always ours. */
export interface PackagesChair {
  /** A package that the IXIT names; undefined where it does not. Our own Client takes any. */
  sample(target: PackageTarget, sample: PackageSample): Uint8Array | undefined
  /** The version that the good package has, as the IXIT states it. */
  version(target: PackageTarget): string | undefined
  /** A Package URI that is invalid. */
  invalidUri(target: PackageTarget): string
  /** Whether we can give packages by this scheme in this run. */
  gives(scheme: PackageScheme): boolean
  /** Has these octets fetched; only where a Client is judged. */
  offers(octets: Uint8Array, how?: OfferHow): Promise<Offered>
}
