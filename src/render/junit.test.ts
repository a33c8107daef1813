import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStringPromise } from 'xml2js'
import { runRecord } from '#record'
import { junitXml } from './junit.ts'
import { hostile, runEvents } from './run.fixture.ts'
import { printable } from './words.ts'

interface Node {
  readonly $: Readonly<Record<string, string>>
  readonly _?: string
}
interface TestCase extends Node {
  readonly failure?: readonly Node[]
  readonly error?: readonly Node[]
  readonly skipped?: readonly Node[]
  readonly 'system-out'?: readonly string[]
}
interface Suite extends Node {
  readonly testcase: readonly TestCase[]
  readonly properties: readonly { readonly property: readonly Node[] }[]
}
interface Report {
  readonly testsuites: Node & { readonly testsuite: readonly Suite[] }
}

const record = runRecord(runEvents())
const parsed: Report = await parseStringPromise(junitXml(record), { strict: true })
const [first, second] = parsed.testsuites.testsuite

function testcase(label: string): TestCase {
  const found = first?.testcase.find(({ $ }) => $.name?.startsWith(label))
  if (found === undefined) throw new Error(`no test case ${label}`)
  return found
}

describe('JUnit XML', () => {
  it('has a suite for each endpoint and chair', () => {
    expect(parsed.testsuites.testsuite.map(({ $ }) => $.name)).toEqual([
      'urn:imei:004999010640000 (client)',
      `${printable(hostile)} (client)`,
    ])
  })

  it('counts verdicts as its readers do', () => {
    expect(parsed.testsuites.$).toMatchObject({ tests: '12', failures: '2', errors: '7', skipped: '1' })
    expect(second?.$).toMatchObject({ tests: '6', failures: '1', errors: '4', skipped: '0' })
  })

  it('says nothing beside a PASS but its criteria', () => {
    const passed = testcase('1.1-int-101')
    expect([passed.failure, passed.error, passed.skipped]).toEqual([undefined, undefined, undefined])
    expect(passed['system-out']?.[0]).toContain('A PASS: the client sends a Register with all its parameters')
    expect(passed.$.time).toBe('4.380')
  })

  it('tells observations, which break no MUST', () => {
    expect(testcase('1.1-int-102')['system-out']?.[0]).toContain(
      'observation: SHOULD send the Update before the lifetime ends: sent 0.4 s after (Core 1.1.1 §6.2.2, frame 3)',
    )
  })

  it('has FAIL as failure, with the criteria that were not met', () => {
    const failure = testcase('1.1-int-102').failure?.[0]
    expect(failure?.$).toEqual({ message: 'a criterion was not met', type: 'FAIL run' })
    expect(failure?._).toBe(
      [
        'B FAIL: the client sends an Update with the new lifetime',
        '  clause:   Core 1.1.1 §6.2.2 (unverified: issue 544)',
        '  expected: an Update with lt=20',
        '  seen:     lt=30',
        '  frame:    3 of evidence/int-102-client.pcapng',
        '  try:      Look in frame 3 of the capture at what the client sent, and compare it with Core 1.1.1 §6.2.2.',
      ].join('\n'),
    )
  })

  it.each([
    ['1.1-int-104', 'depends on int-102', 'INCONCLUSIVE could-not-run'],
    ['1.1-int-301', 'the run ended before this case', 'INCONCLUSIVE out-of-time'],
    ['TP/COAP', 'our server: the socket was closed', 'ERROR run'],
  ])('has %s as error', (label, message, type) => {
    expect(testcase(label).error?.[0]?.$).toEqual({ message, type })
  })

  it('has NOT APPLICABLE as skipped, with its reason', () => {
    expect(testcase('1.1-int-205').skipped?.[0]?.$.message).toBe('the ICS says no to CF.TEXT')
  })

  it('tells the facts of the run', () => {
    expect(first?.properties[0]?.property.map(({ $ }) => $)).toContainEqual({ name: 'LwM2M', value: '1.1' })
  })

  it('is well formed whatever the texts hold', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(anything, anything, async (title, seen) => {
        const [some] = record.cases
        const criteria = some!.criteria.map((criterion) => ({ ...criterion, verdict: 'FAIL' as const, seen }))
        const xml = junitXml({ ...record, cases: [{ ...some!, verdict: 'FAIL', title, criteria }] })
        const report: Report = await parseStringPromise(xml, { strict: true, normalize: false })
        expect(report.testsuites.testsuite[0]?.testcase[0]?.$.name).toBe(`1.1-int-101 ${printable(title)}`)
        expect(xml).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/u)
      }),
    )
  })
})
