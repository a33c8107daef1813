import { type EuiccPackageRequest, largestCounter, type SoftEuicc } from '#esim'
import { instead } from '../instead.ts'
import { codeFor, type EsimMutant, tellsOf } from './esim-agents.ts'

/** Name of the eIM that cases add. */
const added = 'second.invalid'

/** Another code where an eIM was not added, or was, by this one. */
function addCodeFor({ associations }: SoftEuicc, from: number, to: number): void {
  instead(associations, 'add', (add) => (configuration) => {
    const result = add(configuration)
    return result.kind === 'addEimResultCode' && result.value === from ? { ...result, value: to } : result
  })
}

function isOf(eimId: string, { euiccPackageSigned }: EuiccPackageRequest): boolean {
  return euiccPackageSigned.content.eimId === eimId
}

/** Changes what a signature of the eIM that was added comes to, where it was given a token. */
function withTokens(euicc: SoftEuicc, comesTo: (isRight: boolean, isRightWithout: boolean) => boolean): void {
  instead(euicc, 'isSignedBy', (isSignedBy) => (eim, request) => {
    const isRight = isSignedBy(eim, request)
    return eim.token === undefined
      ? isRight
      : comesTo(isRight, isSignedBy({ ...eim, token: undefined }, request))
  })
}

/** Faults about eIMs, and about what is set for all profiles. */
export const eimFaults: readonly EsimMutant[] = [
  {
    id: 'esim-short-transaction',
    title: 'drops transaction ids of one octet',
    trips: ['ESIM-207 A'],
    inject(_, euicc) {
      instead(euicc, 'echo', (echo) => (request) => {
        const { eimTransactionId, ...rest } = echo(request)
        return eimTransactionId?.length === 2 || eimTransactionId === undefined
          ? rest
          : { ...rest, eimTransactionId }
      })
    },
  },
  {
    id: 'esim-long-transaction',
    title: 'repeats eight octets of a transaction id at most',
    trips: ['ESIM-207 B'],
    inject(_, euicc) {
      instead(euicc, 'echo', (echo) => (request) => {
        const { eimTransactionId, ...rest } = echo(request)
        return eimTransactionId === undefined
          ? rest
          : { ...rest, eimTransactionId: eimTransactionId.slice(0, 16) }
      })
    },
  },
  {
    id: 'esim-address-undefined',
    title: 'says that it could not set the default SM-DP+ address when it has',
    trips: ['ESIM-316 A'],
    inject(_, euicc) {
      tellsOf(euicc, (results) =>
        results.map((result) =>
          result.kind === 'setDefaultDpAddressResult'
            ? { ...result, value: { setDefaultDpAddressResult: 127 } }
            : result,
        ),
      )
    },
  },
  {
    id: 'esim-address-kept',
    title: 'shows no default SM-DP+ address that was set',
    trips: ['ESIM-316 B'],
    inject(ipa, euicc) {
      instead(ipa, 'data', (data) => (request) => {
        euicc.defaultDpAddress = ''
        return data(request)
      })
    },
  },
  {
    id: 'esim-immediate-refused',
    title: 'cannot allow for immediate enabling',
    trips: ['ESIM-421 A'],
    inject(_, euicc) {
      instead(
        euicc,
        'perform',
        (perform) => (operation, changed) =>
          operation.kind === 'configureImmediateEnable' && operation.value.immediateEnableFlag === true
            ? { kind: 'configureImmediateEnableResult', value: 7 }
            : perform(operation, changed),
      )
    },
  },
  {
    id: 'esim-immediate-kept',
    title: 'cannot put an end to immediate enabling',
    trips: ['ESIM-421 B'],
    inject(_, euicc) {
      instead(
        euicc,
        'perform',
        (perform) => (operation, changed) =>
          operation.kind === 'configureImmediateEnable' && operation.value.immediateEnableFlag !== true
            ? { kind: 'configureImmediateEnableResult', value: 7 }
            : perform(operation, changed),
      )
    },
  },
  {
    id: 'esim-add-undefined',
    title: 'says that it could not add an eIM when it has',
    trips: ['ESIM-601 A'],
    inject: (_, euicc) => addCodeFor(euicc, 0, 127),
  },
  {
    id: 'esim-lists-first-eim',
    title: 'lists the first of its eIMs alone',
    trips: ['ESIM-601 B'],
    inject(_, euicc) {
      tellsOf(euicc, (results) =>
        results.map((result) =>
          result.kind === 'listEimResult' && result.value.kind === 'eimIdList'
            ? { ...result, value: { ...result.value, value: result.value.value.slice(0, 1) } }
            : result,
        ),
      )
    },
  },
  {
    id: 'esim-first-eim-alone',
    title: 'carries out packages of the first of its eIMs alone',
    trips: ['ESIM-601 C'],
    inject(_, { associations }) {
      instead(associations, 'get', (get) => (eimId) => (eimId === added ? undefined : get(eimId)))
    },
  },
  ...(
    [
      ['begins', 'counts the packages of an eIM from 0 again when that is added again', 0, 'A'],
      ['ends', 'takes no package of an eIM that was added with a counter value', largestCounter, 'B'],
    ] as const
  ).map(
    ([what, title, counter, letter]): EsimMutant => ({
      id: `esim-counter-${what}`,
      title,
      trips: [`ESIM-623 ${letter}`],
      inject(_, { associations }) {
        instead(associations, 'add', (add) => (configuration) => {
          const result = add(configuration)
          const association = associations.get(configuration.eimId)
          if (association?.eimId === added && configuration.counterValue !== undefined)
            association.counter = counter
          return result
        })
      },
    }),
  ),
  {
    id: 'esim-no-token',
    title: 'gives no association token',
    trips: ['ESIM-602 A'],
    inject(_, { associations }) {
      instead(
        associations,
        'add',
        (add) =>
          ({ associationToken: _, ...configuration }) =>
            add(configuration),
      )
    },
  },
  {
    id: 'esim-token-forgotten',
    title: 'forgets the token that it gave',
    trips: ['ESIM-602 B', 'ESIM-602 C'],
    inject: (_, euicc) => withTokens(euicc, (_isRight, isRightWithout) => isRightWithout),
  },
  {
    id: 'esim-token-optional',
    title: 'carries out what was signed without the token that it gave, too',
    trips: ['ESIM-602 C'],
    inject: (_, euicc) => withTokens(euicc, (isRight, isRightWithout) => isRight || isRightWithout),
  },
  {
    id: 'esim-added-twice',
    title: 'says that it has added an eIM that was there',
    trips: ['ESIM-604 A'],
    inject: (_, euicc) => addCodeFor(euicc, 2, 0),
  },
  {
    id: 'esim-added-by-any-ci',
    title: 'adds an eIM whatever CI it names',
    trips: ['ESIM-604 B'],
    inject(_, { associations }) {
      instead(
        associations,
        'add',
        (add) =>
          ({ euiccCiPKId: _, ...configuration }) =>
            add(configuration),
      )
    },
  },
  {
    id: 'esim-update-undefined',
    title: 'says that it could not change the key of an eIM when it has',
    trips: ['ESIM-605 A'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('updateEimResult', 0, 127))
    },
  },
  {
    id: 'esim-update-ignored',
    title: 'keeps the key of an eIM when it is told of another',
    trips: ['ESIM-605 B', 'ESIM-605 C'],
    inject(_, { associations }) {
      instead(
        associations,
        'update',
        (update) =>
          ({ eimPublicKeyData: _, ...rest }) =>
            update(rest),
      )
    },
  },
  {
    id: 'esim-update-locks-out',
    title: 'carries out nothing for an eIM whose key was changed',
    trips: ['ESIM-605 C'],
    inject(_, euicc) {
      let isChanged = false
      instead(euicc.associations, 'update', (update) => (configuration) => {
        const code = update(configuration)
        isChanged ||= code === 0
        return code
      })
      instead(euicc.associations, 'delete', (remove) => (eimId) => {
        isChanged = false
        return remove(eimId)
      })
      instead(
        euicc,
        'isSignedBy',
        (isSignedBy) => (eim, request) => !(isChanged && isOf(added, request)) && isSignedBy(eim, request),
      )
    },
  },
  {
    id: 'esim-update-unknown',
    title: 'says that it has changed the key of an eIM that there is not',
    trips: ['ESIM-605 D'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('updateEimResult', 1, 0))
    },
  },
  {
    id: 'esim-delete-eim-undefined',
    title: 'says that it could not delete an eIM when it has',
    trips: ['ESIM-607 A'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('deleteEimResult', 0, 127))
    },
  },
  {
    id: 'esim-deleted-eim-lives',
    title: 'carries out packages of an eIM that was deleted',
    trips: ['ESIM-607 B'],
    inject(_, { associations }) {
      let ghost = associations.get(added)
      instead(associations, 'delete', (remove) => (eimId) => {
        if (eimId === added) ghost = associations.get(added) ?? ghost
        return remove(eimId)
      })
      instead(associations, 'get', (get) => (eimId) => get(eimId) ?? (eimId === added ? ghost : undefined))
    },
  },
  {
    id: 'esim-deletes-unknown-eim',
    title: 'says that it has deleted an eIM that there is not',
    trips: ['ESIM-607 C'],
    inject(_, euicc) {
      tellsOf(euicc, codeFor('deleteEimResult', 1, 0))
    },
  },
  {
    id: 'esim-second-eim-may-not-enable',
    title: 'enables no profile for the second of its eIMs',
    trips: ['ESIM-621 A'],
    inject(_, euicc) {
      instead(
        euicc,
        'result',
        (result) => (request, eim, results) =>
          result(request, eim, isOf(added, request) ? codeFor('enableResult', 0, 3)(results) : results),
      )
    },
  },
  {
    id: 'esim-second-eim-may-not-delete',
    title: 'says that the second of its eIMs may not delete the first',
    trips: ['ESIM-621 B'],
    inject(_, euicc) {
      instead(
        euicc,
        'result',
        (result) => (request, eim, results) =>
          result(request, eim, isOf(added, request) ? codeFor('deleteEimResult', 0, 127)(results) : results),
      )
    },
  },
  {
    id: 'esim-first-eim-stays',
    title: 'carries out packages of the first of its eIMs though it was deleted',
    trips: ['ESIM-621 C'],
    inject(_, { associations }) {
      const [first] = associations.all
      instead(
        associations,
        'get',
        (get) => (eimId) => get(eimId) ?? (eimId === first?.eimId ? first : undefined),
      )
    },
  },
]
