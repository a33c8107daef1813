import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { call, workFolder } from './cli.fixture.ts'
import { servedEuicc } from './served-euicc.ts'

const work = workFolder()
afterAll(work.remove)

const eid = '89049032123451234512345678901235'
const folder = join(work.path, 'keys')

async function served(...words: readonly string[]) {
  const { code, out, err } = await call(['serve', '--as', 'client', ...words])
  expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
  return err
}

describe('an eUICC', () => {
  it('is managed by the eIM that esim keys made, and judged', async () => {
    expect((await call(['esim', 'keys', folder, '--eid', eid])).code).toBe(0)
    const reports = join(work.path, 'reports')
    const run = call([
      ...[
        'run',
        'client',
        '--profile',
        'sgp32',
        '--cases',
        'ESIM-102,ESIM-307',
        '--ixit',
        join(folder, 'ixit.json'),
      ],
      ...['--listen', '127.0.0.1:0', '--endpoint', 'euicc', '--timing', 'short', '--out', reports],
      ...['--no-operator', '--no-allure'],
    ])
    await expect.poll(() => run.written(), { timeout: 50_000 }).toContain('coap://127.0.0.1:')
    const uri = /coap:\/\/127\.0\.0\.1:\d+/.exec(run.written())?.[0] ?? ''
    const client = call([
      ...['serve', '--as', 'client', '--esim', folder, '--server', uri, '--endpoint', 'euicc'],
      ...['--listen', '127.0.0.1:0'],
    ])
    const { code, out, err } = await run
    client.interrupt()
    expect([code, err]).toEqual([0, expect.stringMatching(/^Waiting for euicc at .*\n$/)])
    expect([...out.matchAll(/^PASS +(ESIM-\d+) /gm)].map(([, id]) => id)).toEqual(['ESIM-102', 'ESIM-307'])
    const told = await client
    expect(told.code).toBe(130)
    expect(told.out).toContain('"profiles":{"enabled":"')
  })

  it('has the same key whenever it is served, so that an IXIT goes on telling it', () => {
    const [first, second] = [0, 1].map((now) => servedEuicc(folder, now).ixit.euiccKey)
    expect(first).toMatch(/^MFkwEwYH/)
    expect(second).toBe(first)
  })

  it('is behind a client, or managed by a server', async () => {
    const { code, err } = await call(['serve', '--as', 'bootstrap', '--esim', folder])
    expect([code, err]).toEqual([2, 'serve --as bootstrap: --esim is for clients and servers\n'])
  })

  it('knows an eIM from a folder that esim keys made', async () => {
    const err = await served('--server', '127.0.0.1:9', '--esim', join(work.path, 'none'))
    expect(err).toContain('ixit.json: cannot be read as IXIT')
  })
})

describe('an eIM', () => {
  const [keys, card] = [join(work.path, 'platform'), join(work.path, 'card')]

  /** Adds to what an IXIT tells of the eSIM. */
  function tells(folder: string, more: Readonly<Record<string, unknown>>): void {
    const file = join(folder, 'ixit.json')
    const { esim, ...others } = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...others, esim: { ...esim, ...more } }))
  }

  it('that is served is judged by another run, which has it queue packages by HTTP', async () => {
    expect((await call(['esim', 'keys', keys, '--eid', eid])).code).toBe(0)
    expect((await call(['esim', 'euicc', card, '--eid', eid])).code).toBe(0)
    tells(keys, { euiccKey: readFileSync(join(card, 'euicc.pub.der')).toString('base64') })
    const server = call([
      ...['serve', '--as', 'server', '--esim', keys, '--listen', '127.0.0.1:0'],
      ...['--verbs', '127.0.0.1:0'],
    ])
    await expect.poll(() => server.written(), { timeout: 10_000 }).toContain('Ctrl-C ends it')
    const [, target = ''] = /coap:\/\/(127\.0\.0\.1:\d+)/.exec(server.written()) ?? []
    const [, tester = ''] = /(http:http:\/\/127\.0\.0\.1:\d+)/.exec(server.written()) ?? []
    const [, told = ''] = /judges it: (\{.*\})/.exec(server.written()) ?? []
    tells(card, JSON.parse(told))
    const { code, out } = await call([
      ...['run', 'server', '--target', target, '--upper-tester', tester, '--profile', 'sgp32'],
      ...['--cases', 'ESIM-801,ESIM-804', '--ixit', join(card, 'ixit.json')],
      ...['--timing', 'short', '--out', join(work.path, 'eim'), '--no-allure'],
    ])
    server.interrupt()
    await server
    expect([...out.matchAll(/^(\w+) +(ESIM-\d+) /gm)].map(([, verdict, id]) => `${id} ${verdict}`)).toEqual([
      'ESIM-801 PASS',
      'ESIM-804 PASS',
    ])
    expect(code).toBe(0)
  })
})
