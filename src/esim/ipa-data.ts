import { bits } from './bits.ts'
import { choice } from './choice.ts'
import { notificationEvent, transactionId } from './common.ts'
import { at, implicitSequence, optional, raw } from './element.ts'
import { euiccPackageResult } from './euicc-package.ts'
import { tagList } from './identifiers.ts'
import { pendingNotificationList } from './notification.ts'
import { code, integer, nothing } from './numbers.ts'
import { octets, utf8 } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { listOf, sequence } from './sequence.ts'

/** Which data of IPA and eUICC are asked for (SGP.32 §2.11.1.2). */
export const ipaEuiccDataRequest = at(
  0xbf52,
  sequence({
    tagList: at(0x5c, tagList),
    euiccCiPKIdentifierToBeUsed: optional(at(0x04, octets())),
    searchCriteriaNotification: optional(
      at(
        0xa1,
        choice({
          seqNumber: at(0x80, integer),
          profileManagementOperation: at(0x81, notificationEvent),
          euiccPackageResults: at({ '1.0': 0x82, '1.2': null }, nothing),
        }),
      ),
    ),
    searchCriteriaEuiccPackageResult: optional(at({ '1.2': 0xa2 }, choice({ seqNumber: at(0x80, integer) }))),
    eimTransactionId: optional(at({ '1.2': 0x83 }, transactionId)),
  }),
)

/** What an IPA can do (SGP.32 §4.1). */
const ipaCapabilities = sequence({
  ipaFeatures: at(
    0x80,
    bits(
      'directRspServerCommunication',
      'indirectRspServerCommunication',
      'eimDownloadDataHandling',
      'eimCtxParams1Generation',
      'eimProfileMetadataVerification',
      'minimizeEsipaBytes',
    ),
  ),
  ipaSupportedProtocols: optional(
    at(
      0x81,
      bits('ipaRetrieveHttps', 'ipaRetrieveCoaps', 'ipaInjectHttps', 'ipaInjectCoaps', 'ipaProprietary'),
    ),
  ),
})

export const euiccPackageResultList = listOf(euiccPackageResult)

/** What is told of IPA and eUICC, as far as it was asked for (SGP.32 §2.11.2.2). */
const ipaEuiccData = sequence({
  notificationsList: optional(at({ '1.2': 0xa0 }, pendingNotificationList)),
  defaultSmdpAddress: optional(at({ '1.0': 0x80, '1.2': 0x81 }, utf8())),
  euiccPackageResultList: optional(at({ '1.2': 0xa2 }, euiccPackageResultList)),
  euiccInfo1: optional(at(0xbf20, raw)),
  euiccInfo2: optional(at(0xbf22, raw)),
  rootSmdsAddress: optional(at(0x83, utf8())),
  associationToken: optional(at(0x84, integer)),
  /** X.509 certificates, in DER. */
  eumCertificate: optional(at(0xa5, implicitSequence)),
  euiccCertificate: optional(at(0xa6, implicitSequence)),
  eimTransactionId: optional(at({ '1.2': 0x87 }, transactionId)),
  ipaCapabilities: optional(at(0xa8, ipaCapabilities)),
  deviceInfo: optional(at(0xa9, raw)),
  /** The answer to ES10b RetrieveNotificationsList, as it is. */
  retrievedNotifications: optional(at({ '1.0': 0xbf2b, '1.2': null }, raw)),
})

export const ipaEuiccDataErrors = {
  incorrectTagList: 1,
  euiccCiPKIdNotFound: 5,
  ecallActive: 104,
  undefinedError: 127,
} as const

export const ipaEuiccDataResponse = at(
  0xbf52,
  choice({
    ipaEuiccData: at(0xa0, ipaEuiccData),
    /** The code alone, as v1.0 had it. */
    ipaEuiccDataError: at({ '1.0': 0x81, '1.2': null }, code(ipaEuiccDataErrors)),
    ipaEuiccDataResponseError: at(
      { '1.2': 0xa1 },
      sequence({
        eimTransactionId: optional(at(0x80, transactionId)),
        ipaEuiccDataErrorCode: at(0x02, code(ipaEuiccDataErrors), { alsoAs: [0x81] }),
      }),
    ),
  }),
)

export type IpaEuiccDataRequest = Of<typeof ipaEuiccDataRequest>
export type IpaEuiccDataResponse = Of<typeof ipaEuiccDataResponse>
