import { choice } from './choice.ts'
import { signature, transactionId } from './common.ts'
import { profileDownloadTriggerRequest } from './download-trigger.ts'
import { at, optional, raw } from './element.ts'
import { code, nothing } from './numbers.ts'
import { octets, utf8 } from './octet-strings.ts'
import { sequence } from './sequence.ts'

// A download by way of the eIM (SGP.32 §6.3.2.1 to §6.3.2.5). What eUICC and SM-DP+ sign for each other is passed on
// as it is, and so stays unread here.

export const initiateAuthenticationRequest = at(
  0xbf39,
  sequence({
    euiccChallenge: at(0x81, octets(16, 16)),
    smdpAddress: optional(at(0x83, utf8())),
    euiccInfo1: optional(at(0xbf20, raw)),
    eimTransactionId: optional(at({ '1.2': 0x82 }, transactionId)),
  }),
)

export const initiateAuthenticationErrors = {
  invalidDpAddress: 1,
  euiccVersionNotSupportedByDp: 2,
  ciPKIdNotSupported: 3,
  smdpAddressMismatch: 50,
  smdpOidMismatch: 51,
  invalidEimTransactionId: 52,
  undefinedError: 127,
} as const

export const initiateAuthenticationResponse = at(
  0xbf39,
  choice({
    initiateAuthenticationOk: at(
      0xa0,
      sequence({
        transactionId: optional(at(0x80, transactionId)),
        serverSigned1: at(0x30, raw),
        serverSignature1: signature,
        euiccCiPKIdentifierToBeUsed: at(0x04, octets()),
        serverCertificate: at(0x30, raw),
        matchingId: optional(at(0x0c, utf8())),
        ctxParams1: optional(at(0xa2, raw)),
      }),
    ),
    initiateAuthenticationError: at(0x81, code(initiateAuthenticationErrors)),
  }),
)

export const authenticateClientRequest = at(
  0xbf3b,
  sequence({ transactionId: at(0x80, transactionId), authenticateServerResponse: at(0xbf38, raw) }),
)

export const authenticateClientErrors = {
  eumCertificateInvalid: 1,
  eumCertificateExpired: 2,
  euiccCertificateInvalid: 3,
  euiccCertificateExpired: 4,
  euiccSignatureInvalid: 5,
  matchingIdRefused: 6,
  eidMismatch: 7,
  noEligibleProfile: 8,
  ciPKUnknown: 9,
  invalidTransactionId: 10,
  insufficientMemory: 11,
  pprNotAllowed: 50,
  eventIdUnknown: 56,
  undefinedError: 127,
} as const

export const authenticateClientResponse = at(
  0xbf3b,
  choice({
    authenticateClientOkDP: at(
      0xa0,
      sequence({
        transactionId: optional(at(0x80, transactionId)),
        profileMetaData: optional(at(0xbf25, raw)),
        smdpSigned2: at(0x30, raw),
        smdpSignature2: signature,
        smdpCertificate: at(0x30, raw),
        hashCc: optional(at(0x04, octets(32, 32))),
      }),
    ),
    authenticateClientOkDS: at(
      0xa1,
      sequence({
        transactionId: at(0x80, transactionId),
        profileDownloadTrigger: optional(profileDownloadTriggerRequest),
      }),
    ),
    authenticateClientError: at(0x82, code(authenticateClientErrors)),
  }),
)

export const getBoundProfilePackageRequest = at(
  0xbf3a,
  sequence({ transactionId: at(0x80, transactionId), prepareDownloadResponse: at(0xbf21, raw) }),
)

export const getBoundProfilePackageErrors = {
  euiccSignatureInvalid: 1,
  confirmationCodeMissing: 2,
  confirmationCodeRefused: 3,
  confirmationCodeRetriesExceeded: 4,
  bppRebindingRefused: 5,
  downloadOrderExpired: 6,
  metadataMismatch: 50,
  invalidTransactionId: 95,
  undefinedError: 127,
} as const

export const getBoundProfilePackageResponse = at(
  0xbf3a,
  choice({
    getBoundProfilePackageOk: at(
      0xa0,
      sequence({
        transactionId: optional(at(0x80, transactionId)),
        boundProfilePackage: at(0xbf36, raw),
      }),
    ),
    getBoundProfilePackageError: at(0x81, code(getBoundProfilePackageErrors)),
  }),
)

export const cancelSessionResponseErrors = { invalidTransactionId: 5, undefinedError: 127 } as const

export const cancelSessionErrors = {
  invalidTransactionId: 1,
  euiccSignatureInvalid: 2,
  undefinedError: 127,
} as const

export const cancelSessionRequest = at(
  0xbf41,
  sequence({
    transactionId: at(0x80, transactionId),
    cancelSessionResponse: at(
      0xa1,
      choice(
        {
          cancelSessionResponseOk: at(
            0xa0,
            sequence({ euiccCancelSessionSigned: at(0x30, raw), euiccCancelSessionSignature: signature }),
          ),
          cancelSessionResponseError: at(0x81, code(cancelSessionResponseErrors)),
          compactCancelSessionResponseOk: at(0xa2, raw),
        },
        { alsoIn: [0xbf41] },
      ),
    ),
  }),
)

export const cancelSessionResponse = at(
  0xbf41,
  choice({ cancelSessionOk: at(0xa0, nothing), cancelSessionError: at(0x81, code(cancelSessionErrors)) }),
)
