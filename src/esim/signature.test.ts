import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  checkNotification,
  checkOctets,
  checkPackage,
  checkResult,
  curves,
  decode,
  type EuiccPackageSigned,
  encode,
  euiccPackageRequest,
  euiccPackageResult,
  pendingNotification,
  signError,
  signInstallationResult,
  signNotification,
  signPackage,
  signResult,
} from './index.ts'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

const eid = '89049032123451234512345678901235'
const content: EuiccPackageSigned = {
  eimId: 'eim1',
  eidValue: eid,
  counterValue: 1,
  eimTransactionId: '000102030405060708090a0b0c0d0e0f',
  euiccPackage: { kind: 'psmoList', value: [{ kind: 'enable', value: { iccid: '89000123456789012341' } }] },
}
const resultData = {
  eimId: 'eim1',
  counterValue: 1,
  seqNumber: 7,
  euiccResult: [{ kind: 'enableResult', value: 0 }],
} as const
const errorData = { eimId: 'eim1', counterValue: 1, euiccPackageErrorCode: 4 }
const metadata = {
  seqNumber: 8,
  profileManagementOperation: ['enable'],
  notificationAddress: 'dp.test',
  iccid: '89000123456789012341',
} as const

describe('a package signed by another implementation', () => {
  it.each([
    [
      'P-256',
      '3059301306072a8648ce3d020106082a8648ce3d030107034200048e7599ba5b91d84bd7a3806f7b205b15901bb916ebd788bcef7b7be12118c0fee3ed3024d9e5c704d0338dd6e32b356cb381561a4a5bcdef4ca4b97d8bb6d187',
      '6564d783ab26f23d56672a780df9baa7f0a7479d8c80f0a61f3ab48b88c708ef10de92b3b15e7175afa6839df737d2da3fb093e5b0fcd611985652facd8b95a1',
    ],
    [
      'brainpoolP256r1',
      '305a301406072a8648ce3d020106092b240303020801010703420004333fdfeec7fc9bf78f3b87e637097b3e3fe98f0c84daa7df2e50d2cf4621facf9d19889d1b91e084c3042ceb3d97bbcf35d9aa9c4300cc3e7cc3a0686ee91178',
      '89205281962685abef5d75afaf39b98c49de9be7b26ed772460853b85273e6ee62716c329496dd63f6ce67ccec8a42966e412d147779f5548bfdd5e66afdbbb3',
    ],
  ])('on %s is valid', (_, spki, eimSignature) => {
    const key = createPublicKey({ key: Buffer.from(spki, 'hex'), format: 'der', type: 'spki' })
    const request = { euiccPackageSigned: { content }, eimSignature: octets(eimSignature) }
    expect(checkPackage(key, request)).toEqual({ valid: true })
    expect(checkPackage(key, request, { associationToken: 1 })).toEqual({ valid: false })
  })
})

