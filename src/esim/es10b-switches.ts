import { bits } from './bits.ts'
import { choice } from './choice.ts'
import { at, neededFrom, optional } from './element.ts'
import { euiccPackageResult } from './euicc-package.ts'
import { boolean, code, nothing } from './numbers.ts'
import { octets, utf8 } from './octet-strings.ts'
import { immediateEnableConfiguration } from './psmo.ts'
import type { Element, Of } from './schema.ts'
import { sequence } from './sequence.ts'
import type { TagByVersion } from './version.ts'

// Switches of the eUICC that the IPA turns by itself (SGP.32 §5.9.5, §5.9.15 to §5.9.25).

/** Whether the device has to read its card anew. */
const withRefresh = sequence({ refreshFlag: at(0x80, boolean, { alsoAs: [0x01] }) })

export const profileRollbackCodes = {
  ok: 0,
  rollbackNotAllowed: 1,
  catBusy: 5,
  commandError: 7,
  undefinedError: 127,
} as const

export const profileRollbackRequest = at(0xbf58, withRefresh)

export const profileRollbackResponse = at(
  0xbf58,
  sequence({
    cmdResult: at(0x02, code(profileRollbackCodes), { alsoAs: [0x80] }),
    eUICCPackageResult: optional(euiccPackageResult),
  }),
)

export const configureImmediateProfileEnablingRequest = at(0xbf59, immediateEnableConfiguration)

export const configureImmediateProfileEnablingResponse = answer(0xbf59, {
  ok: 0,
  insufficientMemory: 1,
  associatedEimAlreadyExists: 2,
  undefinedError: 127,
})

/** Empty in v1.0, where it was named EnableUsingDD. */
export const immediateEnableRequest = at(
  0xbf5a,
  sequence({ refreshFlag: neededFrom('1.2', at({ '1.2': 0x80 }, boolean, { alsoAs: [0x01] })) }),
)

export const immediateEnableResponse = answer(0xbf5a, {
  ok: 0,
  immediateEnableNotAvailable: 1,
  noSessionContext: 4,
  catBusy: 5,
  undefinedError: 127,
})

export const enableEmergencyProfileRequest = at({ '1.2': 0xbf5b }, withRefresh)

export const enableEmergencyProfileResponse = answer(
  { '1.2': 0xbf5b },
  {
    ok: 0,
    profileNotInDisabledState: 2,
    catBusy: 5,
    ecallNotAvailable: 8,
    undefinedError: 127,
  },
)

export const disableEmergencyProfileRequest = at({ '1.2': 0xbf5c }, withRefresh)

export const disableEmergencyProfileResponse = answer(
  { '1.2': 0xbf5c },
  {
    ok: 0,
    profileNotInEnabledState: 2,
    catBusy: 5,
    undefinedError: 127,
  },
)

export const executeFallbackMechanismRequest = at({ '1.2': 0xbf5d }, withRefresh)

export const executeFallbackMechanismResponse = answer(
  { '1.2': 0xbf5d },
  {
    ok: 0,
    profileNotInDisabledState: 2,
    catBusy: 5,
    fallbackNotAvailable: 6,
    commandError: 7,
    ecallActive: 104,
    undefinedError: 127,
  },
)

export const returnFromFallbackRequest = at({ '1.2': 0xbf5e }, withRefresh)

export const returnFromFallbackResponse = answer(
  { '1.2': 0xbf5e },
  {
    ok: 0,
    catBusy: 5,
    fallbackNotAvailable: 6,
    commandError: 7,
    undefinedError: 127,
  },
)

export const getConnectivityParametersRequest = at({ '1.2': 0xbf5f }, nothing)

export const getConnectivityParametersResponse = at(
  { '1.2': 0xbf5f },
  choice({
    connectivityParameters: at(0xa0, sequence({ httpParams: optional(at(0x81, octets())) })),
    connectivityParametersError: at(0x81, code({ parametersNotAvailable: 1, undefinedError: 127 })),
  }),
)

const resetOptions = bits(
  'deleteOperationalProfiles',
  'deleteFieldLoadedTestProfiles',
  'resetDefaultSmdpAddress',
  'deletePreLoadedTestProfiles',
  'deleteProvisioningProfiles',
  'resetEimConfigData',
  'resetImmediateEnableConfig',
)

export const euiccMemoryResetRequest = at(
  { '1.2': 0xbf64 },
  sequence({ resetOptions: at(0x82, resetOptions) }),
)

export const euiccMemoryResetResponse = at(
  { '1.2': 0xbf64 },
  sequence({
    resetResult: at(
      0x80,
      code({ ok: 0, nothingToDelete: 1, catBusy: 5, ecallActive: 104, undefinedError: 127 }),
    ),
    resetEimResult: optional(
      at(0x81, code({ ok: 0, nothingToDelete: 1, eimResetNotSupported: 2, undefinedError: 127 })),
    ),
    resetImmediateEnableConfigResult: optional(
      at(0x82, code({ ok: 0, resetIECNotSupported: 1, undefinedError: 127 })),
    ),
  }),
)

export const setDefaultDpAddressRequest = at(
  { '1.2': 0xbf65 },
  sequence({ defaultDpAddress: at(0x80, utf8()) }),
)

export const setDefaultDpAddressResponse = answer(
  { '1.2': 0xbf65 },
  {
    ok: 0,
    undefinedError: 127,
  },
)

/** Turns on the IPA in the eUICC (SGP.32 §3.8.4). */
export const ipaeActivationRequest = at(0xbf42, sequence({ ipaeOption: at(0x80, bits('activateIpae')) }))

export const ipaeActivationResponse = answer(0xbf42, { ok: 0, notSupported: 1 })

/** The answer of an eUICC that is a code alone. */
function answer(
  tag: TagByVersion,
  codes: { readonly [name: string]: number },
): Element<{ readonly result: number }> {
  return at(tag, sequence({ result: at(0x80, code(codes)) }))
}

export type ProfileRollbackResponse = Of<typeof profileRollbackResponse>
