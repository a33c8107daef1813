import {
  type EuiccPackageResult,
  type EuiccResultData,
  keyPair,
  profileStates,
  type SoftEuicc,
  type SoftIpa,
  signResult,
} from '#esim'
import type { ReferenceClient } from '#peers'
import { agents } from '../../esim.ts'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

export type EsimMutant = Omit<Mutant<ReferenceClient>, 'variant' | 'inject'> & {
  readonly inject: (ipa: SoftIpa, euicc: SoftEuicc, client: ReferenceClient) => void
}

/** Faults of the agent and the eUICC behind a Client's mailbox. */
export function ofAgents(faults: readonly EsimMutant[]): readonly Mutant<ReferenceClient>[] {
  return faults.map(({ inject, ...facts }) => ({
    variant: 'with-euicc',
    ...facts,
    inject(client) {
      const ipa = agents.get(client)
      if (ipa === undefined) throw new Error(`${facts.id}: there is no eUICC`)
      inject(ipa, ipa.euicc, client)
    },
  }))
}

type Results = readonly EuiccResultData[]

/** Says of a package what `tells` makes of its results, and does what it was told to. */
export function tellsOf(euicc: SoftEuicc, tells: (results: Results) => Results): void {
  instead(euicc, 'carryOut', (carryOut) => (operations) => [...tells(carryOut(operations))])
}

/** Another code where a result has this one. */
export function codeFor(kind: EuiccResultData['kind'], from: number, to: number) {
  return (results: Results): Results =>
    results.map((result) =>
      result.kind === kind && result.value === from ? ({ kind, value: to } as EuiccResultData) : result,
    )
}

/** What the results of a package are like, in the words of their kinds and codes. */
export function summary(results: Results): string {
  return results.map(({ kind, value }) => (typeof value === 'number' ? `${kind} ${value}` : kind)).join(', ')
}

/** Shows all profiles in the other state in the list after a package, refusal or rollback that `after` picks. */
export function liesAfter(euicc: SoftEuicc, after: (what: string) => boolean): void {
  let lies = false
  const marks = (what: string): void => {
    lies ||= after(what)
  }
  instead(euicc, 'carryOut', (carryOut) => (operations) => {
    const results = carryOut(operations)
    const iccids = (operations.value as readonly { readonly value: unknown }[]).map(({ value }) =>
      typeof value === 'object' && value !== null && 'iccid' in value ? value.iccid : '',
    )
    const isSame = new Set(iccids).size < iccids.length
    marks(`${summary(results)}${isSame ? ' of the same' : ''}`)
    return results
  })
  instead(euicc, 'signedError', (signedError) => (request, eim, code) => {
    marks(`refused ${code}`)
    return signedError(request, eim, code)
  })
  instead(euicc, 'rollBack', (rollBack) => () => {
    marks('rollback')
    return rollBack()
  })
  instead(euicc, 'list', (list) => (request, isChanging) => {
    const told = list(request, isChanging)
    if (!lies || told.kind !== 'profileInfoListOk') return told
    lies = false
    return {
      ...told,
      value: told.value.map((profile) => ({
        ...profile,
        profileState:
          profile.profileState === profileStates.enabled ? profileStates.disabled : profileStates.enabled,
      })),
    }
  })
}

/** Signs results by a key that is not the eUICC's where `when` says so. */
export function strangelySigned(euicc: SoftEuicc, when: (results: Results) => boolean): void {
  const { privateKey } = keyPair()
  instead(euicc, 'result', (result) => (request, eim, results): EuiccPackageResult => {
    const right = result(request, eim, results)
    if (right.kind !== 'euiccPackageResultSigned' || !when(results)) return right
    return signResult(privateKey, right.value.euiccPackageResultDataSigned.content)
  })
}
