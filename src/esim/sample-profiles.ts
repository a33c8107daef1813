import type { SoftProfile } from './soft-profiles.ts'

/** ICCIDs of made-up profiles: one that is enabled, three others that connect, and one that finds no network. */
export const sampleIccids = {
  enabled: '89000000000000000018',
  other: '89000000000000000026',
  spare: '89000000000000000034',
  unserved: '89000000000000000042',
  expendable: '89000000000000000059',
} as const

/** Profiles of a software eUICC on which everything can be tried. */
export function sampleProfiles(): SoftProfile[] {
  return Object.entries(sampleIccids).map(([name, iccid], index) => ({
    ...{ iccid, name, aid: `a0000005591010ffffffff890000110${index}`, class: 'operational' },
    ...{ isEnabled: name === 'enabled', isFallback: false, mayBeFallback: true },
    ...{ mayBeDisabled: true, mayBeDeleted: true, connects: name !== 'unserved' },
  }))
}
