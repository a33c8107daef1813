import { sampleIccids } from '#esim'
import { instead } from '../instead.ts'
import { codeFor, type EsimMutant, liesAfter, ofAgents, strangelySigned, tellsOf } from './esim-agents.ts'
import { eimFaults } from './esim-eims.ts'
import { longFaults } from './esim-long.ts'
import { messageFaults } from './esim-messages.ts'
import { profileFaults } from './esim-profiles.ts'

/** Faults about rollback and fallback. */
const returns: readonly EsimMutant[] = [
  {
    id: 'esim-rollback-unsigned',
    title: 'signs what it tells of a rollback by another key',
    trips: ['ESIM-401 A'],
    inject(_, euicc) {
      strangelySigned(euicc, ([first]) => first?.kind === 'rollbackResult')
    },
  },
  {
    id: 'esim-rollback-tells-both',
    title: 'tells of what a rollback took back, too',
    trips: ['ESIM-401 B'],
    inject(_, euicc) {
      instead(
        euicc,
        'result',
        (result) => (request, eim, results) =>
          result(
            request,
            eim,
            results[0]?.kind === 'rollbackResult'
              ? [{ kind: 'enableResult', value: 0 }, ...results]
              : results,
          ),
      )
    },
  },
  {
    id: 'esim-rollback-not-honoured',
    title: 'stays with a profile without service, by another connection, though it may go back',
    trips: ['ESIM-413 B', 'ESIM-401 B', 'ESIM-401 D'],
    inject(_, { profiles }) {
      for (const [at, profile] of profiles.all.entries()) profiles.all[at] = { ...profile, connects: true }
    },
  },
  {
    id: 'esim-shows-otherwise-401',
    title: 'shows profiles in the other state after a rollback',
    trips: ['ESIM-413 B', 'ESIM-401 D'],
    inject(_, euicc) {
      liesAfter(euicc, (what) => what === 'rollback')
    },
  },
  {
    id: 'esim-fallback-as-local',
    title: 'tells of its fallback as of a change that somebody made at the device',
    trips: ['ESIM-413 C'],
    inject(ipa) {
      instead(ipa, 'poll', (poll) => (cause) => poll(cause === 'fallback' ? 'local' : cause))
    },
  },
  {
    id: 'esim-fallback-unset-twice',
    title: 'takes the fallback attribute away where there is none',
    trips: ['ESIM-411 A'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('unsetFallbackAttributeResult', 2, 0))
    },
  },
  {
    id: 'esim-fallback-unknown',
    title: 'does not say that there is no profile to fall back to',
    trips: ['ESIM-411 B'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('setFallbackAttributeResult', 1, 127))
    },
  },
  {
    id: 'esim-fallback-undefined',
    title: 'says that it could not give the fallback attribute when it has',
    trips: ['ESIM-411 C'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('setFallbackAttributeResult', 0, 127))
    },
  },
  {
    id: 'esim-fallback-hidden',
    title: 'does not show which profile has the fallback attribute',
    trips: ['ESIM-411 D'],
    inject(_, { profiles }) {
      instead(profiles, 'told', (told) => (profile, tags) => told({ ...profile, isFallback: false }, tags))
    },
  },
  {
    id: 'esim-fallback-silent',
    title: 'forgets what came of a package when it falls back',
    trips: ['ESIM-413 A'],
    inject(_, __, { mailbox }) {
      instead(mailbox, 'fellBack', (fellBack) => (owner) => fellBack(owner, []))
    },
  },
  {
    id: 'esim-fallback-elsewhere',
    title: 'falls back to another profile than the one that has the attribute',
    trips: ['ESIM-413 B'],
    inject(_, { profiles }) {
      instead(profiles, 'fallBack', () => () => profiles.enable(sampleIccids.spare, false) === 0)
    },
  },
  {
    id: 'esim-fallback-moved',
    title: 'says that it gave the fallback attribute to another when it has not',
    trips: ['ESIM-412 B'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('setFallbackAttributeResult', 3, 0))
    },
  },
  {
    id: 'esim-fallback-taken',
    title: 'says that it took the fallback attribute from the profile that is enabled when it has not',
    trips: ['ESIM-412 C'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('unsetFallbackAttributeResult', 3, 0))
    },
  },
  {
    id: 'esim-fallback-deleted',
    title: 'says that it has deleted the profile to fall back to when it has not',
    trips: ['ESIM-415 A'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('deleteResult', 21, 0))
    },
  },
  {
    id: 'esim-shows-otherwise-415',
    title: 'shows profiles in the other state after it refused to delete the one to fall back to',
    trips: ['ESIM-415 B'],
    inject(_, euicc) {
      liesAfter(euicc, (what) => what === 'deleteResult 21')
    },
  },
  {
    id: 'esim-fallback-kept',
    title: 'says that there was no fallback attribute when it has taken it away',
    trips: ['ESIM-411 E'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('unsetFallbackAttributeResult', 0, 2))
    },
  },
]

