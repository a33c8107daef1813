import type { Edition } from '#ics'
import type { ChairName, Reference } from '#record'
import { Absent, type Moment } from '#sides'
import { type Outcome, type Verdict, worst } from '#verdict'
import type { Check } from './check.ts'
import { type CriterionDefinition, canFail, type TestCase } from './definition.ts'
import type { Criteria } from './scene.ts'

/** One evaluation of a criterion, as the journal writes it. */
export interface Evaluation {
  readonly letter: string
  readonly criterion: CriterionDefinition
  readonly verdict: Verdict
  readonly expected: string
  readonly seen: string
  readonly frame: number | null
  readonly hint: string
}

/** What the judge needs to know of the table it sits at. */
export interface Bench {
  readonly testCase: TestCase
  readonly iut: readonly ChairName[]
  readonly lwm2m: Edition
  readonly strict: boolean
  /** Whether the IUT still answers; asked after a silence. */
  readonly alive: () => Promise<boolean>
  readonly evaluated: (evaluation: Evaluation) => void
  readonly observed: (text: string, reference: readonly Reference[], frame: number | null) => void
}

/** The case cannot go on: its verdict stands, or says why there is none. */
export class CaseStopped extends Error {
  readonly verdict: Verdict
  /** The path was dead after the silence: recover, and try once more. */
  readonly dead: boolean
  readonly frame: number | null
  readonly outcome: Outcome

  constructor(
    verdict: Verdict,
    reason: string,
    {
      dead = false,
      frame = null,
      outcome = verdict === 'NOT APPLICABLE' ? 'not-claimed' : 'run',
    }: { dead?: boolean; frame?: number | null; outcome?: Outcome } = {},
  ) {
    super(reason)
    this.verdict = verdict
    this.dead = dead
    this.frame = frame
    this.outcome = outcome
  }
}

/** Holds the chairs to the criteria of one case and remembers which were judged. */
export class Judge {
  readonly #bench: Bench
  readonly #verdicts = new Map<string, Verdict[]>()

  constructor(bench: Bench) {
    this.#bench = bench
  }

