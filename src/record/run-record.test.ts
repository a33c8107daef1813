import { describe, expect, it } from 'vitest'
import {
  caseEnded,
  caseStarted,
  criterion,
  key,
  observation,
  planned,
  runEnded,
  runStarted,
  stamped,
  undo,
  wait,
} from './run.fixture.ts'
import { runRecord } from './run-record.ts'

const begun = [runStarted, planned, caseStarted()] as const

describe('a case', () => {
  it('is INCONCLUSIVE, out of time, when it was planned and not reached', () => {
    const [, second] = runRecord(stamped(runStarted, planned, runEnded)).cases
    expect(second).toMatchObject({
      id: 'int-103',
      verdict: 'INCONCLUSIVE',
      outcome: 'out-of-time',
      attempts: 0,
    })
    expect(second).toMatchObject({ started: null, ended: null, reason: 'the run ended before this case' })
  })

  it('is INCONCLUSIVE, out of time, when the run was killed in it', () => {
    const [first] = runRecord(stamped(...begun, criterion('PASS', 'lt=30'))).cases
    expect(first).toMatchObject({ verdict: 'INCONCLUSIVE', outcome: 'out-of-time', attempts: 1, ended: null })
    expect(first?.reason).toBe('the run ended during this case')
  })

  it('has the verdict, reason, times and capture of its end', () => {
    const [first] = runRecord(stamped(...begun, caseEnded('FAIL'), runEnded)).cases
    expect(first).toMatchObject({ verdict: 'FAIL', outcome: 'run', reason: 'a criterion was not met' })
    expect([first?.started, first?.ended]).toEqual(['2026-11-21T00:00:02.000Z', '2026-11-21T00:00:03.000Z'])
    expect(first?.capture?.path).toBe('evidence/int-102.pcapng')
  })

  it('folds a criterion to its worst evaluation and counts them', () => {
    const events = stamped(
      ...begun,
      ...[criterion('PASS', 'lt=30'), criterion('FAIL', 'lt=31'), criterion('PASS', 'lt=30')],
    )
    expect(runRecord(events).cases[0]?.criteria).toMatchObject([
      { letter: 'A', verdict: 'FAIL', seen: 'lt=31', occurrences: 3, hint: 'Look at frame 3.' },
    ])
  })

  it('judges anew when it is repeated, and keeps what the first attempt waited', () => {
    const events = stamped(
      ...[...begun, criterion('FAIL', 'nothing'), wait, observation],
      ...[caseStarted(2), criterion('PASS', 'lt=30'), wait, caseEnded('PASS')],
    )
    const [first] = runRecord(events).cases
    expect(first).toMatchObject({ attempts: 2, observations: [], started: '2026-11-21T00:00:02.000Z' })
    expect(first?.criteria).toMatchObject([{ verdict: 'PASS', occurrences: 1 }])
    expect(first?.waits).toHaveLength(2)
  })

  it('begins from nothing when a resumed run takes it up again', () => {
    const events = stamped(...begun, criterion('FAIL', 'nothing'), wait, caseStarted(), caseEnded('PASS'))
    expect(runRecord(events).cases[0]).toMatchObject({
      criteria: [],
      waits: [],
      attempts: 2,
      verdict: 'PASS',
    })
  })

  it('is another one on another endpoint', () => {
    const elsewhere = { ...caseEnded('FAIL'), endpoint: 'device-2' }
    const { cases } = runRecord(stamped(...begun, caseEnded('PASS'), elsewhere))
    expect(cases.map(({ endpoint, verdict }) => [endpoint, verdict])).toEqual([
      ['device-1', 'PASS'],
      ['device-1', 'INCONCLUSIVE'],
      ['device-2', 'FAIL'],
    ])
  })

  it('has observations and undone changes', () => {
    const [first] = runRecord(stamped(...begun, observation, undo)).cases
    expect(first?.observations).toEqual([
      { text: 'SHOULD not repeat itself', reference: [{ clause: 'RFC 7252 §4.2' }], frame: 4 },
    ])
    expect(first?.undo).toEqual([{ text: 'writes 30 back to /1/0/1', done: true }])
  })
})

