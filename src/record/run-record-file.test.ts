import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openJournal } from './journal.ts'
import {
  caseEnded,
  caseStarted,
  criterion,
  observation,
  planned,
  runEnded,
  runStarted,
  stamped,
  undo,
  wait,
} from './run.fixture.ts'
import { runRecord } from './run-record.ts'
import { readRun, runRecordValidator, validateRunRecord, writeRunRecord } from './run-record-file.ts'

const drafts = [
  ...[
    runStarted,
    { event: 'iut', endpoint: 'device-1', identity: { model: 'M1' }, text: 'Register' } as const,
  ],
  ...[
    planned,
    caseStarted(),
    criterion('FAIL', 'lt=31'),
    observation,
    wait,
    undo,
    caseEnded('FAIL'),
    runEnded,
  ],
]
const record = runRecord(stamped(...drafts))

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Path = (string | number)[]

/** Every place in a value. */
function places(value: Json, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...at, name]))]
}

function valueAt(value: Json, path: Path): Json {
  return path.reduce<Json>((inner, name) => (inner as { [name: string]: Json })[name] ?? null, value)
}

/** A copy in which the object or array around a place was changed. */
function changed(path: Path, change: (parent: { [name: string]: Json }, name: string) => void): Json {
  const copy: Json = JSON.parse(JSON.stringify(record))
  change(valueAt(copy, path.slice(0, -1)) as { [name: string]: Json }, String(path.at(-1)))
  return copy
}

/** What a run was asked to do is kept as given; everything else has one shape. */
const constrained = places(JSON.parse(JSON.stringify(record))).filter(
  (path) => path.length > 0 && path[0] !== 'options' && path[0] !== 'ixit',
)
const validate = runRecordValidator()
const anywhere = fc.constantFrom(...constrained)
const whole: Json = JSON.parse(JSON.stringify(record))

describe('the schema', () => {
  it('accepts what a run gives', () => {
    expect(validateRunRecord(record)).toEqual([])
  })

  it('accepts a run that was killed', () => {
    expect(validateRunRecord(runRecord(stamped(runStarted, planned, caseStarted())))).toEqual([])
  })

  it('takes only the known fields from a reference', () => {
    const reference = [{ clause: 'Core 1.1.1 §6.2.2', judged: 'client' }]
    expect(
      validateRunRecord(runRecord(stamped(runStarted, { ...observation, reference } as typeof observation))),
    ).toEqual([])
  })

  it('refuses a value of another type, wherever it stands', () => {
    fc.assert(
      fc.property(anywhere, (path) => {
        const wrong =
          typeof valueAt(whole, path) === 'object' && valueAt(whole, path) !== null ? 'text' : [{}]
        expect(
          validate(
            changed(path, (parent, name) => {
              parent[name] = wrong
            }),
          ),
        ).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('refuses a property nobody knows, wherever it stands', () => {
    const objects = constrained.filter((path) => {
      const value = valueAt(whole, path)
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    })
    for (const path of [[], ...objects]) {
      const wrong = changed([...path, 'extra'], (parent, name) => {
        parent[name] = 1
      })
      expect(validate(wrong), path.join('/')).toContain(
        `${path.length === 0 ? '/' : `/${path.join('/')}`} must NOT have additional properties "extra"`,
      )
    }
  })

  it('refuses a record that lacks a property', () => {
    const optional = /^(?:iut|endpoints\/\d+\/identity)\/|\/unverified$/
    for (const path of constrained) {
      const parent = valueAt(whole, path.slice(0, -1))
      if (Array.isArray(parent) || optional.test(path.join('/'))) continue
      expect(
        validate(
          changed(path, (around, name) => {
            delete around[name]
          }),
        ),
        path.join('/'),
      ).not.toEqual([])
    }
  })

  it.each([
    ['a verdict that is none', 'verdict', 'OK'],
    ['another schema version', 'schemaVersion', 2],
    ['a time without a zone', 'started', '2026-11-21T00:00:00.000'],
    ['a digest that is too short', 'digests', { ...record.digests, ics: 'abc' }],
    ['a negative count', 'counts', { ...record.counts, PASS: -1 }],
    ['half a count', 'counts', { ...record.counts, PASS: 0.5 }],
    ['frame 0', 'cases', [{ ...record.cases[0], frame: 0 }]],
    ['a case id without a number', 'cases', [{ ...record.cases[0], id: 'int-' }]],
    ['no chair for the IUT', 'seating', { iut: [], tester: ['server'] }],
  ])('refuses %s', (_, name, value) => {
    expect(validate({ ...record, [name]: value })).not.toEqual([])
  })
})

describe('the file', () => {
  it('is read from a run folder and written back into it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'run-record-'))
    const journal = openJournal(folder, () => 0)
    for (const draft of drafts) journal.append(draft)
    journal.close()
    const path = writeRunRecord(folder, readRun(folder))
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(readRun(folder))
    rmSync(folder, { recursive: true })
  })

  it('is not written when it would break the schema', () => {
    const wrong = { ...record, seating: { iut: [], tester: [] } }
    expect(() => writeRunRecord('/nowhere', wrong)).toThrow('/seating/iut must NOT have fewer than 1 items')
  })
})
