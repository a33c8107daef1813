import { choice } from './choice.ts'
import { iccidValue, notificationEvent, signature, transactionId } from './common.ts'
import { at, optional, raw, signed } from './element.ts'
import { oid } from './identifiers.ts'
import { boolean, integer } from './numbers.ts'
import { hexText, octets, utf8 } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { listOf, sequence } from './sequence.ts'

const metadata = sequence({
  seqNumber: at(0x80, integer),
  profileManagementOperation: at(0x81, notificationEvent),
  /** Where it goes: the address of an SM-DP+. */
  notificationAddress: at(0x0c, utf8()),
  iccid: optional(iccidValue),
})

/** What a notification is about (SGP.22 NotificationMetadata). */
export const notificationMetadata = at(0xbf2f, metadata)

const signedMetadata = at(0xbf2f, signed(metadata))

/** Why a profile could not be installed (SGP.22 ErrorResult). */
const errorResult = sequence({
  bppCommandId: at(0x80, integer),
  errorReason: at(0x81, integer),
  ppiResponse: optional(at(0x82, octets())),
})

/** What the eUICC signs of a profile that was to be installed (SGP.22 ProfileInstallationResultData). */
export const profileInstallationResultData = at(
  0xbf27,
  signed(
    sequence({
      transactionId: at(0x80, transactionId),
      notificationMetadata,
      smdpOid: optional(at(0x06, oid)),
      finalResult: at(
        0xa2,
        choice({
          successResult: at(
            0xa0,
            sequence({ aid: at(0x4f, hexText(5, 16)), ppiResponse: at(0x04, octets()) }),
          ),
          errorResult: at(0xa1, errorResult),
        }),
      ),
    }),
  ),
)

/** What the eUICC says of it (SGP.22 ProfileInstallationResult). */
export const profileInstallationResult = at(
  0xbf37,
  sequence({ profileInstallationResultData, euiccSignPIR: signature }),
)

/** A notification that waits for its delivery (SGP.32 §5.14.7). */
export const pendingNotification = choice({
  profileInstallationResult,
  otherSignedNotification: at(
    0x30,
    sequence({
      tbsOtherNotification: signedMetadata,
      euiccNotificationSignature: signature,
      euiccCertificate: at(0x30, raw),
      eumCertificate: at(0x30, raw),
    }),
  ),
  compactProfileInstallationResult: at(
    0xa0,
    sequence({
      compactProfileInstallationResultData: at(
        0xa0,
        sequence({
          transactionId: at(0x80, transactionId),
          seqNumber: at(0x02, integer),
          /** TRUE where it is missing. */
          iccidPresent: optional(at(0x01, boolean)),
          compactFinalResult: at(
            0xa2,
            choice({
              compactSuccessResult: at(
                0xa0,
                sequence({ compactAid: at(0x4f, hexText(2)), simaResponse: optional(at(0x04, octets())) }),
              ),
              errorResult: at(0xa1, errorResult),
            }),
          ),
        }),
      ),
      euiccSignPIR: signature,
    }),
  ),
  compactOtherSignedNotification: at(
    0xa1,
    sequence({
      eidValue: optional(at({ '1.2': 0x5a }, hexText(16))),
      tbsOtherNotification: signedMetadata,
      euiccNotificationSignature: signature,
    }),
  ),
})

export const pendingNotificationList = listOf(pendingNotification)

export type NotificationMetadata = Of<typeof notificationMetadata>
export type ProfileInstallationResult = Of<typeof profileInstallationResult>
export type PendingNotification = Of<typeof pendingNotification>