describe('a run', () => {
  it('sums waits by whose time it was', () => {
    const sleeping = { event: 'wait', ...key, ms: 500, reason: 'asleep', booked: 'iut' } as const
    const { waits } = runRecord(stamped(...begun, wait, sleeping, wait))
    expect(waits.booked).toEqual({ case: 186_000, iut: 500 })
    expect(waits.list[1]).toEqual({ ...key, ms: 500, reason: 'asleep', booked: 'iut' })
  })

  it('counts its cases by verdict', () => {
    const { counts } = runRecord(stamped(...begun, caseEnded('FAIL'), runEnded))
    expect(counts).toEqual({ 'NOT APPLICABLE': 0, PASS: 0, INCONCLUSIVE: 1, FAIL: 1, ERROR: 0 })
  })

  it('has the verdict and exit code of its end', () => {
    const record = runRecord(stamped(...begun, caseEnded('FAIL'), runEnded))
    expect(record).toMatchObject({ verdict: 'FAIL', exitCode: 1, interrupted: false })
    expect(record.ended).toBe('2026-11-21T00:00:04.000Z')
  })

  it('was interrupted, and has no exit code, when it never ended', () => {
    const record = runRecord(stamped(...begun, caseEnded('PASS')))
    expect(record).toMatchObject({ verdict: 'INCONCLUSIVE', exitCode: null, interrupted: true })
    expect(record.ended).toBe('2026-11-21T00:00:03.000Z')
  })

  it('goes on after its end when it was resumed', () => {
    expect(runRecord(stamped(...begun, runEnded, runStarted)).exitCode).toBeNull()
  })

  it('is not certifiable by rules that it was resumed with, and not begun with', () => {
    expect(runRecord(stamped(...begun, runStarted)).notCertifiable).toEqual(runStarted.notCertifiable)
    const again = { ...runStarted, timing: 'short', notCertifiable: ['--timing short'] } as const
    const digests = { ...runStarted.digests, ics: 'f'.repeat(64) }
    expect(runRecord(stamped(...begun, again, { ...again, digests })).notCertifiable).toEqual([
      ...runStarted.notCertifiable,
      '--timing short',
      'it was taken up again with another timing',
      'it was taken up again with another ICS',
    ])
  })

  it('cannot be a PASS while planned cases were not reached', () => {
    const passed = { event: 'run-ended', verdict: 'PASS', exitCode: 0, interrupted: false } as const
    expect(runRecord(stamped(...begun, caseEnded('PASS'), passed)).verdict).toBe('INCONCLUSIVE')
  })

  it('completes the named IUT by what the only one told', () => {
    const told = { vendor: 'Other', model: 'M1' }
    const { iut } = runRecord(
      stamped(runStarted, { event: 'iut', endpoint: 'device-1', identity: told, text: '' }),
    )
    expect(iut).toEqual({ vendor: 'Example', model: 'M1' })
  })

  it('does not mix the identities of several', () => {
    const told = (endpoint: string) => ({
      ...({ event: 'iut', endpoint, identity: { model: endpoint }, text: '' } as const),
    })
    const record = runRecord(stamped(runStarted, told('a'), told('b'), told('a')))
    expect(record.iut).toEqual({ vendor: 'Example' })
    expect(record.endpoints.map(({ identity }) => identity.model)).toEqual(['a', 'b'])
  })

  it('lists the digest of every capture', () => {
    const { digests } = runRecord(stamped(...begun, caseEnded('PASS')))
    expect(digests.captures).toEqual([{ ...key, path: 'evidence/int-102.pcapng', digest: 'c'.repeat(64) }])
  })

  it('is refused when the journal holds none', () => {
    expect(() => runRecord(stamped(planned))).toThrow('holds no run')
  })
})
