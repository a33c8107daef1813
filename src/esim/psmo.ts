import { choice } from './choice.ts'
import { iccidValue } from './common.ts'
import { at, optional, raw } from './element.ts'
import { oid, tagList } from './identifiers.ts'
import { boolean, code, integer, nothing } from './numbers.ts'
import { hexText, iccid, octets, utf8 } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { sequence } from './sequence.ts'

const anIccid = sequence({ iccid: iccidValue })

/** Which profiles are asked for, and which of their data (SGP.22 ProfileInfoListRequest). */
const profileInfoListRequest = sequence({
  searchCriteria: optional(
    at(
      0xa0,
      choice({
        isdpAid: at(0x4f, hexText(5, 16)),
        iccid: at(0x5a, iccid),
        profileClass: at(0x95, integer),
      }),
    ),
  ),
  tagList: optional(at(0x5c, tagList)),
})

/** What a profile may be enabled with at once, without a PSMO (SGP.32 §2.11.1.1.3, §5.9.17). */
export const immediateEnableConfiguration = sequence({
  immediateEnableFlag: optional(at(0x80, nothing)),
  defaultSmdpOid: optional(at(0x81, oid)),
  defaultSmdpAddress: optional(at(0x82, utf8())),
})

/** A profile state management operation (SGP.32 §2.11.1.1.3). */
export const psmo = choice({
  // Tags written by hand on the one field keep automatic ones from the other (X.680 §24.3).
  enable: at(
    0xa3,
    sequence({ iccid: iccidValue, rollbackFlag: optional(at(0x05, nothing, { alsoAs: [0x80, 0x81] })) }),
  ),
  disable: at(0xa4, anIccid),
  delete: at(0xa5, anIccid),
  listProfileInfo: at(0xbf2d, profileInfoListRequest),
  getRAT: at(0xa6, nothing),
  configureImmediateEnable: at(0xa7, immediateEnableConfiguration),
  setFallbackAttribute: at({ '1.2': 0xa8 }, anIccid),
  unsetFallbackAttribute: at({ '1.2': 0xa9 }, nothing),
  setDefaultDpAddress: at({ '1.2': 0xbf65 }, sequence({ defaultDpAddress: at(0x80, utf8()) })),
})

export type Psmo = Of<typeof psmo>

export const profileStates = { disabled: 0, enabled: 1 } as const

export const profileClasses = { test: 0, provisioning: 1, operational: 2 } as const

/** What is told of a profile (SGP.22 ProfileInfo), as far as it was asked for. */
export const profileInfo = at(
  0xe3,
  sequence({
    iccid: optional(iccidValue),
    isdpAid: optional(at(0x4f, hexText(5, 16))),
    profileState: optional(at(0x9f70, code(profileStates))),
    profileNickname: optional(at(0x90, utf8(0, 64))),
    serviceProviderName: optional(at(0x91, utf8(0, 32))),
    profileName: optional(at(0x92, utf8(0, 64))),
    iconType: optional(at(0x93, integer)),
    icon: optional(at(0x94, octets(0, 1024))),
    profileClass: optional(at(0x95, code(profileClasses))),
    notificationConfigurationInfo: optional(at(0xb6, raw)),
    profileOwner: optional(at(0xb7, raw)),
    dpProprietaryData: optional(at(0xb8, raw)),
    profilePolicyRules: optional(at(0x99, raw)),
    serviceSpecificData: optional(at(0xbf22, raw)),
    ecallIndication: optional(at({ '1.2': 0x9f7b }, boolean)),
    fallbackAttribute: optional(at({ '1.2': 0x9f26 }, boolean)),
    fallbackAllowed: optional(at({ '1.2': 0x9f67 }, boolean)),
  }),
)

export type ProfileInfo = Of<typeof profileInfo>
