import type { MessageFromEimToIpa, ProfileDownloadData } from '#esim'
import { instead } from '../instead.ts'
import type { EimMutant } from './eim.ts'

const session = '00112233445566778899aabbccddeeff'

/** What an eIM would say if there were an SM-DP+, by what it says where there is none. */
const goesOn: readonly (readonly [string, string, MessageFromEimToIpa])[] = [
  [
    'A',
    'InitiateAuthentication',
    {
      kind: 'initiateAuthenticationResponse',
      value: {
        kind: 'initiateAuthenticationOk',
        value: {
          serverSigned1: Uint8Array.of(0x30, 0),
          serverSignature1: new Uint8Array(64),
          euiccCiPKIdentifierToBeUsed: new Uint8Array(20),
          serverCertificate: Uint8Array.of(0x30, 0),
        },
      },
    },
  ],
  [
    'B',
    'AuthenticateClient',
    {
      kind: 'authenticateClientResponse',
      value: { kind: 'authenticateClientOkDS', value: { transactionId: session } },
    },
  ],
  [
    'C',
    'GetBoundProfilePackage',
    {
      kind: 'getBoundProfilePackageResponse',
      value: {
        kind: 'getBoundProfilePackageOk',
        value: { boundProfilePackage: Uint8Array.of(0xbf, 0x36, 0) },
      },
    },
  ],
  ['D', 'CancelSession', { kind: 'cancelSessionResponse', value: { kind: 'cancelSessionOk', value: true } }],
]

const otherwise: readonly (readonly [
  string,
  string,
  (download: ProfileDownloadData) => ProfileDownloadData,
])[] = [
  [
    'A',
    'an activation code in small letters',
    (download) =>
      download.kind === 'activationCode' ? { ...download, value: download.value.toLowerCase() } : download,
  ],
  [
    'B',
    'an SM-DS where the default SM-DP+ is meant',
    (download) => (download.kind === 'contactDefaultSmdp' ? { kind: 'contactSmds', value: {} } : download),
  ],
  [
    'C',
    'an SM-DS without its address',
    (download) => (download.kind === 'contactSmds' ? { kind: 'contactSmds', value: {} } : download),
  ],
]

/** Faults about downloads. */
export const downloadFaults: readonly EimMutant[] = [
  ...goesOn.map(
    ([letter, what, message]): EimMutant => ({
      id: `eim-goes-on-${letter.toLowerCase()}`,
      title: `answers ${what} as if there were an SM-DP+`,
      trips: [`ESIM-820 ${letter}`],
      inject(eim) {
        instead(eim, 'refusedRelay', (refusedRelay) => (relayed) => {
          const refusal = refusedRelay(relayed)
          return refusal.kind === message.kind ? message : refusal
        })
      },
    }),
  ),
  ...otherwise.map(
    ([letter, what, change]): EimMutant => ({
      id: `eim-download-otherwise-${letter.toLowerCase()}`,
      title: `gives ${what}`,
      trips: [`ESIM-824 ${letter}`],
      inject(eim) {
        instead(eim, 'trigger', (trigger) => (download) => trigger(change(download)))
      },
    }),
  ),
  {
    id: 'eim-no-failed-download',
    title: 'refuses to hear that a profile could not be downloaded',
    trips: ['ESIM-824 D'],
    inject(eim) {
      instead(eim, 'provided', (provided) => (told) => {
        if (told.eimPackageResult.kind !== 'profileDownloadTriggerResult') return provided(told)
        return {
          kind: 'provideEimPackageResultResponse',
          value: { kind: 'provideEimPackageResultError', value: 127 },
        }
      })
    },
  },
]
