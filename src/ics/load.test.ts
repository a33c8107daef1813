import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificates, pemOf } from '../certificates.fixture.ts'
import { UserError } from '../user-error.ts'
import { loadIcs, loadIxit, sha256 } from './load.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-ics-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(content: unknown): string {
  const path = join(folder, 'document.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('an ICS', () => {
  it('is read with its digest', () => {
    const text = '{"vendor":"Acme","items":{"OBJ.16":true,"RES.1.4":false,"FMT.tlv":true,"QUEUE":false}}'
    const { document, digest } = loadIcs(file(text))
    expect(document.items['RES.1.4']).toBe(false)
    expect(digest).toBe(sha256(text))
  })

  it.each([
    [
      'of a misspelt item',
      { items: { 'OBJ.x': true } },
      /the ICS at \/items has a member "OBJ\.x", which is not an item such as OBJ\.16/,
    ],
    ['of an answer that is none', { items: { QUEUE: 'yes' } }, /the ICS at \/items\/QUEUE must be a boolean/],
    ['of an unknown member', { items: {}, vendr: '' }, /the ICS has a member "vendr" that is not known/],
    ['of missing items', {}, /the ICS lacks the member "items"/],
    ['of a list', [], /the ICS must be an object/],
    ['of broken JSON', '{"items":\n  {,}}', /document\.json:2:4: this ICS is no JSON: /],
    [
      'of a word that is none',
      '{"items": {},\n "psk": secret}',
      /document\.json:2:9: .* no JSON: Unexpected token 's'$/,
    ],
    ['of no JSON at all', 'secretKey=00c0ffee', /document\.json:1:1: .* no JSON: Unexpected token 's'$/],
    ['of an empty file', '', /this ICS is no JSON: Unexpected end of JSON input/],
  ])('is refused because %s', (_, content, message) => {
    const path = file(content)
    expect(() => loadIcs(path)).toThrow(UserError)
    expect(() => loadIcs(path)).toThrow(message)
  })

  it('that does not exist is named', () => {
    expect(() => loadIcs(join(folder, 'none.json'))).toThrow(
      /none\.json: cannot be read as ICS: there is no such file or folder/,
    )
  })

  it('that is a folder is named', () => {
    expect(() => loadIcs(folder)).toThrow(/cannot be read as ICS: it is a folder/)
  })
})

describe('an IXIT', () => {
  it('is read', () => {
    const { document } = loadIxit(file({ values: { '/3/0/0': 'Acme' }, tolerance: 2 }))
    expect(document).toEqual({ values: { '/3/0/0': 'Acme' }, tolerance: 2 })
  })

  it('tells of an eUICC and of an eIM that may manage it', () => {
    const esim = { eid: '89049032123451234512345678901235', eimId: 'eIM1', counter: 7, reconnect: 90 }
    expect(loadIxit(file({ values: {}, esim })).document.esim).toEqual(esim)
  })

  it('names what packages are given by over HTTPS', () => {
    writeFileSync(join(folder, 'server.pem'), pemOf.server)
    writeFileSync(join(folder, 'client.pem'), pemOf.client)
    writeFileSync(join(folder, 'key.pem'), pemOf.key)
    const given = (certificate: string, privateKey: string) =>
      loadIxit(file({ values: {}, https: { certificate, privateKey } })).document.https
    expect(given('server.pem', 'key.pem')?.chain).toEqual([certificates.server])
    expect(() => given('none.pem', 'key.pem')).toThrow('none.pem: cannot be read as certificate')
    expect(() => given('key.pem', 'key.pem')).toThrow('key.pem: holds no certificate in PEM')
    expect(() => given('server.pem', 'server.pem')).toThrow('server.pem: holds no private key in PEM')
    expect(() => given('client.pem', 'key.pem')).toThrow('is not the private key of the certificate in')
  })

  it.each([
    ['of an EID that is none', { values: {}, esim: { eid: '8904' } }, /at \/esim\/eid /],
    [
      'of an ICCID that is none',
      { values: {}, esim: { eid: '0'.repeat(32), profiles: { spare: 'x' } } },
      /at \/esim\/profiles\/spare /,
    ],
    [
      'of a profile with two roles',
      {
        values: {},
        esim: { eid: '0'.repeat(32), profiles: { other: '9'.repeat(19), spare: '9'.repeat(19) } },
      },
      /document\.json: the IXIT at \/esim\/profiles\/spare: this is the profile other already; each is to be another one$/,
    ],
    [
      'of a path that is none',
      { values: { '3/0/0': 'x' } },
      /at \/values has a member "3\/0\/0", which is not the path of a resource, such as \/3/,
    ],
    ['of a negative time', { values: {}, arrival: -1 }, /at \/arrival must be >= 0/],
  ])('is refused because %s', (_, content, message) => {
    const path = file(content)
    expect(() => loadIxit(path)).toThrow(message)
  })
})

describe('what an IXIT tells of an eUICC', () => {
  it.each([
    ['privateKey', { privateKey: 'AAAA' }, 'key in PKCS #8 and base64'],
    ['euiccKey', { euiccKey: 'AAAA' }, 'SubjectPublicKeyInfo in base64'],
    ['eimKey', { eimKey: 'AAAA' }, 'SubjectPublicKeyInfo in base64'],
    ['issuers/0', { issuers: ['AAAA'] }, 'certificate in DER and base64'],
    [
      'euicc/privateKey',
      { euicc: { privateKey: 'AAAA', certificate: 'AAAA', eumCertificate: 'AAAA' } },
      'key in PKCS #8 and base64',
    ],
  ])('is refused where %s is none', (place, told, what) => {
    const path = file({ values: {}, esim: { eid: '0'.repeat(32), ...told } })
    expect(() => loadIxit(path)).toThrow(UserError)
    expect(() => loadIxit(path)).toThrow(
      new RegExp(`document\\.json: the IXIT at /esim/${place}: this is no ${what}$`),
    )
  })
})

describe('the packages of an IXIT', () => {
  it('are read from beside it', () => {
    writeFileSync(join(folder, 'new.bin'), 'new')
    const { document } = loadIxit(file({ values: {}, firmware: { good: 'new.bin', version: '2.0' } }))
    expect(document.firmware).toEqual({ samples: { good: new TextEncoder().encode('new') }, version: '2.0' })
    expect(document.software).toBeUndefined()
  })

  it('that are not there are named', () => {
    const path = file({ values: {}, software: { failing: 'none.bin' } })
    expect(() => loadIxit(path)).toThrow(/none\.bin: cannot be read as package: there is no such file/)
    writeFileSync(join(folder, 'empty.bin'), '')
    expect(() => loadIxit(file({ values: {}, firmware: { good: 'empty.bin' } }))).toThrow(
      /empty\.bin: this file is empty; it is to be the package "good"$/,
    )
    expect(() => loadIxit(file({ values: {}, firmware: { god: 'x' } }))).toThrow(
      /the IXIT at \/firmware has a member "god" that is not known/,
    )
  })
})
