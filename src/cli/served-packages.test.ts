import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as coap from 'coap'
import { afterAll, describe, expect, it } from 'vitest'
import { parsePsk } from '#config'
import { udpNetwork } from '#net'
import { fetchPackage, packageSamples } from '#peers'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
afterAll(work.remove)

const good = packageSamples('firmware', 20_000).good
const folder = join(work.path, 'packages')
mkdirSync(join(folder, 'old ones'), { recursive: true })
writeFileSync(join(folder, 'good.bin'), good)
writeFileSync(join(folder, 'old ones', '1.0.bin'), 'an old one')
writeFileSync(join(work.path, 'secret.txt'), 'not to be given')

/** Gives the folder while something is done with it; the URIs that are told, and what was written. */
async function served(
  words: readonly string[],
  use: (uris: readonly string[]) => Promise<void>,
): Promise<string> {
  const serving = call([
    'serve',
    '--as',
    'packages',
    '--packages',
    folder,
    '--listen',
    '127.0.0.1:0',
    ...words,
  ])
  await expect.poll(() => serving.written(), { timeout: 50_000 }).toContain('Ctrl-C ends it')
  await use([...serving.written().matchAll(/^coaps?:\S+/gm)].map(([uri]) => uri))
  serving.interrupt()
  const { code, out, err } = await serving
  expect([code, err]).toEqual([130, ''])
  return out
}

const fetching = { network: udpNetwork(), endpoint: 'meter', local: { host: '127.0.0.1' } }

describe('packages that node-coap gives', () => {
  it('are fetched by the reference Client, and by node-coap, and nothing else is', async () => {
    const out = await served([], async ([one = '', two = '']) => {
      expect(await fetchPackage(one, fetching).octets).toEqual(good)
      expect(await fetchPackage(two, fetching).octets).toEqual(new TextEncoder().encode('an old one'))
      for (const path of ['none.bin', '..%2fsecret.txt', '%2e%2e/secret.txt'])
        expect(await fetchPackage(one.replace('good.bin', path), fetching).octets).toBe('uri')
      const { payload } = await new Promise<coap.IncomingMessage>((resolve) => {
        coap.request(one).on('response', resolve).end()
      })
      expect(new Uint8Array(payload)).toEqual(good)
    })
    expect(out).toContain('/old%20ones/1.0.bin\n')
    expect(out).toMatch(new RegExp(`GET /good.bin: 2.05, ${good.length} octets`))
    expect(out).toContain('GET /none.bin: 4.04\n')
  })

  it('come over DTLS, too', async () => {
    const psk = 'meter:000102030405060708090a0b0c0d0e0f'
    await served(['--psk', psk], async ([uri = '']) => {
      expect(uri).toMatch(/^coaps:/)
      const dtls = parsePsk(psk, '--psk')
      expect(await fetchPackage(uri, { ...fetching, dtls }).octets).toEqual(good)
    })
  })
})
