import { deleteCodes, disableCodes, enableCodes } from './psmo-results.ts'
import type { SoftEuicc } from './soft-euicc.ts'

/** A software eUICC as its device manages it by itself, without an eIM: what object 504 shows and switches. */
export class SoftSim {
  readonly #euicc: SoftEuicc

  constructor(euicc: SoftEuicc) {
    this.#euicc = euicc
  }

  get eid(): string {
    return this.#euicc.options.eid
  }

  /** ICCIDs of its profiles, the enabled one first. */
  get iccids(): readonly string[] {
    const { all } = this.#euicc.profiles
    return [...all.filter(({ isEnabled }) => isEnabled), ...all.filter(({ isEnabled }) => !isEnabled)].map(
      ({ iccid }) => iccid,
    )
  }

  enable(iccid: string): boolean {
    return this.#euicc.profiles.enable(iccid, false) === enableCodes.ok
  }

  disable(iccid: string): boolean {
    return this.#euicc.profiles.disable(iccid) === disableCodes.ok
  }

  delete(iccid: string): boolean {
    return this.#euicc.profiles.delete(iccid) === deleteCodes.ok
  }

  /** Calls back whenever profiles may have come, gone or changed their state, whoever did it. */
  onChange(listener: () => void): void {
    this.#euicc.profiles.stirred = listener
  }
}
