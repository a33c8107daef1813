import { instead } from '../instead.ts'
import { codeFor, type EsimMutant, liesAfter, strangelySigned, summary, tellsOf } from './esim-agents.ts'

const changes = /^(enable|disable|delete)Result/

/** Faults about packages that change profiles. */
export const profileFaults: readonly EsimMutant[] = [
  {
    id: 'esim-change-unsigned',
    title: 'signs what came of a change of profiles by another key',
    trips: ['ESIM-301 A', 'ESIM-302 A', 'ESIM-303 A', 'ESIM-304 A', 'ESIM-309 A', 'ESIM-310 A'],
    inject(_, euicc) {
      strangelySigned(euicc, ([first]) => changes.test(first?.kind ?? ''))
    },
  },
  {
    id: 'esim-results-reversed',
    title: 'tells results in the reverse order',
    trips: ['ESIM-301 B', 'ESIM-303 B', 'ESIM-307 B'],
    inject(_, euicc) {
      tellsOf(euicc, (results) => results.toReversed())
    },
  },
  {
    id: 'esim-enable-busy',
    title: 'says that the card is busy when it has enabled a profile in the place of another',
    trips: ['ESIM-302 B'],
    unsettles: ['ESIM-919'],
    inject(_, euicc) {
      tellsOf(euicc, (results) => (results.length === 1 ? codeFor('enableResult', 0, 5)(results) : results))
    },
  },
  {
    id: 'esim-delete-undefined',
    title: 'says that a profile could not be deleted when it was',
    trips: ['ESIM-304 B'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('deleteResult', 0, 127))
    },
  },
  {
    id: 'esim-unknown-profile-undefined',
    title: 'does not say that there is no such profile to be deleted',
    trips: ['ESIM-309 B'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('deleteResult', 1, 127))
    },
  },
  {
    id: 'esim-disabled-disabled',
    title: 'says that it has disabled a profile that was disabled',
    trips: ['ESIM-310 B'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('disableResult', 2, 0))
    },
  },
  ...(
    [
      ['301', 'disableResult 0, enableResult 0'],
      ['302', 'enableResult 0'],
      ['303', 'disableResult 0, enableResult 0 of the same'],
      ['304', 'deleteResult 0'],
      ['309', 'deleteResult 1'],
      ['310', 'deleteResult 2'],
    ] as const
  ).map(
    ([number, after]): EsimMutant => ({
      id: `esim-shows-otherwise-${number}`,
      title: `shows profiles in the other state after ${after}`,
      trips: [`ESIM-${number} C`],
      inject(_, euicc) {
        liesAfter(euicc, (what) => what === after)
      },
    }),
  ),
  {
    id: 'esim-list-counts-on',
    title: 'tells another counter value with a list',
    trips: ['ESIM-207 A', 'ESIM-207 B', 'ESIM-305 A'],
    inject(_, euicc) {
      instead(euicc, 'result', (result) => (request, eim, results) => {
        if (!summary(results).startsWith('list')) return result(request, eim, results)
        const { euiccPackageSigned } = request
        const content = { ...euiccPackageSigned.content, counterValue: 77 }
        return result({ ...request, euiccPackageSigned: { ...euiccPackageSigned, content } }, eim, results)
      })
    },
  },
  {
    id: 'esim-list-without-iccid',
    title: 'leaves ICCIDs out of a list of nothing in particular',
    trips: ['ESIM-305 B'],
    inject(_, { profiles }) {
      instead(
        profiles,
        'told',
        (told) => (profile, tags) =>
          told(profile, tags.includes(0x4f) ? tags.filter((tag) => tag !== 0x5a) : tags),
      )
    },
  },
  {
    id: 'esim-list-with-names',
    title: 'tells the names of profiles, whatever is asked for',
    trips: ['ESIM-305 C'],
    inject(_, { profiles }) {
      instead(profiles, 'told', (told) => (profile, tags) => told(profile, [...tags, 0x92]))
    },
  },
  {
    id: 'esim-list-unfiltered',
    title: 'lists all profiles where one is searched for, if there is that one',
    trips: ['ESIM-306 A'],
    inject(_, { profiles }) {
      instead(
        profiles,
        'list',
        (list) =>
          ({ searchCriteria, ...request }) =>
            searchCriteria?.kind === 'iccid' && profiles.find(searchCriteria.value) === undefined
              ? []
              : list(request),
      )
    },
  },
  {
    id: 'esim-list-nothing-found',
    title: 'refuses a list of profiles that there are not',
    trips: ['ESIM-306 B'],
    inject(_, euicc) {
      instead(euicc, 'list', (list) => (request, isChanging) => {
        const told = list(request, isChanging)
        return told.kind === 'profileInfoListOk' && told.value.length === 0
          ? { kind: 'profileInfoListError', value: 1 }
          : told
      })
    },
  },
  {
    id: 'esim-rules-alone',
    title: 'knows no Rules Authorisation Table where it is asked for that alone',
    trips: ['ESIM-307 A'],
    inject(_, euicc) {
      tellsOf(euicc, (results) =>
        summary(results) === 'getRATResult' ? [{ kind: 'processingTerminated', value: 2 }] : results,
      )
    },
  },
  {
    id: 'esim-result-forgotten',
    title: 'keeps no result',
    trips: ['ESIM-315 A'],
    inject(_, euicc) {
      instead(euicc, 'keep', () => (result) => result)
    },
  },
  {
    id: 'esim-result-stays',
    title: 'keeps results that were acknowledged',
    trips: ['ESIM-211 D', 'ESIM-315 B'],
    inject(ipa) {
      instead(
        ipa,
        'injected',
        (injected) => (given) =>
          injected(given.kind === 'eimAcknowledgements' ? { ...given, value: [] } : given),
      )
    },
  },
]
