import type { Transport } from '#coap'
import type { Edition, IcsItem } from '#ics'
import type { ChairName, Reference } from '#record'
import type { VerbName } from '#upper-tester'
import type { Level } from '#verdict'
import type { Configuration } from './configuration.ts'
import type { Scene } from './scene.ts'

/** What a case does to a device beyond reading; more than `settings` needs the user's `--allow`. */
export const impacts = ['none', 'settings', 'reboot', 'bootstrap', 'firmware', 'profile'] as const
export type Impact = (typeof impacts)[number]

/** One rule that a case judges. */
export interface CriterionDefinition extends Reference {
  /** The chair that keeps or breaks it. */
  readonly judged: ChairName
  /** What that chair does when it keeps the rule: `answers the Write with 2.04`. */
  readonly text: string
  /** Default MUST. */
  readonly level?: Level
  /** First enabler version the rule holds for. */
  readonly since?: Edition
  /** Last enabler version the rule holds for. */
  readonly until?: Edition
}

/** Whether breaking it can be a FAIL: a MAY, and a rule that nobody could verify yet, only bring observations. */
export function canFail({ level, unverified }: CriterionDefinition): boolean {
  return level !== 'MAY' && unverified === undefined
}

/** Names of test purposes of our own. */
export type PurposeId = `TP/${string}` | `ESIM-${string}`

/** A numbered interoperability case, or a test purpose of our own. */
export interface CaseDefinition<Letter extends string> {
  /** ETS number; exactly one of `number` and `purposeId`. */
  readonly number?: number
  /** `TP/<area>/<group>/BV-01` (valid behaviour) or `BI-01` (invalid); `ESIM-101` where it is about SGP.32. */
  readonly purposeId?: PurposeId
  readonly title: string
  readonly purpose: string
  /** The interface it belongs to, as reports group it. */
  readonly area:
    | 'Bootstrap'
    | 'Registration'
    | 'Device management'
    | 'Information reporting'
    | 'Objects'
    | 'CoAP'
    | 'eSIM'
  readonly editions: readonly Edition[]
  readonly reference: readonly Reference[]
  /** The chairs an IUT may take. */
  readonly judges: readonly ChairName[]
  /** The transport without which it means nothing, and why. */
  readonly transport?: { readonly only: Transport; readonly why: string }
  /** The security without which it means nothing, and why. */
  readonly channel?: { readonly only: string | readonly string[]; readonly why: string }
  /** What an IUT in a chair must claim for the case to apply. */
  readonly selection?: { readonly [chair in ChairName]?: readonly IcsItem[] }
  /** What only an upper tester can bring an IUT in this chair to do. */
  readonly stimuli?: { readonly [chair in ChairName]?: readonly VerbName[] }
  /** Cases, or single criteria of them (`int-301 D`), whose FAIL makes this one pointless. */
  readonly dependsOn?: readonly (number | PurposeId | `int-${number} ${string}`)[]
  readonly configuration?: Configuration
  /** It looks at what came so far, and is played though nobody ever registered. */
  readonly looksBack?: true
  /** It is about what comes first in a run, and is played before all others. */
  readonly comesFirst?: true
  readonly impact: Impact
  /** The story in a few lines, for `explain` and reports. */
  readonly steps: readonly string[]
  readonly criteria: { readonly [letter in Letter]: CriterionDefinition }
  readonly body: (scene: Scene<Letter>) => Promise<void>
}

/** A case as the conductor runs it. */
export interface TestCase extends Omit<CaseDefinition<string>, 'body'> {
  /** The stable key: `int-102`, or the purpose's id. */
  readonly id: string
  readonly body: (scene: Scene<string>) => Promise<void>
}

/** Declares a case. The criteria's letters are checked against those the body uses. */
export function testCase<const Letter extends string>(definition: CaseDefinition<Letter>): TestCase {
  const { number, purposeId } = definition
  if ((number === undefined) === (purposeId === undefined)) {
    throw new Error(`${definition.title}: a case has a number or a purpose id, one of the two`)
  }
  return {
    ...definition,
    id: purposeId ?? `int-${number}`,
    body: (scene) => definition.body(scene as Scene<Letter>),
  }
}
