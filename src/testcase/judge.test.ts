import { describe, expect, it } from 'vitest'
import { Absent, Moment } from '#sides'
import type { Verdict } from '#verdict'
import { check } from './check.ts'
import { type CriterionDefinition, testCase } from './definition.ts'
import { type Bench, CaseStopped, type Evaluation, Judge } from './judge.ts'

function bench(
  criterion: Partial<CriterionDefinition>,
  { further, ...changes }: Partial<Bench> & { further?: CriterionDefinition } = {},
): { judge: Judge; evaluations: Evaluation[]; observations: string[] } {
  const evaluations: Evaluation[] = []
  const observations: string[] = []
  const judge = new Judge({
    testCase: testCase<string>({
      purposeId: 'TP/X',
      title: 'a case',
      purpose: '',
      area: 'CoAP',
      editions: ['1.1'],
      reference: [],
      judges: ['client', 'server'],
      impact: 'none',
      steps: [],
      criteria: {
        A: { judged: 'client', text: 'answers', clause: 'RFC 7252 §4', ...criterion },
        ...(further === undefined ? {} : { B: further }),
      },
      body: async () => {},
    }),
    iut: ['client'],
    lwm2m: '1.1',
    strict: false,
    alive: async () => true,
    evaluated: (evaluation) => evaluations.push(evaluation),
    observed: (text) => observations.push(text),
    ...changes,
  })
  return { judge, evaluations, observations }
}

const comes = (value: number): Moment<number> =>
  new Moment('an answer', 'client', async () => ({ value, at: 0, frame: 7, position: 0 }))
const absent = (reason: Absent['reason'], author: 'client' | 'server' = 'client'): Moment<number> =>
  new Moment('an answer', author, async () => {
    throw new Absent({ reason, author, expected: 'an answer', seen: 'nothing', frame: 3 })
  })
const one = check<number>('1', (value) => (value === 1 ? undefined : String(value)))

async function stopOf(promise: Promise<unknown>): Promise<CaseStopped> {
  try {
    await promise
  } catch (failure) {
    if (failure instanceof CaseStopped) return failure
    throw failure
  }
  throw new Error('the case went on')
}

describe('a criterion of the IUT', () => {
  it('passes when the moment comes and every check holds', async () => {
    const { judge, evaluations } = bench({})
    expect(await judge.of('client').must('A', comes(1), one)).toBe(1)
    expect(evaluations).toMatchObject([{ verdict: 'PASS', frame: 7 }])
  })

  it('fails with what was expected and seen, and lets the case go on', async () => {
    const { judge, evaluations } = bench({})
    await judge.of('client').must('A', comes(2), one)
    expect(evaluations).toMatchObject([{ verdict: 'FAIL', expected: '1', seen: '2', frame: 7 }])
    expect(evaluations[0]?.hint).toMatch(/^Look in frame 7 .* "--cases TP\/X" plays this case alone\.$/)
  })

  it('counts the worst of several evaluations', async () => {
    const { judge } = bench({})
    for (const value of [1, 2, 1]) await judge.of('client').must('A', comes(value), one)
    expect(judge.verdict()).toBe<Verdict>('FAIL')
  })

  it('of SHOULD strength is an observation, and FAIL under --strict', async () => {
    const lenient = bench({ level: 'SHOULD' })
    await lenient.judge.of('client').must('A', comes(2), one)
    expect(lenient.judge.verdict()).toBe('PASS')
    expect(lenient.observations).toHaveLength(1)
    const strict = bench({ level: 'SHOULD' }, { strict: true })
    await strict.judge.of('client').must('A', comes(2), one)
    expect(strict.judge.verdict()).toBe('FAIL')
  })

  it('of SHOULD strength whose act never comes fails no case, and decides none that has more to judge', async () => {
    const lenient = bench({ level: 'SHOULD' })
    const stop = await stopOf(lenient.judge.of('client').must('A', absent('silence')))
    expect(stop).toMatchObject({ verdict: 'PASS', message: expect.stringContaining('nothing requires it') })
    expect(lenient.observations).toHaveLength(1)
    const more = bench(
      { level: 'SHOULD' },
      { further: { judged: 'client', text: 'more', clause: 'RFC 7252' } },
    )
    expect(await stopOf(more.judge.of('client').must('A', absent('silence')))).toMatchObject({
      verdict: 'INCONCLUSIVE',
    })
    const strict = bench({ level: 'SHOULD' }, { strict: true })
    expect(await stopOf(strict.judge.of('client').must('A', absent('silence')))).toMatchObject({
      verdict: 'FAIL',
    })
  })

  it('whose clause is unverified never fails, not even under --strict', async () => {
    const { judge, observations } = bench({ unverified: 'from memory' }, { strict: true })
    await judge.of('client').must('A', comes(2), one)
    expect(judge.verdict()).toBe('PASS')
    expect(observations).toHaveLength(1)
  })

  it('that does not hold for the version under test is not judged', async () => {
    const { judge, evaluations } = bench({ since: '1.2' })
    await judge.of('client').must('A', comes(2), one)
    expect(evaluations).toEqual([])
    expect(judge.unjudged()).toEqual([])
  })

  it('that the body never judged is told', () => {
    expect(bench({}).judge.unjudged()).toEqual(['A'])
  })

  it('can be said not to apply, which is no pass', () => {
    const { judge } = bench({})
    judge.of('client').notApplicable('A', 'it has none')
    expect(judge.verdict()).toBe('NOT APPLICABLE')
    expect(judge.unjudged()).toEqual([])
  })
})

