import type { MessageFromEimToIpa, MessageFromIpaToEim } from './index.ts'

const transactionId = '00112233445566778899aabbccddeeff'
const signature = new Uint8Array(64).fill(0x11)
const sequence = Uint8Array.of(0x30, 3, 2, 1, 5)

/** A TLV with such a tag. */
const tlv = (...tag: readonly number[]): Uint8Array => Uint8Array.of(...tag, 5, 0xa1, 3, 2, 1, 127)

/** What an IPA has an eIM pass on to an SM-DP+, one message of each kind and arm. */
export const relayedToEim: readonly MessageFromIpaToEim[] = [
  {
    kind: 'initiateAuthenticationRequest',
    value: {
      euiccChallenge: new Uint8Array(16).fill(0xa5),
      smdpAddress: 'smdp.example',
      euiccInfo1: tlv(0xbf, 0x20),
      eimTransactionId: '0a0b',
    },
  },
  {
    kind: 'authenticateClientRequest',
    value: { transactionId, authenticateServerResponse: tlv(0xbf, 0x38) },
  },
  {
    kind: 'getBoundProfilePackageRequest',
    value: { transactionId, prepareDownloadResponse: tlv(0xbf, 0x21) },
  },
  {
    kind: 'cancelSessionRequest',
    value: {
      transactionId,
      cancelSessionResponse: {
        kind: 'cancelSessionResponseOk',
        value: { euiccCancelSessionSigned: sequence, euiccCancelSessionSignature: signature },
      },
    },
  },
  {
    kind: 'cancelSessionRequest',
    value: { transactionId, cancelSessionResponse: { kind: 'cancelSessionResponseError', value: 5 } },
  },
]

/** What an eIM passes back, likewise. */
export const relayedToIpa: readonly MessageFromEimToIpa[] = [
  {
    kind: 'initiateAuthenticationResponse',
    value: {
      kind: 'initiateAuthenticationOk',
      value: {
        transactionId,
        serverSigned1: sequence,
        serverSignature1: signature,
        euiccCiPKIdentifierToBeUsed: new Uint8Array(20),
        serverCertificate: sequence,
        matchingId: 'ID',
      },
    },
  },
  {
    kind: 'initiateAuthenticationResponse',
    value: { kind: 'initiateAuthenticationError', value: 50 },
  },
  {
    kind: 'authenticateClientResponse',
    value: {
      kind: 'authenticateClientOkDP',
      value: {
        transactionId,
        profileMetaData: tlv(0xbf, 0x25),
        smdpSigned2: sequence,
        smdpSignature2: signature,
        smdpCertificate: sequence,
        hashCc: new Uint8Array(32),
      },
    },
  },
  {
    kind: 'authenticateClientResponse',
    value: {
      kind: 'authenticateClientOkDS',
      value: {
        transactionId,
        profileDownloadTrigger: {
          profileDownloadData: { kind: 'activationCode', value: '1$smdp.example$ID' },
        },
      },
    },
  },
  { kind: 'authenticateClientResponse', value: { kind: 'authenticateClientError', value: 10 } },
  {
    kind: 'getBoundProfilePackageResponse',
    value: {
      kind: 'getBoundProfilePackageOk',
      value: { transactionId, boundProfilePackage: tlv(0xbf, 0x36) },
    },
  },
  { kind: 'getBoundProfilePackageResponse', value: { kind: 'getBoundProfilePackageError', value: 95 } },
  { kind: 'cancelSessionResponse', value: { kind: 'cancelSessionOk', value: true } },
  { kind: 'cancelSessionResponse', value: { kind: 'cancelSessionError', value: 1 } },
]
