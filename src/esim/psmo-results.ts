import { choice } from './choice.ts'
import { at, raw } from './element.ts'
import { code } from './numbers.ts'
import { profileInfo } from './psmo.ts'
import { listOf, sequence } from './sequence.ts'

export const enableCodes = {
  ok: 0,
  iccidOrAidNotFound: 1,
  profileNotInDisabledState: 2,
  disallowedByPolicy: 3,
  catBusy: 5,
  rollbackNotAvailable: 20,
  undefinedError: 127,
} as const

export const disableCodes = {
  ok: 0,
  iccidOrAidNotFound: 1,
  profileNotInEnabledState: 2,
  disallowedByPolicy: 3,
  catBusy: 5,
  undefinedError: 127,
} as const

export const deleteCodes = {
  ok: 0,
  iccidOrAidNotFound: 1,
  profileNotInDisabledState: 2,
  disallowedByPolicy: 3,
  rollbackNotAvailable: 20,
  returnFallbackProfile: 21,
  undefinedError: 127,
} as const

export const profileInfoListErrors = {
  incorrectInputValues: 1,
  profileChangeOngoing: 11,
  undefinedError: 127,
} as const

export const configureImmediateEnableCodes = {
  ok: 0,
  insufficientMemory: 1,
  commandError: 7,
  undefinedError: 127,
} as const

export const rollbackCodes = { ok: 0, undefinedError: 127 } as const

export const setFallbackCodes = {
  ok: 0,
  iccidOrAidNotFound: 1,
  fallbackNotAllowed: 2,
  fallbackProfileEnabled: 3,
  undefinedError: 127,
} as const

export const unsetFallbackCodes = {
  ok: 0,
  noFallbackAttribute: 2,
  fallbackProfileEnabled: 3,
  commandError: 7,
  undefinedError: 127,
} as const

export const setDefaultDpCodes = { ok: 0, undefinedError: 127 } as const

/** What came of each operation, an arm of `EuiccResultData` each (SGP.32 §2.11.2.1). */
export const psmoResults = {
  enableResult: at(0x83, code(enableCodes)),
  disableResult: at(0x84, code(disableCodes)),
  deleteResult: at(0x85, code(deleteCodes)),
  listProfileInfoResult: at(
    0xbf2d,
    choice({
      profileInfoListOk: at(0xa0, listOf(profileInfo)),
      profileInfoListError: at(0x81, code(profileInfoListErrors)),
    }),
  ),
  /** Each rule as it was received. */
  getRATResult: at(0xa6, listOf(at(0x30, raw))),
  configureImmediateEnableResult: at(0x87, code(configureImmediateEnableCodes)),
  rollbackResult: at(0x8c, code(rollbackCodes)),
  setFallbackAttributeResult: at({ '1.2': 0x8d }, code(setFallbackCodes)),
  unsetFallbackAttributeResult: at({ '1.2': 0x8e }, code(unsetFallbackCodes)),
  setDefaultDpAddressResult: at(
    { '1.2': 0xbf65 },
    sequence({ setDefaultDpAddressResult: at(0x80, code(setDefaultDpCodes)) }),
  ),
}
