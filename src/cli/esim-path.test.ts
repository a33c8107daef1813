import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { call, workFolder } from './cli.fixture.ts'

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

  it('is behind a client alone', async () => {
    const { code, err } = await call(['serve', '--as', 'server', '--esim', folder])
    expect([code, err]).toEqual([2, 'serve --as server: --esim is for a client\n'])
  })

  it('knows an eIM from a folder that esim keys made', async () => {
    const err = await served('--server', '127.0.0.1:9', '--esim', join(work.path, 'none'))
    expect(err).toContain('ixit.json: cannot be read as IXIT')
  })
})
