import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { eimIdTypes } from './common.ts'
import { addEimCodes, deleteEimCodes, updateEimCodes } from './eco.ts'
import type { EimConfigurationData } from './eim-configuration.ts'
import type { EuiccResultData } from './euicc-package.ts'

/** The largest counter value that an eUICC takes. */
export const largestCounter = 0x7fffff

/** What an eUICC knows of an eIM that may manage it. */
export interface Association {
  readonly eimId: string
  readonly idType: number
  key: KeyObject
  /** The highest counter value that was taken. */
  counter: number
  /** Absent: none was asked for. */
  token: number | undefined
}

type AddResult = Extract<EuiccResultData, { kind: 'addEimResult' }>['value']

/** The eIMs that may manage a software eUICC, and how they change (SGP.32 §2.11.1.1.2). Answers are codes of results. */
export class SoftAssociations {
  readonly #held = new Map<string, Association>()
  #tokens = 0

  get all(): readonly Association[] {
    return [...this.#held.values()]
  }

  get(eimId: string): Association | undefined {
    return this.#held.get(eimId)
  }

  /** The first, or one more; with a token of its own where one is asked for (−1). */
  add(configuration: EimConfigurationData): AddResult {
    const refusal = this.addRefusal(configuration)
    if (refusal !== undefined) return { kind: 'addEimResultCode', value: refusal }
    const { eimId, eimIdType = eimIdTypes.proprietary, counterValue = 0, associationToken } = configuration
    const token = associationToken === -1 ? ++this.#tokens : undefined
    this.#held.set(eimId, {
      eimId,
      idType: eimIdType,
      key: keyOf(configuration)!,
      counter: counterValue,
      token,
    })
    return token === undefined
      ? { kind: 'addEimResultCode', value: addEimCodes.ok }
      : { kind: 'associationToken', value: token }
  }

  addRefusal(configuration: EimConfigurationData): number | undefined {
    const { eimId, counterValue = 0, associationToken = -1 } = configuration
    if (this.#held.has(eimId)) return addEimCodes.associatedEimAlreadyExists
    if (configuration.euiccCiPKId !== undefined) return addEimCodes.ciPKUnknown
    if (associationToken !== -1) return addEimCodes.invalidAssociationToken
    if (counterValue < 0 || counterValue > largestCounter) return addEimCodes.counterValueOutOfRange
    return keyOf(configuration) === undefined ? addEimCodes.commandError : undefined
  }

  /** Another key, and where it is given the counter that goes with it. */
  update(configuration: EimConfigurationData): number {
    const held = this.#held.get(configuration.eimId)
    const { counterValue } = configuration
    if (held === undefined) return updateEimCodes.eimNotFound
    if (configuration.euiccCiPKId !== undefined) return updateEimCodes.ciPKUnknown
    if (counterValue !== undefined && (counterValue < 0 || counterValue > largestCounter))
      return updateEimCodes.counterValueOutOfRange
    const key = keyOf(configuration)
    if (configuration.eimPublicKeyData !== undefined && key === undefined) return updateEimCodes.commandError
    if (key !== undefined) held.key = key
    if (counterValue !== undefined) held.counter = counterValue
    return updateEimCodes.ok
  }

  delete(eimId: string): number {
    if (!this.#held.delete(eimId)) return deleteEimCodes.eimNotFound
    return this.#held.size === 0 ? deleteEimCodes.lastEimDeleted : deleteEimCodes.ok
  }
}

/** The key, as it is or in a certificate; undefined where there is none to be had. */
function keyOf({ eimPublicKeyData }: EimConfigurationData): KeyObject | undefined {
  if (eimPublicKeyData === undefined) return undefined
  const { kind, value } = eimPublicKeyData
  try {
    return kind === 'eimPublicKey'
      ? createPublicKey({ key: Buffer.from(value), format: 'der', type: 'spki' })
      : new X509Certificate(value).publicKey
  } catch {
    return undefined
  }
}
