import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestResult } from 'allure-js-commons'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal } from '#record'
import { renderAllure } from './allure.ts'
import { hostile, runDrafts, writeRun } from './run.fixture.ts'

function resultsIn(folder: string): TestResult[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

let folder = ''
let results: TestResult[] = []
let html = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'allure-test-'))
  writeRun(folder)
  const written = await renderAllure({ runFolder: folder, follow: false })
  results = resultsIn(written.results)
  html = readFileSync(written.html, 'utf8')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function result(id: string, endpoint = 'urn:imei:004999010640000'): TestResult {
  const found = results.find(({ labels, parameters }) => {
    const isCase = labels.some(({ name, value }) => name === 'case' && value === id)
    return isCase && parameters.some(({ name, value }) => name === 'endpoint' && value === endpoint)
  })
  if (found === undefined) throw new Error(`no result of ${id}`)
  return found
}

const label = (found: TestResult, name: string) =>
  found.labels.filter((one) => one.name === name).map(({ value }) => value)

describe('a result', () => {
  it('is there for every planned case of every endpoint', () => {
    expect(results).toHaveLength(12)
    expect(new Set(results.map(({ historyId }) => historyId)).size).toBe(12)
  })

  it.each([
    ['int-101', 'passed', undefined],
    ['int-102', 'failed', 'FAIL: a criterion was not met'],
    ['int-104', 'broken', 'INCONCLUSIVE (could-not-run): depends on int-102'],
    ['int-205', 'skipped', 'NOT APPLICABLE (not-claimed): the ICS says no to CF.TEXT'],
    ['TP/COAP/MSG/BI-02', 'broken', 'ERROR: our server: the socket was closed'],
    ['int-301', 'broken', 'INCONCLUSIVE (out-of-time): the run ended before this case'],
  ])('of %s is %s and says why', (id, status, message) => {
    expect(result(id)).toMatchObject({ status, statusDetails: message === undefined ? {} : { message } })
  })

  it('stands under edition, interface, endpoint and chair', () => {
    const found = result('int-102')
    expect(['epic', 'feature', 'story', 'parentSuite', 'suite'].map((name) => label(found, name)[0])).toEqual(
      ['LwM2M 1.1', 'Registration', 'Registration Update', 'urn:imei:004999010640000', 'client'],
    )
  })

  it('has the times of the run, not of the report', () => {
    expect(new Date(result('int-101').start ?? 0).toISOString()).toBe('2026-11-21T12:00:02.190Z')
    expect(result('int-301').start).toBe(result('int-301').stop)
  })

  it('has criteria as steps, with what was expected and seen', () => {
    const step = result('int-102').steps.find(({ name }) => name?.startsWith('B FAIL'))
    expect(step).toMatchObject({
      name: 'B FAIL: the client sends an Update with the new lifetime',
      status: 'failed',
      parameters: [
        { name: 'expected', value: 'an Update with lt=20' },
        { name: 'seen', value: 'lt=30' },
        { name: 'clause', value: 'Core 1.1.1 §6.2.2 (unverified: issue 544)' },
        { name: 'level', value: 'MUST' },
        { name: 'frame', value: '3' },
      ],
    })
  })

  it('has waits as steps of their length', () => {
    const step = result('int-102').steps.find(({ name }) => name === 'waits 20.000 s: the new lifetime')
    expect((step?.stop ?? 0) - (step?.start ?? 0)).toBe(20_000)
  })

  it('links its clauses and attaches the exchange', () => {
    const { links, steps } = result('int-101')
    expect(links).toContainEqual({
      url: 'https://www.rfc-editor.org/rfc/rfc7252.html#section-5.2',
      name: 'RFC 7252 §5.2',
    })
    const source = steps
      .flatMap(({ attachments }) => attachments)
      .find(({ name }) => name === 'Exchange')?.source
    expect(readFileSync(join(folder, 'allure-results', source ?? ''), 'utf8')).toContain(
      '-> #2 127.0.0.1:56830 ACK 2.01',
    )
  })

  it('does not name the machine it was written on', () => {
    const names = new Set(results.flatMap(({ labels }) => labels.map(({ name }) => name)))
    expect([...names].filter((name) => ['host', 'thread', 'package'].includes(name))).toEqual([])
    expect(JSON.stringify(results)).not.toContain('case.spec')
  })
})

describe('the report', () => {
  it('needs no network', () => {
    expect(html).not.toMatch(/googletagmanager|<(?:script|img|iframe)\b[^>]*\bsrc="?(?:https?:)?\/\//)
    expect(html).not.toMatch(/<link\b[^>]*\bhref="?(?:https?:)?\/\//)
  })

  it('does not run what an endpoint is called', () => {
    expect(results.some(({ parameters }) => parameters.some(({ value }) => value === hostile))).toBe(true)
    expect(html).not.toContain("<script>alert('x')")
  })
})

it('goes along with a run, endpoint after endpoint, until its end', async () => {
  const live = mkdtempSync(join(tmpdir(), 'allure-live-'))
  const rendering = renderAllure({ runFolder: live, follow: true })
  const journal = openJournal(live, () => 0)
  const drafts = runDrafts()
  for (const draft of drafts.slice(0, 12)) journal.append(draft)
  await expect
    .poll(() => readdirSync(join(live, 'allure-results')), { timeout: 20_000 })
    .toContain('environment.properties')
  for (const draft of drafts.slice(12)) journal.append(draft)
  journal.close()
  expect(resultsIn((await rendering).results)).toHaveLength(12)
  rmSync(live, { recursive: true })
}, 60_000)
