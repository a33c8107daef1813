import { choice } from './choice.ts'
import { transactionId } from './common.ts'
import { at, neededFrom, optional } from './element.ts'
import { profileInstallationResult } from './notification.ts'
import { code, nothing } from './numbers.ts'
import { octets, utf8 } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { sequence } from './sequence.ts'

/** From where a profile is to be had (SGP.32 §2.11.1.3); without data, the IPA has to know. */
export const profileDownloadTriggerRequest = at(
  0xbf54,
  sequence({
    profileDownloadData: optional(
      at(
        0xa0,
        choice({
          activationCode: at(0x80, utf8(0, 255)),
          contactDefaultSmdp: at(0x81, nothing),
          contactSmds: at(0xa2, sequence({ smdsAddress: optional(at(0x80, utf8())) })),
        }),
      ),
    ),
    eimTransactionId: optional(at(0x82, transactionId)),
  }),
)

export const profileDownloadErrors = { ecallActive: 104, undefinedError: 127 } as const

/** What came of it (SGP.32 §2.11.2.3). */
export const profileDownloadTriggerResult = at(
  0xbf54,
  sequence({
    eimTransactionId: optional(at(0x82, transactionId)),
    profileDownloadTriggerResultData: choice({
      profileInstallationResult,
      profileDownloadError: at(
        0x30,
        sequence({
          profileDownloadErrorReason: neededFrom('1.2', at({ '1.2': 0x80 }, code(profileDownloadErrors))),
          errorResponse: optional(at(0x04, octets())),
        }),
      ),
    }),
  }),
)

export type ProfileDownloadTriggerRequest = Of<typeof profileDownloadTriggerRequest>
export type ProfileDownloadData = NonNullable<ProfileDownloadTriggerRequest['profileDownloadData']>
export type ProfileDownloadTriggerResult = Of<typeof profileDownloadTriggerResult>