describe.each(curves)('on %s', (namedCurve) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const other = generateKeyPairSync('ec', { namedCurve }).publicKey

  it('a package is signed over its octets and the token', () => {
    const sent = encode(euiccPackageRequest, signPackage(privateKey, content, { associationToken: 300 }))
    const request = decode(euiccPackageRequest, sent).value!
    expect(request.eimSignature).toHaveLength(64)
    expect(request.euiccPackageSigned.content).toEqual(content)
    expect(checkPackage(publicKey, request, { associationToken: 300 })).toEqual({ valid: true })
    expect(checkPackage(other, request, { associationToken: 300 })).toEqual({ valid: false })
    expect(checkPackage(publicKey, request)).toEqual({ valid: false })
  })

  it('a change of any octet that is signed is found', () => {
    const request = signPackage(privateKey, content)
    const der = request.euiccPackageSigned.der!
    for (let at = 0; at < der.length; at += 7) {
      const changed = der.slice()
      changed[at]! ^= 1
      const forged = { ...request, euiccPackageSigned: { der: changed, content } }
      expect(checkPackage(publicKey, forged)).toEqual({ valid: false })
    }
  })

  it('what was received is checked, not what would have been written', () => {
    const sent = encode(euiccPackageRequest, signPackage(privateKey, content))
    const request = decode(euiccPackageRequest, sent).value!
    const { der } = request.euiccPackageSigned
    const reread = { ...content, counterValue: 2 }
    expect(
      checkPackage(publicKey, { ...request, euiccPackageSigned: { der: der!, content: reread } }),
    ).toEqual({ valid: true })
  })

  it.each([
    ['result', signResult(privateKey, resultData, { associationToken: 5 })],
    ['refusal', signError(privateKey, errorData, { associationToken: 5 })],
  ])('a %s is signed over its octets and the token', (_, result) => {
    const received = decode(euiccPackageResult, encode(euiccPackageResult, result)).value!
    expect(checkResult(publicKey, received, { associationToken: 5 })).toEqual({ valid: true })
    expect(checkResult(publicKey, received)).toEqual({ valid: false })
    expect(checkResult(other, received, { associationToken: 5 })).toEqual({ valid: false })
  })

  it('a result in v1.0 takes in the signature of the package instead', () => {
    const { eimSignature } = signPackage(privateKey, content, { version: '1.0' })
    const result = signResult(privateKey, resultData, { version: '1.0', eimSignature })
    expect(checkResult(publicKey, result, { version: '1.0', eimSignature })).toEqual({ valid: true })
    expect(checkResult(publicKey, result)).toEqual({ valid: false })
  })

  it('a notification is signed over its metadata', () => {
    const own = { euiccCertificate: octets('3000'), eumCertificate: octets('30020500') }
    const notification = signNotification(privateKey, metadata, own)
    const { value, findings } = decode(pendingNotification, encode(pendingNotification, notification))
    expect(findings).toEqual([])
    expect(value).toEqual(notification)
    expect(checkNotification(publicKey, value!)).toEqual({ valid: true })
    expect(checkNotification(other, value!)).toEqual({ valid: false })
  })

  it('the result of an installation is signed over its data', () => {
    const value = signInstallationResult(privateKey, {
      transactionId: '01',
      notificationMetadata: metadata,
      finalResult: { kind: 'errorResult', value: { bppCommandId: 2, errorReason: 10 } },
    })
    const notification = { kind: 'profileInstallationResult', value } as const
    const received = decode(pendingNotification, encode(pendingNotification, notification))
    expect(received).toEqual({ value: notification, findings: [] })
    expect(checkNotification(publicKey, received.value!)).toEqual({ valid: true })
    expect(checkNotification(other, received.value!)).toEqual({ valid: false })
  })

  it('a signature in DER is valid, but noted', () => {
    const der = new Uint8Array(sign('sha256', octets('01'), { key: privateKey, dsaEncoding: 'der' }))
    expect(checkOctets(publicKey, octets('01'), der)).toEqual({
      valid: true,
      deviation: expect.stringContaining('in DER'),
    })
  })

  it.each(['', '00', '30', '3000', '11'.repeat(63), '11'.repeat(65), '30'.repeat(70)])(
    'what is no signature is none: %s',
    (hex) => {
      expect(checkOctets(publicKey, octets('01'), octets(hex))).toEqual({ valid: false })
    },
  )
})

it.each([
  ['secp384r1', generateKeyPairSync('ec', { namedCurve: 'secp384r1' })],
  ['no curve', generateKeyPairSync('ed25519')],
  ['no curve', generateKeyPairSync('rsa', { modulusLength: 1024 })],
])('a key on %s is none of SGP.32, whatever it signs', (curve, { publicKey }) => {
  expect(checkOctets(publicKey, octets('01'), new Uint8Array(64))).toEqual({
    valid: false,
    deviation: `the key is on ${curve}, not on prime256v1 or brainpoolP256r1`,
  })
})

it('an unsigned refusal has nothing to check', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const refusal = { kind: 'euiccPackageErrorUnsigned', value: { eimId: 'eim1' } } as const
  expect(checkResult(publicKey, refusal)).toBeUndefined()
})
