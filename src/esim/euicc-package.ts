import { choice } from './choice.ts'
import { counterValue, eidValue, eimId, signature, transactionId } from './common.ts'
import { eco, ecoResults } from './eco.ts'
import { at, optional, signed } from './element.ts'
import { code, integer } from './numbers.ts'
import { psmo } from './psmo.ts'
import { psmoResults } from './psmo-results.ts'
import type { Of } from './schema.ts'
import { listOf, sequence } from './sequence.ts'

/** What an eIM signs: operations for one eUICC, of one kind (SGP.32 §2.11.1.1). */
export const euiccPackageSigned = at(
  0x30,
  signed(
    sequence({
      eimId,
      eidValue,
      counterValue,
      eimTransactionId: optional(at(0x82, transactionId)),
      euiccPackage: choice({ psmoList: at(0xa0, listOf(psmo)), ecoList: at(0xa1, listOf(eco)) }),
    }),
  ),
)

export const euiccPackageRequest = at(0xbf51, sequence({ euiccPackageSigned, eimSignature: signature }))

export const processingTerminatedCodes = {
  resultSizeOverflow: 1,
  unknownOrDamagedCommand: 2,
  interruption: 3,
  undefinedError: 127,
} as const

/** What came of one operation. */
export const euiccResultData = choice({
  ...psmoResults,
  ...ecoResults,
  processingTerminated: at(0x02, code(processingTerminatedCodes)),
})

/** What the eUICC signs of a package that it carried out (SGP.32 §2.11.2.1). */
export const euiccPackageResultDataSigned = at(
  0x30,
  signed(
    sequence({
      eimId,
      counterValue,
      eimTransactionId: optional(at(0x82, transactionId)),
      seqNumber: at(0x83, integer),
      euiccResult: at(0x30, listOf(euiccResultData)),
    }),
  ),
)

export const packageErrorCodes = {
  invalidEid: 3,
  replayError: 4,
  counterValueOutOfRange: 6,
  sizeOverflow: 15,
  ecallActive: 104,
  undefinedError: 127,
} as const

/** What the eUICC signs of a package that it refused, whose signature it could verify. */
export const euiccPackageErrorDataSigned = at(
  0x30,
  signed(
    sequence({
      eimId,
      counterValue,
      eimTransactionId: optional(at(0x82, transactionId)),
      euiccPackageErrorCode: at(0x02, code(packageErrorCodes), { alsoAs: [0x80, 0x83] }),
    }),
  ),
)

/** What came of a package, without the tag BF51. */
export const euiccPackageResultArm = choice(
  {
    euiccPackageResultSigned: at(0xa0, sequence({ euiccPackageResultDataSigned, euiccSignEPR: signature })),
    euiccPackageErrorSigned: at(0xa1, sequence({ euiccPackageErrorDataSigned, euiccSignEPE: signature })),
    euiccPackageErrorUnsigned: at(
      0xa2,
      sequence({
        eimId,
        eimTransactionId: optional(at({ '1.2': 0x82 }, transactionId)),
        associationToken: optional(at(0x84, integer)),
        euiccPackageErrorCode: optional(at({ '1.3': 0x8f }, code(packageErrorCodes))),
      }),
    ),
  },
  { bare: ['euiccPackageResultSigned', 'euiccPackageErrorSigned'] },
)

export const euiccPackageResult = at(0xbf51, euiccPackageResultArm)

export type EuiccPackageSigned = Of<typeof euiccPackageSigned>['content']
export type EuiccPackageRequest = Of<typeof euiccPackageRequest>
export type EuiccResultData = Of<typeof euiccResultData>
export type EuiccPackageResultDataSigned = Of<typeof euiccPackageResultDataSigned>['content']
export type EuiccPackageErrorDataSigned = Of<typeof euiccPackageErrorDataSigned>['content']
export type EuiccPackageResult = Of<typeof euiccPackageResult>
