import { createPrivateKey, webcrypto } from 'node:crypto'
import { get, type RequestOptions, request } from 'node:https'
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import * as coap from 'coap'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock, udpNetwork } from '#net'
import { testAccounts } from '../../accounts.fixture.ts'
import { pemOf } from '../../certificates.fixture.ts'
import { countingScribe } from '../scribe.fixture.ts'
import { defaultPatience, Session } from '../session.ts'
import type { OfferHow } from './chair.ts'
import { type PackagesOptions, packagesTester } from './tester.ts'

const octets = Uint8Array.from({ length: 3000 }, (_, index) => (index * 13) & 0xff)
const closing: Session['undo'] = []
afterEach(async () => {
  for (const { run } of closing.splice(0)) await run()
})

/** A chair on the loopback, and a package that it offers. */
async function offers(
  how: OfferHow,
  account?: PackagesOptions['account'],
  https?: PackagesOptions['ixit']['https'],
) {
  const scribe = countingScribe()
  const session = new Session(
    {
      ...{ endpoint: 'meter', clock: systemClock, lwm2m: '1.1', transport: 'udp', isSecured: false },
      ...{ shapeOf: () => () => undefined, patience: defaultPatience, upperTester: undefined },
      values: new Map(),
    },
    scribe,
  )
  const packages = packagesTester(session, {
    network: udpNetwork(),
    host: '127.0.0.1',
    account,
    ixit: { firmware: { samples: { good: octets }, version: '2.0' }, ...(https && { https }) },
  })
  const offered = await packages.offers(octets, how)
  closing.push(...session.undo)
  return { ...offered, packages, scribe }
}

it('a package is fetched by node-coap, over UDP, and every message is written down', async () => {
  const { packages, uri, asked, given, requests, scribe } = await offers({})
  expect(packages.sample('firmware', 'good')).toBe(octets)
  expect(packages.sample('software', 'good')).toBeUndefined()
  const schemes = ['coap', 'coaps', 'http', 'https'] as const
  expect(schemes.map((scheme) => packages.gives(scheme))).toEqual([true, false, true, false])
  const { payload } = await new Promise<coap.IncomingMessage>((resolve) => {
    coap.request(uri).on('response', resolve).end()
  })
  expect(new Uint8Array(payload)).toEqual(octets)
  expect((await asked.happens()).method).toBe('GET')
  await given.happens()
  expect(requests.length).toBe(scribe.frames / 2)
})

describe('a package by HTTP', () => {
  const fetched = async (uri: string, init?: RequestInit) => {
    const response = await fetch(uri, { ...init, headers: { connection: 'close', ...init?.headers } })
    const { status, headers } = response
    return { status, headers, body: new Uint8Array(await response.arrayBuffer()) }
  }

  it('is fetched whole, and what passes is written down', async () => {
    const { uri, asked, given, scribe } = await offers({ scheme: 'http' })
    expect(uri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/packages\/1$/)
    expect(await fetched(uri)).toMatchObject({ status: 200, body: octets })
    expect(await asked.happens()).toMatchObject({ method: 'GET', path: ['packages', '1'], frame: 1 })
    expect((await given.happens()).frame).toBe(1)
    expect(scribe.frames).toBeGreaterThan(2)
  })

  it('is fetched in parts', async () => {
    const { uri, given } = await offers({ scheme: 'http' })
    const part = (range: string) => fetched(uri, { headers: { range } })
    const first = await part('bytes=0-999')
    expect([first.status, first.headers.get('content-range')]).toEqual([206, 'bytes 0-999/3000'])
    expect(first.body).toEqual(octets.subarray(0, 1000))
    expect((await part('bytes=1000-')).body).toEqual(octets.subarray(1000))
    expect((await given.happens()).path).toEqual(['packages', '1'])
    expect((await part('bytes=-5')).body).toEqual(octets.subarray(-5))
    expect((await part('bytes=3000-')).status).toBe(416)
  })

  it('is measured by HEAD, found at its place alone, and nothing is put there', async () => {
    const { uri } = await offers({ scheme: 'http' })
    const head = await fetched(uri, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '3000'])
    expect((await fetched(`${uri}0`)).status).toBe(404)
    expect((await fetched(uri, { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it.each([
    ['is cut off', { cutAfter: 1500 }],
    ['is shorter than is said', { states: 6000 }],
  ])('%s', async (_, how) => {
    const { uri } = await offers({ scheme: 'http', ...how })
    await expect(fetched(uri)).rejects.toThrow('terminated')
  })

  it('is damaged, under the longest URI', async () => {
    const { uri } = await offers({ scheme: 'http', corrupt: true, longUri: true })
    expect(uri).toHaveLength(255)
    expect((await fetched(uri)).body).toEqual(octets.with(1500, ~octets[1500]! & 0xff))
  })
})

it.each([
  ['psk', true],
  ['x509', true],
  ['rpk', false],
] as const)('with an account in mode %s packages by CoAP over TLS are given: %s', async (mode, isGiven) => {
  const { packages } = await offers({}, testAccounts[mode].server)
  expect([packages.gives('coaps'), packages.gives('coaps+tcp')]).toEqual([true, isGiven])
})

/** Octets of what is fetched by HTTPS. */
function fetchedBy(uri: string, how: RequestOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    get(uri, { agent: false, ...how }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))))
    }).on('error', reject)
  })
}

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 } as const

/** A certificate by a CA, both with keys of RSA. */
async function rsaCertificate() {
  const make = () =>
    webcrypto.subtle.generateKey({ ...rsa, publicExponent: Uint8Array.of(1, 0, 1) }, true, ['sign', 'verify'])
  const [root, server] = await Promise.all([make(), make()])
  const valid = { notBefore: new Date(Date.UTC(2020)), notAfter: new Date(Date.UTC(2120)) }
  const by = { issuer: 'CN=RSA test CA', signingKey: root.privateKey, signingAlgorithm: rsa, ...valid }
  const ca = await X509CertificateGenerator.create({
    ...{ ...by, subject: by.issuer, publicKey: root.publicKey },
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  })
  const own = await X509CertificateGenerator.create({
    ...{ ...by, subject: 'CN=server.example', publicKey: server.publicKey },
    extensions: [new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', server.privateKey))
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  return { ca: ca.toString('pem'), https: { chain: [new Uint8Array(own.rawData)], privateKey } }
}

it.each([
  ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256', 'RSA+SHA256'],
  ['TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'rsa_pss_rsae_sha256'],
] as const)(
  'a package is fetched by HTTPS with %s by a client whose trust is RSA alone',
  async (version, ciphers, sigalgs) => {
    const { ca, https } = await rsaCertificate()
    const { uri } = await offers({ scheme: 'https' }, undefined, https)
    const byRsa = { minVersion: version, maxVersion: version, ciphers, sigalgs }
    expect(await fetchedBy(uri, { ca, ...byRsa })).toEqual(octets)
    await expect(fetchedBy(uri, { ca: pemOf.ca, ...byRsa })).rejects.toThrow(/certificate/)
  },
)

it('a package is fetched by HTTPS of Node, which knows the CA', async () => {
  const { uri, packages } = await offers({ scheme: 'https' }, testAccounts.x509.bootstrap)
  expect(packages.gives('https')).toBe(true)
  const { ca } = pemOf
  expect(await fetchedBy(uri, { ca })).toEqual(octets)
  const refused = new Promise((_, reject) => {
    request(uri, { agent: false }).on('error', reject).end()
  })
  await expect(refused).rejects.toThrow(/certificate/)
})
