import type { PendingNotification, SoftIpa } from '#esim'
import { instead } from '../instead.ts'
import { type EsimMutant, tellsOf } from './esim-agents.ts'

/** Gives other notifications where they are asked for. */
function gives(
  ipa: SoftIpa,
  notifications: (
    wanted: Parameters<SoftIpa['notifications']>[0]['searchCriteriaNotification'],
    right: PendingNotification[],
    all: PendingNotification[],
  ) => PendingNotification[],
): void {
  instead(
    ipa,
    'notifications',
    (right) => (request) =>
      notifications(request.searchCriteriaNotification, right(request), [
        ...ipa.euicc.notifications.values(),
      ]),
  )
}

/** Faults about long messages, and about what an eUICC keeps. */
export const longFaults: readonly EsimMutant[] = [
  {
    id: 'esim-long-unanswered',
    title: 'does not answer long acknowledgements',
    trips: ['ESIM-109 B'],
    inject(ipa) {
      instead(
        ipa,
        'injected',
        (injected) => (given) =>
          given.kind === 'eimAcknowledgements' && given.value.length > 100 ? [] : injected(given),
      )
    },
  },
  {
    id: 'esim-certificates-cut',
    title: 'leaves as much of its certificates in the mailbox as goes into a block',
    trips: ['ESIM-110 A'],
    inject(ipa) {
      instead(ipa, 'answer', (answer) => (message) => {
        const tags = Buffer.from(message).toString('hex')
        return answer(message).map((octets) =>
          tags.endsWith('bf22a5a6') ? octets.subarray(0, octets.length - 20) : octets,
        )
      })
    },
  },
  {
    id: 'esim-notification-lost',
    title: 'keeps no notification that it told with a result',
    trips: ['ESIM-211 A', 'ESIM-211 B', 'ESIM-211 C'],
    inject(ipa, { notifications }) {
      instead(ipa, 'loaded', (loaded) => (request) => {
        const result = loaded(request)
        notifications.clear()
        return result
      })
    },
  },
  {
    id: 'esim-first-notification',
    title: 'gives the first of its notifications alone where all are asked for',
    trips: ['ESIM-211 A'],
    inject(ipa) {
      gives(ipa, (wanted, right) => (wanted === undefined ? right.slice(0, 1) : right))
    },
  },
  {
    id: 'esim-number-ignored',
    title: 'gives all notifications where one is asked for by its number',
    trips: ['ESIM-211 B'],
    inject(ipa) {
      gives(ipa, (wanted, right, all) => (wanted?.kind === 'seqNumber' ? all : right))
    },
  },
  {
    id: 'esim-event-ignored',
    title: 'gives all notifications where those of an event are asked for',
    trips: ['ESIM-211 C'],
    inject(ipa) {
      gives(ipa, (wanted, right, all) => (wanted?.kind === 'profileManagementOperation' ? all : right))
    },
  },
  {
    id: 'esim-notifications-stay',
    title: 'keeps notifications that were acknowledged',
    trips: ['ESIM-211 D'],
    inject(_, euicc) {
      instead(
        euicc,
        'acknowledge',
        (acknowledge) => (numbers) =>
          acknowledge(numbers.filter((number) => !euicc.notifications.has(number))),
      )
    },
  },
  ...(
    [
      ['A', 'activationCode', 'an activation code'],
      ['B', 'contactSmds', 'an SM-DS'],
    ] as const
  ).map(
    ([letter, kind, what]): EsimMutant => ({
      id: `esim-download-loads-${kind}`,
      title: `never says what came of a download by ${what} with a transaction id of three octets`,
      trips: [`ESIM-511 ${letter}`],
      inject(ipa) {
        instead(ipa, 'injected', (injected) => (given) => {
          const isMeant =
            given.kind === 'profileDownloadTriggerRequest' &&
            given.value.profileDownloadData?.kind === kind &&
            given.value.eimTransactionId?.length === 6
          return isMeant ? injected(given).slice(0, 1) : injected(given)
        })
      },
    }),
  ),
  {
    id: 'esim-download-by-default-unheard',
    title: 'never says what came of a download from the default SM-DP+',
    trips: ['ESIM-515 A'],
    inject(ipa) {
      instead(ipa, 'injected', (injected) => (given) => {
        const isMeant =
          given.kind === 'profileDownloadTriggerRequest' &&
          given.value.profileDownloadData?.kind === 'contactDefaultSmdp'
        return isMeant ? injected(given).slice(0, 1) : injected(given)
      })
    },
  },
  {
    id: 'esim-download-without-transaction',
    title: 'does not repeat a transaction id with what came of a download',
    trips: ['ESIM-511 C'],
    inject(ipa) {
      instead(
        ipa,
        'refusedDownload',
        (refused) =>
          ({ eimTransactionId: _, ...trigger }) =>
            refused(trigger),
      )
    },
  },
  {
    id: 'esim-results-dropped',
    title: 'drops results of many operations without a word',
    trips: ['ESIM-711 A'],
    inject(_, euicc) {
      tellsOf(euicc, (results) => results.slice(0, 50))
    },
  },
  {
    id: 'esim-results-all-errors',
    title: 'answers many operations by as many errors, which say nothing of their size',
    trips: ['ESIM-711 A'],
    inject(_, euicc) {
      tellsOf(euicc, (results) =>
        results.length > 50
          ? results.map(() => ({
              kind: 'listProfileInfoResult',
              value: { kind: 'profileInfoListError', value: 127 },
            }))
          : results,
      )
    },
  },
  {
    id: 'esim-many-locks',
    title: 'carries out nothing after a package of many operations',
    trips: ['ESIM-711 B'],
    inject(_, euicc) {
      let isLocked = false
      instead(euicc, 'carryOut', (carryOut) => (operations) => {
        const wasLocked = isLocked
        isLocked = operations.value.length > 50
        return wasLocked ? [{ kind: 'processingTerminated', value: 127 }] : carryOut(operations)
      })
    },
  },
]
