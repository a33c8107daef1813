import type { ProfileInfo, Psmo } from './psmo.ts'
import { profileClasses, profileStates } from './psmo.ts'
import {
  deleteCodes,
  disableCodes,
  enableCodes,
  rollbackCodes,
  setFallbackCodes,
  unsetFallbackCodes,
} from './psmo-results.ts'

/** A profile of a software eUICC. */
export interface SoftProfile {
  /** 19 or 20 digits. */
  readonly iccid: string
  /** Of its ISD-P, hexadecimal. */
  readonly aid: string
  readonly name: string
  readonly class: keyof typeof profileClasses
  isEnabled: boolean
  /** Whether it has the fallback attribute, and may have it. */
  isFallback: boolean
  readonly mayBeFallback: boolean
  /** Policy rules PPR1 and PPR2. */
  readonly mayBeDisabled: boolean
  readonly mayBeDeleted: boolean
  /** Whether a device that has it enabled gets a connection. */
  readonly connects: boolean
}

export type ProfileEvent = 'enable' | 'disable' | 'delete'

type ListRequest = Extract<Psmo, { kind: 'listProfileInfo' }>['value']

/** Tags that a list tells where it is not said which. */
const usualTags = [0x5a, 0x4f, 0x9f70, 0x92, 0x95]

/** The profiles of a software eUICC and what happens to them (SGP.32 §2.11.1.1.3). Answers are codes of results. */
export class SoftProfiles {
  readonly all: SoftProfile[]
  /** Told of each change that an SM-DP+ is to hear of. */
  changed: (event: ProfileEvent, profile: SoftProfile) => void = () => {}
  /** Told when any profile was deleted or may have changed its state. */
  stirred: () => void = () => {}
  /** The profile that a rollback enables again. */
  #previous: SoftProfile | undefined

  constructor(profiles: readonly SoftProfile[]) {
    this.all = profiles.map((profile) => ({ ...profile }))
  }

  get enabled(): SoftProfile | undefined {
    return this.all.find(({ isEnabled }) => isEnabled)
  }

  find(iccid: string): SoftProfile | undefined {
    return this.all.find((profile) => profile.iccid === iccid)
  }

  enable(iccid: string, rollback: boolean): number {
    const profile = this.find(iccid)
    const { enabled } = this
    if (profile === undefined) return enableCodes.iccidOrAidNotFound
    if (profile.isEnabled) return enableCodes.profileNotInDisabledState
    if (enabled?.mayBeDisabled === false) return enableCodes.disallowedByPolicy
    if (rollback && enabled === undefined) return enableCodes.rollbackNotAvailable
    if (enabled !== undefined) this.set(enabled, false)
    this.set(profile, true)
    this.#previous = rollback ? enabled : undefined
    return enableCodes.ok
  }

  disable(iccid: string): number {
    const profile = this.find(iccid)
    if (profile === undefined) return disableCodes.iccidOrAidNotFound
    if (!profile.isEnabled) return disableCodes.profileNotInEnabledState
    if (!profile.mayBeDisabled) return disableCodes.disallowedByPolicy
    this.set(profile, false)
    return disableCodes.ok
  }

  delete(iccid: string): number {
    const profile = this.find(iccid)
    if (profile === undefined) return deleteCodes.iccidOrAidNotFound
    if (profile.isEnabled) return deleteCodes.profileNotInDisabledState
    if (!profile.mayBeDeleted) return deleteCodes.disallowedByPolicy
    if (profile.isFallback) return deleteCodes.returnFallbackProfile
    this.all.splice(this.all.indexOf(profile), 1)
    this.changed('delete', profile)
    this.stirred()
    return deleteCodes.ok
  }

  setFallback(iccid: string): number {
    const profile = this.find(iccid)
    const holder = this.all.find(({ isFallback }) => isFallback)
    if (profile === undefined) return setFallbackCodes.iccidOrAidNotFound
    if (!profile.mayBeFallback) return setFallbackCodes.fallbackNotAllowed
    if (holder?.isEnabled === true && holder !== profile) return setFallbackCodes.fallbackProfileEnabled
    if (holder !== undefined) holder.isFallback = false
    profile.isFallback = true
    return setFallbackCodes.ok
  }

  unsetFallback(): number {
    const holder = this.all.find(({ isFallback }) => isFallback)
    if (holder === undefined) return unsetFallbackCodes.noFallbackAttribute
    if (holder.isEnabled) return unsetFallbackCodes.fallbackProfileEnabled
    holder.isFallback = false
    return unsetFallbackCodes.ok
  }

  /** Whether there is a profile to go back to. */
  get hasRollback(): boolean {
    return this.#previous !== undefined
  }

  /** Enables the profile again that was enabled before, once. */
  rollBack(): number {
    const previous = this.#previous
    if (previous === undefined) return rollbackCodes.undefinedError
    if (this.enabled !== undefined) this.enabled.isEnabled = false
    previous.isEnabled = true
    this.#previous = undefined
    this.stirred()
    return rollbackCodes.ok
  }

  /** Enables the profile that has the fallback attribute. False: there is none, or it is enabled. */
  fallBack(): boolean {
    const holder = this.all.find(({ isFallback }) => isFallback)
    if (holder === undefined || holder.isEnabled) return false
    if (this.enabled !== undefined) this.set(this.enabled, false)
    this.set(holder, true)
    return true
  }

  /** The eIM has heard how it went: there is no way back any more. */
  forgetRollback(): void {
    this.#previous = undefined
  }

  set(profile: SoftProfile, isEnabled: boolean): void {
    profile.isEnabled = isEnabled
    this.changed(isEnabled ? 'enable' : 'disable', profile)
    this.stirred()
  }

  /** What is told of those that are asked for, by the tags that are asked for. */
  list({ searchCriteria, tagList = usualTags }: ListRequest): ProfileInfo[] {
    return this.all
      .filter((profile) => {
        switch (searchCriteria?.kind) {
          case 'iccid':
            return profile.iccid === searchCriteria.value
          case 'isdpAid':
            return profile.aid === searchCriteria.value
          case 'profileClass':
            return profileClasses[profile.class] === searchCriteria.value
          default:
            return true
        }
      })
      .map((profile) => this.told(profile, tagList))
  }

  told(profile: SoftProfile, tags: readonly number[]): ProfileInfo {
    const { iccid, aid, name, isEnabled, isFallback, mayBeFallback } = profile
    return {
      ...(tags.includes(0x5a) && { iccid }),
      ...(tags.includes(0x4f) && { isdpAid: aid }),
      ...(tags.includes(0x9f70) && { profileState: profileStates[isEnabled ? 'enabled' : 'disabled'] }),
      ...(tags.includes(0x92) && { profileName: name }),
      ...(tags.includes(0x95) && { profileClass: profileClasses[profile.class] }),
      ...(tags.includes(0x9f26) && { fallbackAttribute: isFallback }),
      ...(tags.includes(0x9f67) && { fallbackAllowed: mayBeFallback }),
    }
  }
}
