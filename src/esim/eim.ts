import type { KeyObject } from 'node:crypto'
import type { ProfileDownloadData } from './download-trigger.ts'
import type { Eco } from './eco.ts'
import type { EuiccPackageRequest, EuiccPackageResult, EuiccPackageSigned } from './euicc-package.ts'
import type { Psmo } from './psmo.ts'
import { checkResult, type SignatureCheck, signPackage } from './signature.ts'
import type { Sgp32Version } from './version.ts'

/** An eIM as an eUICC knows it. */
export interface EimOptions {
  readonly eimId: string
  /** The private key by which it signs. */
  readonly key: KeyObject
  /** Of the eUICC, 32 digits. */
  readonly eid: string
  /** The highest counter value that it has used; default: 0. */
  readonly counter?: number
  /** Absent: the eUICC gave it none. */
  readonly associationToken?: number
  /** The public key by which the eUICC signs; without it, its signatures are not verified until it is learnt. */
  readonly euiccKey?: KeyObject
  readonly version?: Sgp32Version
}

export type Operations = { readonly psmo: readonly Psmo[] } | { readonly eco: readonly Eco[] }

/** What an eIM is to bring to a device: a package of operations, or the download of a profile. */
export type Order = Operations | { readonly download: ProfileDownloadData }

/** How a package is made otherwise than its maker would. */
export interface PackageHow {
  readonly eimId?: string
  /** 32 digits. */
  readonly eid?: string
  readonly counter?: number
  /** Hexadecimal; default: none. */
  readonly transactionId?: string
  /** Signs in the place of the eIM's own key. */
  readonly key?: KeyObject
  readonly associationToken?: number
  /** What becomes of the signature when it is made. */
  readonly spoils?: (signature: Uint8Array) => Uint8Array
  /** What becomes of the signed part when it is signed. */
  readonly alters?: (signed: Uint8Array) => Uint8Array
}

/** A package for an eUICC, signed. */
export interface SignedPackage {
  readonly request: EuiccPackageRequest
  readonly content: EuiccPackageSigned
}

/** An eIM: signs packages, counts them, and verifies what an eUICC says of them (SGP.32 §2.11). */
export class Eim {
  readonly options: EimOptions
  /** The highest counter value that it has used. */
  counter: number
  /** The public key by which the eUICC signs, as soon as it is known. */
  euiccKey: KeyObject | undefined

  constructor(options: EimOptions) {
    this.options = options
    this.counter = options.counter ?? 0
    this.euiccKey = options.euiccKey
  }

  /** Makes a package, with the next counter value unless another is given. */
  package(operations: Operations, how: PackageHow = {}): SignedPackage {
    const { options } = this
    const counterValue = how.counter ?? ++this.counter
    const content: EuiccPackageSigned = {
      eimId: how.eimId ?? options.eimId,
      eidValue: how.eid ?? options.eid,
      counterValue,
      ...(how.transactionId !== undefined && { eimTransactionId: how.transactionId }),
      euiccPackage:
        'psmo' in operations
          ? { kind: 'psmoList', value: operations.psmo }
          : { kind: 'ecoList', value: operations.eco },
    }
    const { version } = options
    const associationToken = how.associationToken ?? options.associationToken
    const signed = signPackage(how.key ?? options.key, content, {
      ...(associationToken !== undefined && { associationToken }),
      ...(version !== undefined && { version }),
    })
    const { der = new Uint8Array() } = signed.euiccPackageSigned
    const request = {
      euiccPackageSigned: { der: how.alters?.(der) ?? der, content },
      eimSignature: how.spoils?.(signed.eimSignature) ?? signed.eimSignature,
    }
    return { request, content }
  }

  /** What to make of the eUICC's signature; undefined where it bears none, or the key is not known. */
  check(result: EuiccPackageResult): SignatureCheck | undefined {
    const { associationToken, version } = this.options
    const { euiccKey } = this
    if (euiccKey === undefined) return undefined
    return checkResult(euiccKey, result, {
      ...(associationToken !== undefined && { associationToken }),
      ...(version !== undefined && { version }),
    })
  }
}
