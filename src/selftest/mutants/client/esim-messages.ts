import { strangeEum } from '../../esim.ts'
import { instead } from '../instead.ts'
import type { EsimMutant } from './esim-agents.ts'

/** Faults about messages and data. */
export const messageFaults: readonly EsimMutant[] = [
  {
    id: 'esim-trigger-unanswered',
    title: 'says nothing when it is told to load a profile',
    trips: ['ESIM-203 A'],
    inject(ipa) {
      instead(
        ipa,
        'injected',
        (injected) => (given) => (given.kind === 'profileDownloadTriggerRequest' ? [] : injected(given)),
      )
    },
  },
  {
    id: 'esim-download-untold',
    title: 'does not say what came of a download',
    trips: ['ESIM-203 B'],
    inject(ipa) {
      instead(
        ipa,
        'injected',
        (injected) => (given) =>
          given.kind === 'profileDownloadTriggerRequest' ? injected(given).slice(0, 1) : injected(given),
      )
    },
  },
  {
    id: 'esim-cut-unknown',
    title: 'takes a message that ends too soon for one of an unknown kind',
    trips: ['ESIM-204 A'],
    inject(ipa) {
      instead(
        ipa,
        'answer',
        (answer) => (octets) =>
          (octets[2] ?? 0) < 0x80 && octets.length < 3 + (octets[2] ?? 0)
            ? [Uint8Array.from([0xbf, 0x4e, 3, 2, 1, 2])]
            : answer(octets),
      )
    },
  },
  {
    id: 'esim-overlong-read',
    title: 'reads an element up to the end of what holds it, though it is longer',
    trips: ['ESIM-204 B'],
    inject(ipa) {
      instead(
        ipa,
        'answer',
        (answer) => (octets) => answer(octets.map((octet, at) => (at === 7 && octet === 9 ? 2 : octet))),
      )
    },
  },
  {
    id: 'esim-malformed-sticks',
    title: 'refuses the message after one that was malformed',
    trips: ['ESIM-204 C'],
    inject(ipa) {
      const refusal = '2,1,1'
      let last = ''
      let isBefore = ''
      instead(ipa, 'answer', (answer) => (octets) => {
        const answers = answer(octets)
        isBefore = last
        last = String(answers[0]?.slice(3))
        return isBefore === refusal && last !== refusal
          ? [Uint8Array.from([0xbf, 0x4e, 3, 2, 1, 1])]
          : answers
      })
    },
  },
  {
    id: 'esim-error-tagged',
    title: 'tags the code of an error as if tags were automatic',
    trips: ['ESIM-204 A', 'ESIM-204 B', 'ESIM-205 A', 'ESIM-206 A'],
    inject(ipa) {
      instead(
        ipa,
        'answer',
        (answer) => (octets) =>
          answer(octets).map((message) =>
            message.length === 6
              ? message.map((octet, at) => (at === 3 && octet === 2 ? 0x80 : octet))
              : message,
          ),
      )
    },
  },
  {
    id: 'esim-unknown-malformed',
    title: 'takes a package of an unknown kind for one that is malformed',
    trips: ['ESIM-205 A'],
    inject(ipa) {
      instead(
        ipa,
        'answer',
        (answer) => (octets) =>
          octets[4] === 0x7f ? [Uint8Array.from([0xbf, 0x4e, 3, 2, 1, 1])] : answer(octets),
      )
    },
  },
  {
    id: 'esim-long-form-ignored',
    title: 'says nothing to a message whose length is in the long form without need',
    trips: ['ESIM-206 A'],
    inject(ipa) {
      instead(
        ipa,
        'answer',
        (answer) => (octets) => (octets[2] === 0x81 && (octets[3] ?? 0) < 0x80 ? [] : answer(octets)),
      )
    },
  },
  {
    id: 'esim-data-incomplete',
    title: 'leaves what the IPA can do out of the data it is asked for',
    trips: ['ESIM-208 A'],
    inject(ipa) {
      instead(
        ipa,
        'data',
        (data) => (request) => data({ ...request, tagList: request.tagList.filter((tag) => tag !== 0xa8) }),
      )
    },
  },
  {
    id: 'esim-data-unasked',
    title: 'gives its association token with certificates',
    trips: ['ESIM-208 B'],
    inject(ipa) {
      instead(
        ipa,
        'data',
        (data) => (request) =>
          data({
            ...request,
            tagList: request.tagList.includes(0xa5) ? [...request.tagList, 0x84] : request.tagList,
          }),
      )
    },
  },
  {
    id: 'esim-strange-issuer',
    title: 'shows a certificate of its manufacturer that nobody has issued whom others trust',
    trips: ['ESIM-208 D'],
    inject(ipa) {
      instead(ipa, 'data', (data) => (request) => {
        const told = data(request)
        return told.kind === 'ipaEuiccData' && told.value.eumCertificate !== undefined
          ? { ...told, value: { ...told.value, eumCertificate: strangeEum } }
          : told
      })
    },
  },
  {
    id: 'esim-data-without-transaction',
    title: 'does not repeat a transaction id with data',
    trips: ['ESIM-208 C'],
    inject(ipa) {
      instead(
        ipa,
        'data',
        (data) =>
          ({ eimTransactionId: _, ...request }) =>
            data(request),
      )
    },
  },
  {
    id: 'esim-tags-unchecked',
    title: 'passes over tags that stand for no data',
    trips: ['ESIM-209 A'],
    inject(ipa) {
      instead(ipa, 'knowsTags', () => () => true)
    },
  },
  {
    id: 'esim-ci-unchecked',
    title: 'gives certificates whatever CI is asked for',
    trips: ['ESIM-209 B'],
    inject(ipa) {
      instead(
        ipa,
        'data',
        (data) =>
          ({ euiccCiPKIdentifierToBeUsed: _, ...request }) =>
            data(request),
      )
    },
  },
]
