import { choice } from './choice.ts'
import { eidValue, transactionId } from './common.ts'
import { profileDownloadTriggerRequest, profileDownloadTriggerResult } from './download-trigger.ts'
import { at, optional } from './element.ts'
import { euiccPackageRequest, euiccPackageResult } from './euicc-package.ts'
import { ipaEuiccDataRequest, ipaEuiccDataResponse } from './ipa-data.ts'
import { pendingNotificationList } from './notification.ts'
import { code, integer, nothing } from './numbers.ts'
import { hexText, octets } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { listOf, sequence } from './sequence.ts'

/** Sequence numbers of the eUICC whose results and notifications the eIM has (SGP.32 §2.11.1.4). */
export const eimAcknowledgements = at(0xbf53, listOf(at(0x80, integer)))

export const stateChangeCauses = {
  otherEim: 0,
  fallback: 1,
  emergencyProfile: 2,
  local: 3,
  reset: 4,
  immediateEnableProfile: 5,
  deviceChange: 6,
  undefined: 127,
} as const

/** The IPA asks for a package (SGP.32 §6.3.2.6). */
export const getEimPackageRequest = at(
  0xbf4f,
  sequence({
    eidValue,
    notifyStateChange: optional(at(0x80, nothing)),
    stateChangeCause: optional(at({ '1.2': 0x81 }, code(stateChangeCauses))),
    /** MCC and MNC of the network it was last registered with, as TS 24.008 codes them. */
    rPLMN: optional(at({ '1.0': 0x81, '1.2': 0x82 }, octets(3, 3))),
  }),
)

export const getEimPackageErrors = {
  noEimPackageAvailable: 1,
  eidNotFound: 2,
  invalidEid: 3,
  missingEid: 4,
  undefinedError: 127,
} as const

export const getEimPackageResponse = at(
  0xbf4f,
  choice({
    euiccPackageRequest,
    ipaEuiccDataRequest,
    profileDownloadTriggerRequest,
    eimPackageError: at(0x02, code(getEimPackageErrors), { alsoAs: [0x80, 0x83] }),
  }),
)

export const eimPackageResultErrors = {
  invalidPackageFormat: 1,
  unknownPackage: 2,
  undefinedError: 127,
} as const

/** A package's result together with notifications that wait. */
const ePRAndNotifications = at(
  0x30,
  sequence({ euiccPackageResult, notificationList: at(0xa0, pendingNotificationList) }),
)

/** The IPA tells what came of a package that it asked for (SGP.32 §6.3.2.7). */
export const provideEimPackageResult = at(
  0xbf50,
  sequence({
    eidValue: optional(at({ '1.2': 0x5a }, hexText(16))),
    eimPackageResult: choice({
      euiccPackageResult,
      ePRAndNotifications,
      ipaEuiccDataResponse,
      profileDownloadTriggerResult,
      /** The code alone, as v1.0 had it. */
      eimPackageError: at({ '1.0': 0x02, '1.2': null }, code(eimPackageResultErrors)),
      eimPackageResultResponseError: at(
        { '1.2': 0xa0 },
        sequence({
          eimTransactionId: optional(at(0x80, transactionId)),
          eimPackageResultErrorCode: at(0x02, code(eimPackageResultErrors), { alsoAs: [0x81] }),
        }),
      ),
    }),
  }),
)

export const provideEimPackageResultErrors = {
  eidNotFound: 2,
  invalidEid: 3,
  missingEid: 4,
  undefinedError: 127,
} as const

export const provideEimPackageResultResponse = at(
  0xbf50,
  choice(
    {
      eimAcknowledgements,
      emptyResponse: at({ '1.2': 0x30 }, nothing),
      provideEimPackageResultError: at({ '1.2': 0x02 }, code(provideEimPackageResultErrors)),
    },
    { whenEmpty: 'emptyResponse' },
  ),
)

/** The eIM sends a package unasked (SGP.32 §6.3.3.1). */
export const transferEimPackageRequest = at(
  0xbf4e,
  choice({
    euiccPackageRequest,
    ipaEuiccDataRequest,
    eimAcknowledgements,
    profileDownloadTriggerRequest,
  }),
)

const transactionOrEid = {
  eimTransactionId: optional(at(0x80, transactionId)),
  eidValue: optional(eidValue),
}

export const transferEimPackageResponse = at(
  0xbf4e,
  choice({
    euiccPackageResult,
    ePRAndNotifications,
    ipaEuiccDataResponse,
    eimPackageReceived: at(0x05, nothing),
    eimPackageError: at(0x02, code(eimPackageResultErrors)),
    eimPackageReceivedWithCid: at({ '1.3': 0xbf60 }, sequence(transactionOrEid)),
    eimPackageErrorWithCid: at(
      { '1.3': 0xbf61 },
      sequence({ ...transactionOrEid, eimPackageErrorCode: at(0x02, code(eimPackageResultErrors)) }),
    ),
  }),
)

export type GetEimPackageRequest = Of<typeof getEimPackageRequest>
export type GetEimPackageResponse = Of<typeof getEimPackageResponse>
export type ProvideEimPackageResult = Of<typeof provideEimPackageResult>
export type ProvideEimPackageResultResponse = Of<typeof provideEimPackageResultResponse>
export type TransferEimPackageRequest = Of<typeof transferEimPackageRequest>
export type TransferEimPackageResponse = Of<typeof transferEimPackageResponse>