describe('a moment that does not come', () => {
  it('is a FAIL of the IUT that owed it, when the IUT still answers', async () => {
    const { judge, evaluations } = bench({})
    const stop = await stopOf(judge.of('client').must('A', absent('silence')))
    expect(stop).toMatchObject({ verdict: 'FAIL', dead: false })
    expect(evaluations).toMatchObject([{ verdict: 'FAIL', frame: 3 }])
  })

  it('is INCONCLUSIVE when nothing answers any more', async () => {
    const { judge, evaluations } = bench({}, { alive: async () => false })
    expect(await stopOf(judge.of('client').must('A', absent('silence')))).toMatchObject({
      verdict: 'INCONCLUSIVE',
      dead: true,
    })
    expect(evaluations).toEqual([])
  })

  it('is a FAIL without asking when something else came', async () => {
    const { judge } = bench({}, { alive: async () => false })
    expect(await stopOf(judge.of('client').must('A', absent('different')))).toMatchObject({ verdict: 'FAIL' })
  })

  it('is INCONCLUSIVE when nobody could bring it about', async () => {
    expect(await stopOf(bench({}).judge.of('client').must('A', absent('no stimulus')))).toMatchObject({
      verdict: 'INCONCLUSIVE',
    })
  })

  it('is our ERROR when our own chair owed it', async () => {
    const { judge } = bench({}, { iut: ['client'] })
    expect(await stopOf(judge.of('client').must('A', absent('silence', 'server')))).toMatchObject({
      verdict: 'ERROR',
    })
  })
})

describe('a criterion of our own chair', () => {
  it('leaves no trace when it holds, and is our ERROR when it breaks', async () => {
    const { judge, evaluations } = bench({}, { iut: ['server'] })
    await judge.of('client').must('A', comes(1), one)
    expect(evaluations).toEqual([])
    expect(await stopOf(judge.of('client').must('A', comes(2), one))).toMatchObject({ verdict: 'ERROR' })
  })

  it('that breaks after the IUT failed is but a consequence', async () => {
    const { judge } = bench({}, { iut: ['client'] })
    await judge.of('client').must('A', comes(2), one)
    expect(await stopOf(judge.of('client').must('A', absent('silence', 'server')))).toMatchObject({
      verdict: 'FAIL',
    })
  })

  it('must belong to the chair that is held to it', async () => {
    expect(await stopOf(bench({}).judge.of('server').must('A', comes(1)))).toMatchObject({ verdict: 'ERROR' })
  })
})
