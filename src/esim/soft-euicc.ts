import type { KeyObject } from 'node:crypto'
import type { Eco } from './eco.ts'
import {
  type EuiccPackageRequest,
  type EuiccPackageResult,
  type EuiccResultData,
  packageErrorCodes,
  processingTerminatedCodes,
} from './euicc-package.ts'
import type { PendingNotification } from './notification.ts'
import { type EuiccCertificates, signNotification } from './notification-signature.ts'
import type { Psmo } from './psmo.ts'
import { configureImmediateEnableCodes, profileInfoListErrors, setDefaultDpCodes } from './psmo-results.ts'
import { checkPackage, type EimSigning, signError, signResult } from './signature.ts'
import { type Association, largestCounter, SoftAssociations } from './soft-associations.ts'
import { type ProfileEvent, type SoftProfile, SoftProfiles } from './soft-profiles.ts'

export interface SoftEuiccOptions {
  /** 32 digits. */
  readonly eid: string
  /** The private key by which it signs, on P-256 or brainpoolP256r1. */
  readonly key: KeyObject
  readonly profiles: readonly SoftProfile[]
  readonly certificates: EuiccCertificates
  /** Where notifications are meant to go. */
  readonly smdpAddress?: string
}

type Operations = EuiccPackageRequest['euiccPackageSigned']['content']['euiccPackage']

/**
 * An eUICC in software, as far as an eIM can see it: packages in, signed results out (SGP.32 §2.11, §5.9). It downloads
 * no profiles. Each behaviour is a replaceable method.
 */
export class SoftEuicc {
  readonly options: SoftEuiccOptions
  readonly profiles: SoftProfiles
  readonly associations = new SoftAssociations()
  /** Results that no eIM has acknowledged, by their sequence number. */
  readonly results = new Map<number, EuiccPackageResult>()
  /** Likewise notifications. */
  readonly notifications = new Map<number, PendingNotification>()
  defaultDpAddress = ''
  #sequence = 0
  /** What a rollback of the last package has to tell, and to take back. */
  #last:
    | { readonly request: EuiccPackageRequest; readonly eim: Association; readonly from: number }
    | undefined

  constructor(options: SoftEuiccOptions) {
    this.options = options
    this.profiles = new SoftProfiles(options.profiles)
    this.profiles.changed = (event, profile) => this.notify(event, profile)
  }

  /** Carries a package out, or refuses it. */
  load(request: EuiccPackageRequest): EuiccPackageResult {
    const { eimId } = request.euiccPackageSigned.content
    const eim = this.associations.get(eimId)
    if (eim === undefined || !this.isSignedBy(eim, request)) return this.unsignedError(request, eim)
    const refusal = this.refusal(request, eim)
    if (refusal !== undefined) return this.signedError(request, eim, refusal)
    eim.counter = request.euiccPackageSigned.content.counterValue
    const from = this.#sequence
    this.profiles.forgetRollback()
    const results = this.carryOut(request.euiccPackageSigned.content.euiccPackage)
    this.#last = { request, eim, from }
    return this.keep(this.result(request, eim, results))
  }

  /** Whether a package is from this eIM; r and s are wanted as they are, not in DER. */
  isSignedBy(eim: Association, request: EuiccPackageRequest): boolean {
    const { valid, deviation } = checkPackage(eim.key, request, signing(eim))
    return valid && deviation === undefined
  }

  /** Why a package whose signature is right is refused as a whole. */
  refusal({ euiccPackageSigned: { content } }: EuiccPackageRequest, eim: Association): number | undefined {
    if (content.eidValue !== this.options.eid) return packageErrorCodes.invalidEid
    if (content.counterValue > largestCounter) return packageErrorCodes.counterValueOutOfRange
    return content.counterValue <= eim.counter ? packageErrorCodes.replayError : undefined
  }

  /** Carries operations out up to the first that fails. */
  carryOut(operations: Operations): EuiccResultData[] {
    if (!this.isAllowed(operations)) return [terminated(processingTerminatedCodes.unknownOrDamagedCommand)]
    const results: EuiccResultData[] = []
    const changed = { profile: false }
    const all: readonly (Psmo | Eco)[] = operations.value
    for (const [index, operation] of all.entries()) {
      const result = this.perform(operation, changed)
      results.push(result)
      if (!isFailure(result)) continue
      if (index < all.length - 1) results.push(terminated(processingTerminatedCodes.unknownOrDamagedCommand))
      break
    }
    return results
  }

  /** At most one profile is enabled, and one disabled, by a package. */
  isAllowed({ value }: Operations): boolean {
    const count = (wanted: string) =>
      (value as readonly { kind: string }[]).filter(({ kind }) => kind === wanted).length
    return count('enable') < 2 && count('disable') < 2
  }

