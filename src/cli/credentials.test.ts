import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadOscoreAccounts } from '#config'
import { accountIn, deviceEnd, type SecurityValue, serverEnd } from '#dtls'
import { parametersOf } from '#oscore'
import { givenAccounts } from './accounts.ts'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
const folder = join(work.path, 'keys')
const made = call([
  'credentials',
  folder,
  '--endpoint',
  'urn:dev:ops:7',
  '--server-name',
  'lwm2m.example.com',
])
beforeAll(async () => void (await made))
afterAll(work.remove)

type Held = { readonly [path: string]: SecurityValue | { readonly hex: string; readonly base64: string } }

/** A Resource of what a device holds; octets out of either spelling. */
function held(name: string, holder: 'server' | 'bootstrap', spelling: 'hex' | 'base64') {
  const all: Record<string, Held> = JSON.parse(readFileSync(join(folder, 'device', name), 'utf8'))
  return (path: string): SecurityValue | undefined => {
    const value = all[holder]?.[path]
    if (typeof value !== 'object' || value instanceof Uint8Array) return value
    return new Uint8Array(Buffer.from(value[spelling], spelling))
  }
}

describe('credentials', () => {
  it('says what is for the device and what for a run', async () => {
    const { code, out, err } = await made
    expect([code, err]).toEqual([0, ''])
    for (const named of ['device', 'psk.json', 'rpk.json', 'x509.json', 'x509-ca.json', 'oscore.json'])
      expect(out).toContain(join(folder, named))
    expect(out).toContain('lwm2m.example.com')
  })

  it.each(['psk', 'rpk', 'x509', 'x509-ca'])(
    '%s.json is an account, and the device holds its end',
    (name) => {
      const accounts = givenAccounts({ account: join(folder, `${name}.json`) }, 'server')
      for (const [instance, holder] of (['server', 'bootstrap'] as const).entries()) {
        const account = accounts[holder]
        expect(account.mode).toBe(name.replace('-ca', ''))
        const { serverSecretKey: _, serverCertificates: __, faultyCertificates: ___, ...more } = account
        const { authority: ____, otherCertificates: _____, faultyIdentities: ______, ...device } = more
        for (const spelling of ['hex', 'base64'] as const) {
          const value = held(`${name}.json`, holder, spelling)
          expect(accountIn((id) => value(`/0/${instance}/${id}`))).toEqual(device)
        }
      }
    },
  )

  it('gives the PSK identity the name of the endpoint, and the bootstrap-server another key', () => {
    const { server, bootstrap } = givenAccounts({ account: join(folder, 'psk.json') }, 'server')
    expect(new TextDecoder().decode(server.identity)).toBe('urn:dev:ops:7')
    expect(server.secretKey.length).toBe(16)
    expect(bootstrap.secretKey).not.toEqual(server.secretKey)
  })

  it.each(['x509', 'x509-ca'])(
    'the device of %s.json takes the server, and none of the faulty ones',
    (name) => {
      const { server } = givenAccounts({ account: join(folder, `${name}.json`) }, 'server')
      const device = deviceEnd(server, () => Date.now())
      const verdict = (chain: readonly Uint8Array[]) => device.verifyPeer?.({ kind: 'x509', chain })
      expect(verdict(server.serverCertificates ?? [])).toBeUndefined()
      // The other one is as good where the CA is known, and nothing where the certificate is.
      expect(verdict(server.otherCertificates ?? []) === undefined).toBe(name === 'x509-ca')
      const faulty = Object.entries(server.faultyCertificates ?? {})
      expect(faulty.map(([flaw]) => flaw)).toEqual([
        ...['wrongName', 'expired', 'notYetValid', 'selfSigned', 'otherSide', 'noSigning'],
      ])
      expect(faulty.filter(([, chain]) => verdict(chain) === undefined)).toEqual([])
      const { verifyPeer } = serverEnd([server])
      expect(verifyPeer?.({ kind: 'x509', chain: [server.identity] })).toBeUndefined()
      const strange = Object.entries(server.faultyIdentities ?? {})
      expect(strange.map(([flaw]) => flaw)).toEqual(['otherSide', 'noSigning'])
      for (const [, chain] of strange) expect(verifyPeer?.({ kind: 'x509', chain })).toBe('bad_certificate')
    },
  )

  it('oscore.json is an account, and the device holds its end, as text if need be', () => {
    const accounts = loadOscoreAccounts(join(folder, 'oscore.json'))
    for (const [instance, holder] of (['server', 'bootstrap'] as const).entries()) {
      const value = held('oscore.json', holder, 'hex')
      expect(parametersOf((id) => value(`/21/${instance}/${id}`))).toEqual(accounts[holder])
      expect(value(`/0/${instance}/17`)).toBe(`/21/${instance}`)
      expect(new TextDecoder('utf8', { fatal: true }).decode(accounts[holder]?.masterSecret)).toMatch(
        /^[0-9a-f]{32}$/,
      )
    }
  })

  it('has every certificate in PEM and DER, and nobody else may read a key', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('.'),
    )
    const certificates = names.filter((name) => /x509\/[a-z-]+\.der$/.test(name))
    expect(certificates.length).toBe(12)
    for (const name of certificates) {
      const one = new X509Certificate(readFileSync(join(folder, name)))
      expect(new X509Certificate(readFileSync(join(folder, name.replace('.der', '.pem')))).raw).toEqual(
        one.raw,
      )
    }
    const open = names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
    expect(open.filter((name) => /json$|\.key\./.test(name))).toEqual([])
    expect(names.filter((name) => /\.key\.pem$/.test(name)).length).toBe(4)
  })

  it.each(['client', 'server'])(
    'the raw public key of the %s has the highest bit of both coordinates',
    (who) => {
      const der = readFileSync(join(folder, 'rpk', `${who}.pub.der`))
      expect([der.at(-64)! & 0x80, der.at(-32)! & 0x80]).toEqual([0x80, 0x80])
    },
  )

  it('overwrites nothing', async () => {
    const before = readFileSync(join(folder, 'psk.json'))
    const { code, err } = await call(['credentials', folder])
    expect([code, err.trim().split('\n').length]).toEqual([2, 1])
    expect(err).toContain(`${join(folder, 'psk.json')}: it is there already`)
    expect(readFileSync(join(folder, 'psk.json'))).toEqual(before)
  })

  it('writes nothing at all where one file is in the way', async () => {
    const other = join(work.path, 'other')
    mkdirSync(join(other, 'rpk'), { recursive: true })
    writeFileSync(join(other, 'rpk', 'server.key.pem'), 'mine')
    const { code } = await call(['credentials', other])
    expect([code, readdirSync(other, { recursive: true }).length]).toEqual([2, 2])
    expect(readFileSync(join(other, 'rpk', 'server.key.pem'), 'utf8')).toBe('mine')
  })

  it('never makes the same keys again', async () => {
    const other = join(work.path, 'again')
    await call(['credentials', other])
    for (const name of ['psk.json', 'rpk.json', 'oscore.json', 'x509/ca.pem', 'x509/server.key.pem'])
      expect(readFileSync(join(other, name))).not.toEqual(readFileSync(join(folder, name)))
  })

  it.each([
    ['--server-name', '192.0.2.1', '--server-name 192.0.2.1: a host name is needed'],
    ['--server-name', 'no such', '--server-name no such: a host name is needed'],
    ['--endpoint', '', '--endpoint: a name'],
  ])('%s %s: one line that says how to mend it', async (flag, value, said) => {
    const { code, err } = await call(['credentials', join(work.path, 'bad'), flag, value])
    expect([code, err.trim().split('\n').length]).toEqual([2, 1])
    expect(err).toContain(said)
    expect(existsSync(join(work.path, 'bad'))).toBe(false)
  })

  it('a file in the place of the folder is told', async () => {
    const file = join(work.path, 'file')
    writeFileSync(file, '')
    const { code, err } = await call(['credentials', file])
    expect([code, err.trim().split('\n').length]).toEqual([2, 1])
    expect(err).toContain(file)
  })
})