/** Faults about packages that are to be refused. */
const refusals: readonly EsimMutant[] = [
  {
    id: 'esim-signature-unchecked',
    title: 'does not verify who signed a package',
    trips: ['ESIM-602 C', 'ESIM-605 B', 'ESIM-701 A', 'ESIM-702 A', 'ESIM-703 A', 'ESIM-704 A'],
    inject(_, euicc) {
      instead(
        euicc,
        'isSignedBy',
        (isSigned) => (eim, request) =>
          eim.eimId === request.euiccPackageSigned.content.eimId || isSigned(eim, request),
      )
    },
  },
  {
    id: 'esim-eid-unchecked',
    title: 'carries out packages for other eUICCs',
    trips: ['ESIM-705 A'],
    inject(_, euicc) {
      instead(euicc, 'refusal', (refusal) => (request, eim) => {
        const code = refusal(request, eim)
        return code === 3 ? undefined : code
      })
    },
  },
  {
    id: 'esim-counter-unchecked',
    title: 'carries out packages whatever counter value they have',
    trips: ['ESIM-623 A', 'ESIM-706 A', 'ESIM-706 B', 'ESIM-707 A'],
    inject(_, euicc) {
      instead(euicc, 'refusal', (refusal) => (request, eim) => {
        const code = refusal(request, eim)
        return code === 4 ? undefined : code
      })
    },
  },
  {
    id: 'esim-replay-undefined',
    title: 'does not say that it has carried out a package before',
    trips: ['ESIM-623 A', 'ESIM-706 A', 'ESIM-707 A'],
    inject(_, euicc) {
      instead(euicc, 'refusal', (refusal) => (request, eim) => {
        const code = refusal(request, eim)
        return code === 4 ? 127 : code
      })
    },
  },
  {
    id: 'esim-any-eim',
    title: 'takes an eIM that it does not know for the first that it knows',
    trips: ['ESIM-708 A'],
    inject(_, { associations }) {
      instead(associations, 'get', (get) => (eimId) => get(eimId) ?? associations.all[0])
    },
  },
  {
    id: 'esim-refusal-locks',
    title: 'refuses the package after one that it refused',
    trips: [
      ...(['ESIM-605 C', 'ESIM-607 C'] as const),
      ...(['ESIM-701 B', 'ESIM-702 B', 'ESIM-703 B', 'ESIM-704 B', 'ESIM-705 B'] as const),
      ...(['ESIM-706 B', 'ESIM-707 B', 'ESIM-708 B'] as const),
    ],
    inject(_, euicc) {
      let isLocked = false
      const locks =
        <Arguments extends readonly unknown[], Result>(refuse: (...given: Arguments) => Result) =>
        (...given: Arguments): Result => {
          isLocked = true
          return refuse(...given)
        }
      instead(euicc, 'unsignedError', locks)
      instead(euicc, 'signedError', locks)
      instead(euicc, 'carryOut', (carryOut) => (operations) => {
        const wasLocked = isLocked
        isLocked = false
        return wasLocked ? [{ kind: 'processingTerminated', value: 127 }] : carryOut(operations)
      })
    },
  },
]

/** Faults of an eUICC and its agent, as far as a Client's mailbox shows them. */
export const esimMutants = ofAgents([
  ...messageFaults,
  ...longFaults,
  ...profileFaults,
  ...eimFaults,
  ...returns,
  ...refusals,
])
