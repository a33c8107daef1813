import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  addInitialEimRequest,
  chainFaults,
  checkPackage,
  decode,
  type EimConfigurationData,
  eidFaults,
  signPackage,
} from '#esim'
import { loadIxit } from '#ics'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
afterAll(work.remove)

const eid = '89049032123451234512345678901235'
let folders = 0

/** Makes keys in a folder of their own, and reads what an eUICC would be told. */
async function keys(...words: readonly string[]) {
  const folder = join(work.path, `keys-${++folders}`)
  const called = await call(['esim', 'keys', folder, '--eid', eid, ...words])
  expect([called.code, called.err]).toEqual([0, ''])
  const octets = new Uint8Array(readFileSync(join(folder, 'association.der')))
  const { value, findings } = decode(addInitialEimRequest, octets)
  expect(findings).toEqual([])
  const [association] = value?.eimConfigurationDataList ?? []
  const { esim } = JSON.parse(readFileSync(join(folder, 'ixit.json'), 'utf8'))
  return { ...called, folder, octets, association: association as EimConfigurationData, esim }
}

describe('esim keys', () => {
  it('makes an association with the key that the run signs by', async () => {
    const { folder, octets, association, esim, out } = await keys()
    expect(association).toMatchObject({
      eimId: 'eim.example.com',
      eimFqdn: 'eim.example.com',
      eimIdType: 2,
      counterValue: 0,
      eimSupportedProtocol: ['eimProprietary'],
    })
    expect(association.associationToken).toBeUndefined()
    expect(esim).toMatchObject({ eid, eimId: 'eim.example.com', counter: 0 })
    const privateKey = createPrivateKey({
      key: Buffer.from(esim.privateKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    })
    const held = association.eimPublicKeyData!
    expect(held.kind).toBe('eimPublicKey')
    const publicKey = createPublicKey({ key: Buffer.from(held.value), format: 'der', type: 'spki' })
    const euiccPackage = { kind: 'ecoList', value: [{ kind: 'listEim', value: true }] } as const
    const request = signPackage(privateKey, {
      eimId: association.eimId,
      eidValue: eid,
      counterValue: 1,
      euiccPackage,
    })
    expect(checkPackage(publicKey, request)).toEqual({ valid: true })
    expect(readFileSync(join(folder, 'association.hex'), 'utf8').trim()).toBe(
      Buffer.from(octets).toString('hex').toUpperCase(),
    )
    for (const named of ['association.der', 'association.hex', '--ixit', 'ixit.json'])
      expect(out).toContain(named)
  })

  it.each([
    ['2.999.7', 1, undefined],
    ['eim-1.example.org', 2, 'eim-1.example.org'],
    ['my eIM', 3, undefined],
  ])('knows what kind of name %s is', async (eimId, eimIdType, eimFqdn) => {
    const { association } = await keys('--eim-id', eimId)
    expect(association).toMatchObject({ eimId, eimIdType })
    expect(association.eimFqdn).toBe(eimFqdn)
  })

  it('takes counter, token and curve', async () => {
    const { association, esim, folder, out } = await keys(
      ...['--counter', '41', '--token', '--curve', 'brainpoolP256r1'],
    )
    expect(association).toMatchObject({ counterValue: 41, associationToken: -1 })
    expect(esim).toMatchObject({ counter: 41 })
    expect(out).toContain('esim.associationToken')
    const key = createPublicKey(readFileSync(join(folder, 'eim.pub.pem')))
    expect(key.asymmetricKeyDetails?.namedCurve).toBe('brainpoolP256r1')
  })

  it('lets nobody else read a key, and makes another each time', async () => {
    const [one, other] = [await keys(), await keys()]
    expect(one.esim.privateKey).not.toBe(other.esim.privateKey)
    const open = readdirSync(one.folder).filter(
      (name) => (statSync(join(one.folder, name)).mode & 0o077) !== 0,
    )
    expect(open.sort()).toEqual(['association.der', 'association.hex', 'eim.pub.der', 'eim.pub.pem'])
  })

  it('overwrites nothing', async () => {
    const { folder, octets } = await keys()
    const { code, err } = await call(['esim', 'keys', folder, '--eid', eid])
    expect([code, err.trim().split('\n').length]).toEqual([2, 1])
    expect(err).toContain('it is there already')
    expect(new Uint8Array(readFileSync(join(folder, 'association.der')))).toEqual(octets)
  })

  it('says where an EID may be misread', async () => {
    const folder = join(work.path, 'misread')
    const { code, out } = await call(['esim', 'keys', folder, '--eid', eid.replace('3212', '3213')])
    expect(code).toBe(0)
    expect(out).toContain('do not check it')
  })

  it.each([
    [['--eid', '8904'], '--eid 8904: an EID has 32 digits'],
    [[], "required option '--eid <digits>' not specified"],
    [['--eid', eid, '--eim-id', ''], '--eim-id: 0 characters; 1 to 128 are needed'],
    [['--eid', eid, '--counter', '-1'], '--counter -1: a whole number below 8388607 is needed'],
    [['--eid', eid, '--counter', '8388607'], '--counter 8388607: a whole number below 8388607'],
    [['--eid', eid, '--curve', 'P-384'], "'P-384' is invalid. Allowed choices are P-256, brainpoolP256r1"],
  ])('%s is a mistake', async (words, says) => {
    const { code, out, err } = await call(['esim', 'keys', join(work.path, 'never'), ...words])
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
    expect(err).toContain(says)
  })
})

describe('esim euicc', () => {
  it('makes an eUICC with a chain of its own, and says what the eIM is to be told', async () => {
    const folder = join(work.path, 'euicc')
    const { code, err, out } = await call(['esim', 'euicc', folder, '--eid', eid])
    expect([code, err]).toEqual([0, ''])
    for (const named of ['ci.cert.pem', 'euicc.pub.pem', 'esim.eimKey', '--ixit', 'ixit.json'])
      expect(out).toContain(named)
    const { esim } = loadIxit(join(folder, 'ixit.json')).document
    const octets = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64'))
    const chain = {
      euiccCertificate: octets(esim?.euicc?.certificate),
      eumCertificate: octets(esim?.euicc?.eumCertificate),
    }
    const issuers = [new Uint8Array(readFileSync(join(folder, 'ci.cert.der')))]
    expect(chainFaults(chain, { issuers, now: Date.now() })).toEqual([])
    expect(eidFaults(chain, eid)).toEqual([])
    expect(statSync(join(folder, 'ixit.json')).mode & 0o077).toBe(0)
  })

  it('wants an EID of 32 digits', async () => {
    const { code, err } = await call(['esim', 'euicc', join(work.path, 'none'), '--eid', '89'])
    expect([code, err]).toEqual([2, expect.stringContaining('an EID has 32 digits')])
  })
})
