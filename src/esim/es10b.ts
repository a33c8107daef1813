import { bits } from './bits.ts'
import { choice } from './choice.ts'
import { anyEimConfigurationData } from './eim-configuration.ts'
import { at, implicitSequence, optional } from './element.ts'
import { euiccPackageResultList } from './ipa-data.ts'
import { pendingNotificationList } from './notification.ts'
import { code, integer, nothing } from './numbers.ts'
import { hexText, utf8 } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { listOf, sequence } from './sequence.ts'

// Between IPA and eUICC (SGP.32 §5.9). What the eUICC is asked and answers without the eIM's signature.

/** eIMs that an eUICC is to know before any of them has sent a package (SGP.32 §5.9.4). */
export const addInitialEimRequest = at(
  0xbf57,
  sequence({ eimConfigurationDataList: at(0xa0, listOf(anyEimConfigurationData)) }),
)

export const addInitialEimErrors = {
  insufficientMemory: 1,
  associatedEimAlreadyExists: 2,
  ciPKUnknown: 3,
  invalidAssociationToken: 5,
  counterValueOutOfRange: 6,
  commandError: 7,
  undefinedError: 127,
} as const

export const addInitialEimResponse = at(
  0xbf57,
  choice({
    addInitialEimOk: at(
      0xa0,
      listOf(choice({ associationToken: at(0x84, integer), addOk: at(0x05, nothing) })),
    ),
    addInitialEimError: at(0x81, code(addInitialEimErrors)),
  }),
)

export const getEimConfigurationDataRequest = at(
  0xbf55,
  sequence({
    searchCriteria: optional(at({ '1.2': 0xa0 }, choice({ eimId: at(0x80, utf8(1, 128)) }))),
  }),
)

export const getEimConfigurationDataResponse = at(
  0xbf55,
  sequence({ eimConfigurationDataList: at(0xa0, listOf(anyEimConfigurationData)) }),
)

export const getCertsRequest = at(0xbf56, sequence({ euiccCiPKId: optional(at(0x80, hexText(1, 64))) }))

export const getCertsResponse = at(
  0xbf56,
  choice({
    certs: at(
      0xa0,
      sequence({
        eumCertificate: at(0xa5, implicitSequence),
        euiccCertificate: at(0xa6, implicitSequence),
      }),
    ),
    getCertsError: at(0x81, code({ invalidCiPKId: 1, undefinedError: 127 })),
  }),
)

/** Which results and notifications wait in the eUICC (SGP.32 §5.9.11). */
export const retrieveNotificationsListRequest = at(
  0xbf2b,
  sequence({
    searchCriteria: optional(
      at(
        0xa0,
        choice({
          seqNumber: at(0x80, integer),
          profileManagementOperation: at(0x81, bits('install', 'enable', 'disable', 'delete')),
          euiccPackageResults: at(0x82, nothing),
        }),
      ),
    ),
  }),
)

export const retrieveNotificationsListResponse = at(
  0xbf2b,
  choice({
    notificationList: at(0xa0, pendingNotificationList),
    notificationsListResultError: at(0x81, code({ undefinedError: 127 })),
    euiccPackageResultList: at(0xa2, euiccPackageResultList),
    notificationAndEprList: at(
      { '1.0': 0xa3, '1.2': null },
      sequence({
        notificationList: at(0xa0, pendingNotificationList),
        euiccPackageResultList: at(0xa1, euiccPackageResultList),
      }),
    ),
  }),
)

export type AddInitialEimRequest = Of<typeof addInitialEimRequest>
export type AddInitialEimResponse = Of<typeof addInitialEimResponse>
