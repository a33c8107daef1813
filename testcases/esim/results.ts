import {
  type Check,
  check,
  type EimSeat,
  type EuiccPackageResult,
  type EuiccResultData,
  type LeftPackage,
  packageResultIn,
  packageResults,
  profileStates,
  type Told,
} from '#testcase'
import { nameOf } from './told.ts'

/** A result in a few words: `enableResult 0`, `addEimResult associationToken`. */
export function resultText({ kind, value }: EuiccResultData): string {
  if (typeof value === 'number') return `${kind} ${value}`
  if ('setDefaultDpAddressResult' in value) return `${kind} ${value.setDefaultDpAddressResult}`
  if (!('kind' in value)) return kind
  return typeof value.value === 'number' ? `${kind} ${value.kind} ${value.value}` : `${kind} ${value.kind}`
}

function resultsText(message: Told['message']): string {
  const results = packageResults(message)
  if (results !== undefined) return results.map(resultText).join(', ') || 'no results'
  const refusal = packageResultIn(message)
  return refusal === undefined ? nameOf(message) : refusalText(refusal)
}

function refusalText(result: EuiccPackageResult): string {
  return result.kind === 'euiccPackageErrorSigned'
    ? `euiccPackageError ${result.value.euiccPackageErrorDataSigned.content.euiccPackageErrorCode}`
    : result.kind
}

/** Exactly these results, in this order; behind a failure it may be told that processing ended with it. */
export function brings(...expected: readonly string[]): Check<Told> {
  const wanted = expected.join(', ')
  const isFailure = / [1-9]\d*$/.test(wanted)
  return check(wanted, ({ message }) => {
    const seen = resultsText(message)
    const told = isFailure ? seen.replace(/, processingTerminated \d+$/, '') : seen
    return told === wanted ? undefined : seen
  })
}

/** What is signed says which package it is about, and is signed by the eUICC. */
export function isResultOf(eim: EimSeat, { package: { content } }: LeftPackage): Check<Told> {
  const { eimId, counterValue, eimTransactionId } = content
  const names = { eimId, counterValue, ...(eimTransactionId !== undefined && { eimTransactionId }) }
  return check(`a signed result with ${JSON.stringify(names)}`, ({ message }) => {
    const result = packageResultIn(message)
    if (result?.kind !== 'euiccPackageResultSigned') return resultsText(message)
    const { content: told } = result.value.euiccPackageResultDataSigned
    if (told.eimId !== eimId) return `eimId ${told.eimId}`
    if (told.counterValue !== counterValue) return `counterValue ${told.counterValue}`
    if (told.eimTransactionId !== eimTransactionId)
      return `eimTransactionId ${told.eimTransactionId ?? '(absent)'}`
    return eim.check(result)?.valid === false ? 'a signature that is not the eUICC’s' : undefined
  })
}

/** A profile's state, or null where there is no such profile, by ICCID. */
export type States = { readonly [iccid: string]: keyof typeof profileStates | null }

/** Profiles in a list, by ICCID; undefined where there is none. */
export function profilesIn(message: Told['message']) {
  const [first] = packageResults(message) ?? []
  if (first?.kind !== 'listProfileInfoResult' || first.value.kind !== 'profileInfoListOk') return undefined
  return new Map(first.value.value.map((profile) => [profile.iccid, profile]))
}

/** The list has these profiles in these states, or not at all. */
export function shows(states: States): Check<Told> {
  const texts = Object.entries(states).map(([iccid, state]) => `${iccid} ${state ?? 'not there'}`)
  return check(texts.join(', '), ({ message }) => {
    const profiles = profilesIn(message)
    if (profiles === undefined) return resultsText(message)
    for (const [iccid, wanted] of Object.entries(states)) {
      const state = profiles.get(iccid)?.profileState
      const seen = Object.entries(profileStates).find(([, value]) => value === state)?.[0] ?? null
      if (seen !== wanted) return `${iccid} ${seen ?? 'not there'}`
    }
    return undefined
  })
}

/** Sequence numbers that are to be acknowledged. */
export function sequenceNumbersIn(message: Told['message']): readonly number[] {
  const result = packageResultIn(message)
  if (result?.kind !== 'euiccPackageResultSigned') return []
  const { seqNumber } = result.value.euiccPackageResultDataSigned.content
  return [...notificationsIn(message).map(({ seqNumber: number }) => number), seqNumber]
}

/** What the notifications that came with a result are about. */
export function notificationsIn(message: Told['message']) {
  const told =
    message?.kind === 'transferEimPackageResponse'
      ? message.value
      : message?.kind === 'provideEimPackageResult'
        ? message.value.eimPackageResult
        : undefined
  const list = told?.kind === 'ePRAndNotifications' ? told.value.notificationList : []
  return list.flatMap((one) =>
    one.kind === 'otherSignedNotification' || one.kind === 'compactOtherSignedNotification'
      ? [one.value.tbsOtherNotification.content]
      : [],
  )
}
