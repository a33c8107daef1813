import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seededRandom, sleep, systemClock, udpNetwork } from '#net'
import { ReferenceClient, ReferenceServer } from '#peers'
import { type JournalEvent, journalFile, type RunRecord, readJournal, validateRunRecord } from '#record'
import { loadRegistry } from '#registry'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
const host = '127.0.0.1'
const network = udpNetwork({ random: seededRandom('judge.test') })
const peer = { network, registry: loadRegistry(), lwm2m: '1.1', local: { host } } as const
const server = new ReferenceServer(peer)
beforeAll(() => server.start())
afterAll(async () => {
  await server.stop()
  work.remove()
})

const runs = (name: string): string => join(work.path, name)
const judgeServer = (name: string, ...more: string[]): string[] => [
  ...['run', 'server', '--target', `${host}:${server.coap.local.port}`, '--out', runs(name), '--no-allure'],
  ...more,
]

function record(name: string): RunRecord {
  return JSON.parse(readFileSync(join(runs(name), 'latest', 'run.json'), 'utf8'))
}

function events(name: string): readonly JournalEvent[] {
  return readJournal(journalFile(join(runs(name), 'latest'))).events
}

async function freePort(): Promise<number> {
  const socket = await network.bind({ host })
  await socket.close()
  return socket.local.port
}

describe('run server', () => {
  it('judges, and leaves journal, record, reports and captures', async () => {
    const ics = join(work.path, 'ics.json')
    writeFileSync(ics, '{"vendor":"Acme","model":"S","version":"1","items":{}}')
    const { code, out } = await call(judgeServer('sound', '--cases', '101', '--ics', ics, '--seed', '7'))
    expect(code).toBe(0)
    expect(out).toMatch(/PASS +1\.1-int-101/)
    const found = record('sound')
    expect(validateRunRecord(found)).toEqual([])
    expect(found).toMatchObject({
      iut: { vendor: 'Acme', model: 'S', version: '1' },
      seating: { iut: ['server'] },
      profile: 'custom',
      seed: '7',
      exitCode: 0,
      notCertifiable: ['the cases were picked by hand'],
      options: { target: `${host}:${server.coap.local.port}`, cases: '101' },
      digests: { ics: expect.stringMatching(/^[0-9a-f]{64}$/), ixit: null, registry: expect.any(String) },
    })
    const folder = join(runs('sound'), 'latest')
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['journal.ndjson', 'junit.xml', 'report.html']),
    )
    expect(readdirSync(join(folder, 'evidence'))).toHaveLength(1)
  })

  it('says what it leaves out', async () => {
    const { err } = await call(judgeServer('partly', '--cases', '101,201'))
    expect(err).toBe('int-201 is left out: it judges the client\n')
    expect(record('partly').cases.map(({ id }) => id)).toEqual(['int-101'])
  })

  it('goes on with a run that was cut off', async () => {
    await call(judgeServer('cut', '--cases', '101,103', '--seed', '9'))
    const journal = journalFile(join(runs('cut'), 'latest'))
    const lines = readFileSync(journal, 'utf8').split('\n')
    const first = lines.findIndex((line) => line.includes('"event":"case-ended"'))
    writeFileSync(journal, [...lines.slice(0, first + 2), '{"n":'].join('\n'))
    const { code } = await call(['run', '--resume', 'latest', '--out', runs('cut')])
    expect(code).toBe(0)
    const found = record('cut')
    expect(found.cases.map(({ id, verdict, attempts }) => [id, verdict, attempts])).toEqual([
      ['int-101', 'PASS', 1],
      ['int-103', 'PASS', expect.any(Number)],
    ])
    expect(found).toMatchObject({ seed: '9', interrupted: false })
    const begun = events('cut').filter(({ event }) => event === 'case-started')
    expect(begun.map((event) => 'id' in event && event.id)).toEqual(['int-101', 'int-103', 'int-103'])
  })

  it('goes on only with a run that judged the same', async () => {
    await call(judgeServer('other', '--cases', '101'))
    const { code, err } = await call([...'run bootstrap --resume latest --out'.split(' '), runs('other')])
    expect([code, err]).toEqual([
      2,
      'run bootstrap --resume latest: that run judges server; leave "bootstrap" out\n',
    ])
  })

  it('begins anew, when it goes on, cases for which nobody was there', async () => {
    await call(judgeServer('missed', '--cases', '101'))
    const journal = journalFile(join(runs('missed'), 'latest'))
    const text = readFileSync(journal, 'utf8')
    writeFileSync(
      journal,
      text.replace('"verdict":"PASS","outcome":"run"', '"verdict":"INCONCLUSIVE","outcome":"out-of-time"'),
    )
    expect(readFileSync(journal, 'utf8')).not.toBe(text)
    const { code } = await call(['run', '--resume', 'latest', '--out', runs('missed')])
    expect(code).toBe(0)
    expect(record('missed').cases).toMatchObject([{ verdict: 'PASS', attempts: 2 }])
  })

  it('writes the reports again', async () => {
    await call(judgeServer('again', '--cases', '101'))
    const html = join(runs('again'), 'latest', 'report.html')
    writeFileSync(html, '')
    const ics = join(work.path, 'found.json')
    const { code, out } = await call(['report', '--out', runs('again'), '--no-allure', '--write-ics', ics])
    expect(code).toBe(0)
    expect(JSON.parse(readFileSync(ics, 'utf8'))).toEqual({ items: {} })
    expect(out).toContain('report.html')
    expect(readFileSync(html, 'utf8')).toContain('<html')
  })

  it('follows a run under way: Allure results as they come, the reports at its end', async () => {
    const judging = call(judgeServer('followed', '--cases', '101,103'))
    await vi.waitFor(() => expect(existsSync(journalFile(join(runs('followed'), 'latest')))).toBe(true), {
      timeout: 10_000,
    })
    const { code, out } = await call(['report', '--out', runs('followed'), '--follow'])
    expect((await judging).code).toBe(0)
    expect(code).toBe(0)
    expect(out).toContain('Following')
    const folder = join(runs('followed'), 'latest')
    const results = readdirSync(join(folder, 'allure-results')).filter((name) =>
      name.endsWith('-result.json'),
    )
    expect(results).toHaveLength(2)
    expect(existsSync(join(folder, 'allure.html'))).toBe(true)
  })
})

