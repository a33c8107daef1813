import type { KeyObject } from 'node:crypto'
import type { IcsItem } from './items.ts'
import type { Packages } from './packages.ts'

/** What an implementation claims, item by item; items that are absent are unanswered. */
export interface IcsDocument {
  readonly vendor?: string
  readonly model?: string
  readonly version?: string
  readonly items: { readonly [item in IcsItem]?: boolean }
}

/** An eUICC, and an association with an eIM that it holds (SGP.32). */
export interface EsimIxit {
  /** 32 digits. */
  readonly eid: string
  /** Of SGP.32; default: 1.2. */
  readonly version?: '1.0' | '1.2' | '1.3'
  readonly eimId?: string
  /** By which the eIM signs: PKCS #8 in base64. */
  readonly privateKey?: string
  /** The highest counter value that the eUICC has taken of this eIM. */
  readonly counter?: number
  /** Absent: the eUICC gave none. */
  readonly associationToken?: number
  /** By which the eUICC signs: SubjectPublicKeyInfo in base64. */
  readonly euiccKey?: string
  /** Certificates of those who issue what the eUICC shows of itself: X.509 in DER and base64. */
  readonly issuers?: readonly string[]
  /** By which an eIM under test signs: SubjectPublicKeyInfo in base64. */
  readonly eimKey?: string
  /** The eUICC that the tester plays to an eIM under test: its key in PKCS #8, and certificates, all in base64. */
  readonly euicc?: {
    readonly privateKey: string
    readonly certificate: string
    readonly eumCertificate: string
  }
  /** ICCIDs: the one that is enabled, another that connects, one that does not, and two that may be deleted. */
  readonly profiles?: {
    readonly [role in 'enabled' | 'other' | 'unserved' | 'spare' | 'expendable']?: string
  }
  /** Seconds until the device is back after its profile was switched. */
  readonly reconnect?: number
  /** Seconds until it has fallen back where a profile gives it no connection; absent: nobody knows that it does. */
  readonly fallback?: number
}

/** A certificate in DER, the chain after it, with its private key. */
export interface OwnCertificate {
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

/** What testing needs to know of an implementation. */
export interface Ixit {
  /** Expected values by path; octets as `0x…`. */
  readonly values: Readonly<Record<string, string | number | boolean>>
  /** Paths of the objects that a Profile ID stands for, where they are others than the ETS says. */
  readonly profiles?: Readonly<Record<string, readonly string[]>>
  /** What the cases on SGP.32 need. */
  readonly esim?: EsimIxit
  /** Seconds of allowance on every deadline. */
  readonly tolerance?: number
  /** The accounts under OSCORE were made for this run, unless the wire tells otherwise. */
  readonly oscoreIsNew?: boolean
  /** How many handshakes of strangers a Server is to get over. */
  readonly failedHandshakes?: number
  /** How a smartcard is put into the device, as its operator is told. */
  readonly smartcard?: string
  /** Seconds for what the specification says happens next. */
  readonly reaction?: number
  /** Seconds for the implementation to show up or come back. */
  readonly arrival?: number
  /** Firmware for /5, and software for /9. */
  readonly firmware?: Packages
  readonly software?: Packages
  /** By which packages are given by HTTPS: one that the implementation trusts. */
  readonly https?: OwnCertificate
}

export const emptyIcs: IcsDocument = { items: {} }
export const emptyIxit: Ixit = { values: {} }
