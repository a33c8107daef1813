import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestResult } from 'allure-js-commons'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EventDraft, openJournal } from '#record'
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
/** What the report's page carries in itself. */
let data = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'allure-test-'))
  writeRun(folder)
  const written = await renderAllure({ runFolder: folder, follow: false })
  results = resultsIn(written.results)
  html = readFileSync(written.html, 'utf8')
  const embedded = [...html.matchAll(/data\/[^"']+\.json["'],\s*["']([A-Za-z0-9+/=]+)/g)]
  data = embedded.map(([, content = '']) => Buffer.from(content, 'base64').toString()).join('\n')
}, 120_000)
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
    ['int-104', 'broken', 'INCONCLUSIVE (could-not-run): depends on int-102'],
    ['int-205', 'skipped', 'NOT APPLICABLE (not-claimed): the ICS says no to CF.TEXT'],
    ['TP/COAP/MSG/BI-02', 'broken', 'ERROR: our server: the socket was closed'],
    ['int-301', 'broken', 'INCONCLUSIVE (out-of-time): the run ended before this case'],
  ])('of %s is %s and says why', (id, status, message) => {
    expect(result(id)).toMatchObject({ status, statusDetails: message === undefined ? {} : { message } })
  })

  it('of a FAIL says which criterion was not met', () => {
    const { status, statusDetails } = result('int-102')
    expect(status).toBe('failed')
    expect(statusDetails).toMatchObject({ expected: 'an Update with lt=20', actual: 'lt=30' })
    expect(statusDetails.message).toMatch(
      /^FAIL: a criterion was not met\nB FAIL: the client sends an Update with the new lifetime\n/,
    )
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

  it('groups what is no PASS by verdict', () => {
    expect(data).toContain('Not decided (INCONCLUSIVE)')
    expect(data).not.toContain('Product errors')
  })

  it('does not run what an endpoint is called', () => {
    expect(results.some(({ parameters }) => parameters.some(({ value }) => value === hostile))).toBe(true)
    expect(html).not.toContain("<script>alert('x')")
  })
})

describe('a run that is going on', () => {
  let live = ''
  beforeEach(() => {
    live = mkdtempSync(join(tmpdir(), 'allure-live-'))
  })
  afterEach(() => rmSync(live, { recursive: true }))

  /** Renders while the rest of a run is written, once the first results process is at work. */
  async function followed(first: readonly EventDraft[], rest: readonly EventDraft[]): Promise<TestResult[]> {
    const journal = openJournal(live, () => 0)
    for (const draft of first) journal.append(draft)
    const rendering = renderAllure({ runFolder: live, follow: true })
    const results = join(live, 'allure-results')
    await expect.poll(() => readdirSync(results), { timeout: 60_000 }).toContain('environment.properties')
    for (const draft of rest) journal.append(draft)
    journal.close()
    return resultsIn((await rendering).results)
  }

  it('is followed, endpoint after endpoint, until its end', async () => {
    const drafts = runDrafts()
    expect(await followed(drafts.slice(0, 12), drafts.slice(12))).toHaveLength(12)
  }, 120_000)

  it('is followed anew when it was resumed', async () => {
    const drafts = runDrafts()
    const [started, , planned] = drafts
    const interrupted = drafts.map((draft) =>
      draft.event === 'case-ended'
        ? { ...draft, verdict: 'INCONCLUSIVE' as const, reason: 'interrupted' }
        : draft,
    )
    const results = await followed([...interrupted, started!, planned!], drafts.slice(3))
    const statuses = results.filter(({ parameters }) =>
      parameters.some(({ value }) => value.startsWith('urn:imei')),
    )
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([
      'broken',
      'broken',
      'broken',
      'failed',
      'passed',
      'skipped',
    ])
  }, 120_000)
})