describe('Ctrl-C', () => {
  it('ends a run that waits for a client, with 130 and its results', async () => {
    const out = runs('interrupted')
    const words = [
      'run',
      'client',
      '--listen',
      `${host}:0`,
      '--endpoint',
      'late',
      '--cases',
      '101',
      '--out',
      out,
    ]
    const running = call(words)
    await expect.poll(() => existsSync(join(out, 'latest', 'journal.ndjson')), { timeout: 20_000 }).toBe(true)
    await sleep(systemClock, 100)
    running.interrupt()
    expect((await running).code).toBe(130)
    expect(record('interrupted')).toMatchObject({ interrupted: true, exitCode: 130 })
  })

  it('ends serve', async () => {
    const running = call(['serve', '--as', 'server', '--listen', `${host}:0`])
    await expect
      .poll(() => running.written(), { timeout: 20_000 })
      .toMatch(/listens at coap:\/\/127\.0\.0\.1:\d+/)
    running.interrupt()
    expect((await running).code).toBe(130)
  })

  it('ends a probe', async () => {
    const running = call(['probe', '--listen', `${host}:0`])
    await expect.poll(() => running.written(), { timeout: 20_000 }).toContain('Waiting for a client')
    running.interrupt()
    expect((await running).code).toBe(130)
  })
})

describe('probe', () => {
  it('shows what a device registers, and drafts its ICS', async () => {
    const port = await freePort()
    const ics = join(work.path, 'draft.json')
    const running = call(['probe', '--listen', `${host}:${port}`, '--write-ics', ics, '--json'])
    await sleep(systemClock, 200)
    const serverUri = `coap://${host}:${port}`
    const client = new ReferenceClient({ ...peer, endpoint: 'probed', serverUri })
    await client.start()
    const { code, out } = await running
    await client.stop()
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ endpoint: 'probed', lwm2m: '1.1', queueMode: false })
    expect(JSON.parse(readFileSync(ics, 'utf8')).items).toMatchObject({ 'OBJ.3': true, QUEUE: false })
  })
})