  /** @param changed whether an operation before this one in the package changed a profile */
  perform(operation: Psmo | Eco, changed: { profile: boolean }): EuiccResultData {
    const { profiles, associations } = this
    const change = (code: number): number => {
      changed.profile = true
      return code
    }
    switch (operation.kind) {
      case 'enable': {
        const { iccid, rollbackFlag } = operation.value
        return { kind: 'enableResult', value: change(profiles.enable(iccid, rollbackFlag === true)) }
      }
      case 'disable':
        return { kind: 'disableResult', value: change(profiles.disable(operation.value.iccid)) }
      case 'delete':
        return { kind: 'deleteResult', value: change(profiles.delete(operation.value.iccid)) }
      case 'listProfileInfo':
        return { kind: 'listProfileInfoResult', value: this.list(operation.value, changed.profile) }
      case 'getRAT':
        return { kind: 'getRATResult', value: [] }
      case 'configureImmediateEnable':
        return { kind: 'configureImmediateEnableResult', value: configureImmediateEnableCodes.ok }
      case 'setFallbackAttribute':
        return { kind: 'setFallbackAttributeResult', value: profiles.setFallback(operation.value.iccid) }
      case 'unsetFallbackAttribute':
        return { kind: 'unsetFallbackAttributeResult', value: profiles.unsetFallback() }
      case 'setDefaultDpAddress':
        this.defaultDpAddress = operation.value.defaultDpAddress
        return {
          kind: 'setDefaultDpAddressResult',
          value: { setDefaultDpAddressResult: setDefaultDpCodes.ok },
        }
      case 'addEim':
        return { kind: 'addEimResult', value: associations.add(operation.value) }
      case 'deleteEim':
        return { kind: 'deleteEimResult', value: associations.delete(operation.value.eimId) }
      case 'updateEim':
        return { kind: 'updateEimResult', value: associations.update(operation.value) }
      case 'listEim':
        return {
          kind: 'listEimResult',
          value: {
            kind: 'eimIdList',
            value: associations.all.map(({ eimId, idType }) => ({ eimId, eimIdType: idType })),
          },
        }
    }
  }

  /** Profiles are not listed in the package that changes them (SGP.32 §2.11.1.1.3). */
  list(
    request: Extract<Psmo, { kind: 'listProfileInfo' }>['value'],
    isChanging: boolean,
  ): Extract<EuiccResultData, { kind: 'listProfileInfoResult' }>['value'] {
    return isChanging
      ? { kind: 'profileInfoListError', value: profileInfoListErrors.profileChangeOngoing }
      : { kind: 'profileInfoListOk', value: this.profiles.list(request) }
  }

  /** What it says of a package that it carried out, signed. */
  result(
    request: EuiccPackageRequest,
    eim: Association,
    euiccResult: readonly EuiccResultData[],
  ): EuiccPackageResult {
    const seqNumber = ++this.#sequence
    return signResult(this.options.key, { ...this.echo(request), seqNumber, euiccResult }, signing(eim))
  }

  /** What it says of a package that it refused, though the signature was right. */
  signedError(
    request: EuiccPackageRequest,
    eim: Association,
    euiccPackageErrorCode: number,
  ): EuiccPackageResult {
    return signError(this.options.key, { ...this.echo(request), euiccPackageErrorCode }, signing(eim))
  }

  /** What tells the eIM which package is meant. */
  echo({ euiccPackageSigned: { content } }: EuiccPackageRequest) {
    const { eimId, counterValue, eimTransactionId } = content
    return { eimId, counterValue, ...(eimTransactionId !== undefined && { eimTransactionId }) }
  }

  /** What it says to somebody whose signature it cannot verify. */
  unsignedError(
    { euiccPackageSigned: { content } }: EuiccPackageRequest,
    eim: Association | undefined,
  ): EuiccPackageResult {
    const { eimId, eimTransactionId } = content
    return {
      kind: 'euiccPackageErrorUnsigned',
      value: {
        eimId,
        ...(eimTransactionId !== undefined && { eimTransactionId }),
        ...(eim?.token !== undefined && { associationToken: eim.token }),
      },
    }
  }

  /** Keeps a signed result until an eIM acknowledges it. */
  keep(result: EuiccPackageResult): EuiccPackageResult {
    this.results.set(this.#sequence, result)
    return result
  }

  notify(event: ProfileEvent, { iccid }: SoftProfile): void {
    const seqNumber = ++this.#sequence
    const notificationAddress = this.options.smdpAddress ?? 'smdp.example'
    const content = { seqNumber, profileManagementOperation: [event], notificationAddress, iccid } as const
    const { key, certificates } = this.options
    this.notifications.set(seqNumber, signNotification(key, content, certificates))
  }

  /** An eIM has these results and notifications. */
  acknowledge(sequenceNumbers: readonly number[]): void {
    for (const number of sequenceNumbers) {
      this.results.delete(number)
      this.notifications.delete(number)
    }
  }

  /**
   * Goes back to the profile that the last package disabled, where that allowed for it; what was to be told of the
   * package is replaced by what is told of the rollback. Undefined when there is no way back (SGP.32 §5.9.16).
   */
  rollBack(): EuiccPackageResult | undefined {
    const last = this.#last
    if (last === undefined || !this.profiles.hasRollback) return undefined
    for (const number of [...this.results.keys(), ...this.notifications.keys()])
      if (number > last.from) this.acknowledge([number])
    const value = this.profiles.rollBack()
    return this.keep(this.result(last.request, last.eim, [{ kind: 'rollbackResult', value }]))
  }
}

function signing({ token }: Association): EimSigning {
  return token === undefined ? {} : { associationToken: token }
}

function terminated(value: number): EuiccResultData {
  return { kind: 'processingTerminated', value }
}

/** Whether the code of a result is other than ok. */
function isFailure({ kind, value }: EuiccResultData): boolean {
  if (typeof value === 'number') return kind === 'deleteEimResult' ? value !== 0 && value !== 2 : value !== 0
  if (kind === 'addEimResult') return value.kind === 'addEimResultCode' && value.value !== 0
  return kind === 'listProfileInfoResult' && value.kind === 'profileInfoListError'
}