  /** The criteria of one chair, to be mixed into it. */
  of(chair: ChairName): Criteria<string> {
    return {
      must: (letter, moment, ...checks) => this.#must(chair, letter, moment, checks),
      notApplicable: (letter, why, frame = null) => {
        const criterion = this.#criterion(chair, letter)
        if (this.#judges(criterion))
          this.#record(letter, criterion, 'NOT APPLICABLE', {
            expected: criterion.text,
            seen: why,
            frame,
            hint: '',
          })
      },
    }
  }

  /** Whether the case completed without judging one of its criteria: a hole in the test, not a pass. */
  unjudged(): readonly string[] {
    return Object.entries(this.#bench.testCase.criteria)
      .filter(([letter, criterion]) => this.#judges(criterion) && !this.#verdicts.has(letter))
      .map(([letter]) => letter)
  }

  /** Letters of the criteria that failed. */
  failed(): readonly string[] {
    return [...this.#verdicts].filter(([, verdicts]) => verdicts.includes('FAIL')).map(([letter]) => letter)
  }

  /** The worst verdict so far. */
  verdict(): Verdict {
    return worst([...this.#verdicts.values()].flat())
  }

  /** Our own chair did not do its part: an ERROR of ours, unless the IUT has failed before and we but follow. */
  ourFault(text: string): CaseStopped {
    return this.verdict() === 'FAIL'
      ? new CaseStopped('FAIL', `a criterion was not met, and the case went no further: ${text}`)
      : new CaseStopped('ERROR', text)
  }

  async #must<T>(
    chair: ChairName,
    letter: string,
    moment: Moment<T>,
    checks: readonly Check<T>[],
  ): Promise<T> {
    const criterion = this.#criterion(chair, letter)
    const expected = [moment.what, ...checks.map((check) => check.expected)].join('; ')
    let value: T
    let frame: number | null
    try {
      ;({ value, frame } = await moment.occurrence())
    } catch (failure) {
      if (!(failure instanceof Absent)) throw failure
      return this.#absent(letter, criterion, failure, expected)
    }
    for (const { expected: wanted, verify } of checks) {
      const seen = verify(value)
      if (seen === undefined) continue
      this.#broken(letter, criterion, { expected: wanted, seen, frame })
      return value
    }
    if (this.#judges(criterion))
      this.#record(letter, criterion, 'PASS', { expected, seen: 'as expected', frame, hint: '' })
    return value
  }

  async #absent(
    letter: string,
    criterion: CriterionDefinition,
    absent: Absent,
    expected: string,
  ): Promise<never> {
    const seen = absent.seen
    if (absent.reason === 'no stimulus')
      throw new CaseStopped('INCONCLUSIVE', `no stimulus: ${absent.expected} (${seen})`, {
        outcome: 'could-not-run',
      })
    if (absent.reason === 'unseen')
      throw new CaseStopped('INCONCLUSIVE', `${absent.expected}: ${seen}`, { outcome: 'could-not-run' })
    if (absent.author !== criterion.judged) {
      if (!this.#bench.iut.includes(absent.author))
        throw this.ourFault(`our ${absent.author} did not bring about ${absent.expected}: ${seen}`)
      throw new CaseStopped('INCONCLUSIVE', `${absent.expected} never came (${seen})`, {
        dead: !(await this.#bench.alive()),
        frame: absent.frame,
      })
    }
    if (!this.#judges(criterion))
      throw this.ourFault(`our ${criterion.judged} did not perform ${absent.expected}: ${seen}`)
    if (absent.reason === 'silence' && !(await this.#bench.alive())) {
      throw new CaseStopped(
        'INCONCLUSIVE',
        `link: after "${criterion.text}" nothing answers any more (${seen})`,
        { dead: true, frame: absent.frame },
      )
    }
    this.#broken(letter, criterion, { expected, seen, frame: absent.frame })
    const reason = `${letter}: ${absent.expected}: ${seen}`
    if (!this.#isLenient(criterion)) throw new CaseStopped('FAIL', reason, { frame: absent.frame })
    const isComplete = this.unjudged().length === 0
    throw new CaseStopped(
      isComplete ? 'PASS' : 'INCONCLUSIVE',
      `${reason}; nothing requires it${isComplete ? '' : ', but the rest of the case hangs on it'}`,
      { frame: absent.frame },
    )
  }

  #broken(
    letter: string,
    criterion: CriterionDefinition,
    found: { expected: string; seen: string; frame: number | null },
  ): void {
    if (!this.#judges(criterion)) {
      if (!this.#applies(criterion) || this.#bench.iut.includes(criterion.judged)) return
      throw this.ourFault(
        `our ${criterion.judged} broke "${criterion.text}": expected ${found.expected}, seen ${found.seen}`,
      )
    }
    const level = criterion.level ?? 'MUST'
    if (this.#isLenient(criterion)) {
      this.#bench.observed(
        `${level} ${criterion.text}: expected ${found.expected}, seen ${found.seen}`,
        [criterion],
        found.frame,
      )
      this.#record(letter, criterion, 'PASS', { ...found, hint: '' })
      return
    }
    this.#record(letter, criterion, 'FAIL', {
      ...found,
      hint: hintFor(this.#bench.testCase, criterion, found.frame),
    })
  }

  /** Whether breaking it brings an observation, and no FAIL. */
  #isLenient(criterion: CriterionDefinition): boolean {
    return !canFail(criterion) || (criterion.level === 'SHOULD' && !this.#bench.strict)
  }

  #record(
    letter: string,
    criterion: CriterionDefinition,
    verdict: Verdict,
    found: { expected: string; seen: string; frame: number | null; hint: string },
  ): void {
    const list = this.#verdicts.get(letter) ?? []
    list.push(verdict)
    this.#verdicts.set(letter, list)
    this.#bench.evaluated({ letter, criterion, verdict, ...found })
  }

  #criterion(chair: ChairName, letter: string): CriterionDefinition {
    const criterion = this.#bench.testCase.criteria[letter]
    if (criterion?.judged !== chair) {
      throw new CaseStopped(
        'ERROR',
        `${this.#bench.testCase.id}: criterion ${letter} is not one of the ${chair}'s`,
      )
    }
    return criterion
  }

  #applies({ since, until }: CriterionDefinition): boolean {
    const { lwm2m } = this.#bench
    return (since === undefined || lwm2m >= since) && (until === undefined || lwm2m <= until)
  }

  #judges(criterion: CriterionDefinition): boolean {
    return this.#bench.iut.includes(criterion.judged) && this.#applies(criterion)
  }
}

/** Where to look, and how to bring it about again. */
function hintFor(
  { id, number }: TestCase,
  { clause, judged }: CriterionDefinition,
  frame: number | null,
): string {
  const where = frame === null ? 'in the exchange log' : `in frame ${frame} of the capture`
  const name = number ?? id
  return `Look ${where} at what the ${judged} sent, and compare it with ${clause}. "explain ${name}" tells the steps; "--cases ${name}" plays this case alone.`
}
