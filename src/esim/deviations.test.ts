import { describe, expect, it } from 'vitest'
import * as esim from './index.ts'
import { decode, encode } from './index.ts'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
const eid = '89049032123451234512345678901235'
const iccid = '5A0A98001032547698103214'
const sign = `5F3740${'11'.repeat(64)}`
const signedData = '3017 800465696D31 810101 82040A0B0C0D 830107 3003 830100'.replaceAll(' ', '')
const refusedData = '300F 800465696D31 810101 82010A 020104'.replaceAll(' ', '')
const spki = `3059301306072A8648CE3D020106082A8648CE3D030107034200${'04'.padEnd(130, 'A')}`

interface Deviation {
  readonly name: string
  readonly message: esim.Element<unknown>
  readonly hex: string
  readonly offset: number
  readonly says: string
  /** How it should have been written. */
  readonly right: string
  /** SGP.32 leaves room for it. */
  readonly tolerated?: true
}

const deviations: readonly Deviation[] = [
  {
    name: 'a length in more octets than it needs',
    message: esim.getEimPackageRequest,
    hex: `BF4F8112 5A10${eid}`,
    offset: 2,
    says: 'length 18',
    right: `BF4F12 5A10${eid}`,
  },
  {
    name: 'an INTEGER in more octets than it needs',
    message: esim.eimAcknowledgements,
    hex: 'BF5304 80020005',
    offset: 3,
    says: 'more octets than it needs',
    right: 'BF5303 800105',
  },
  {
    name: 'fields in another order',
    message: esim.getEimPackageRequest,
    hex: `BF4F14 8000 5A10${eid}`,
    offset: 5,
    says: 'eidValue (5A) stands too late',
    right: `BF4F14 5A10${eid} 8000`,
  },
  {
    name: 'something after the message',
    message: esim.eimAcknowledgements,
    hex: 'BF5300 BF5300',
    offset: 3,
    says: 'BF53 after the end',
    right: 'BF5300',
  },
  {
    name: 'a field twice in a sequence',
    message: esim.getEimPackageRequest,
    hex: `BF4F16 5A10${eid} 8000 8000`,
    offset: 23,
    says: 'notifyStateChange is there twice',
    right: `BF4F14 5A10${eid} 8000`,
  },
  {
    name: 'an element that nobody knows',
    message: esim.getEimPackageRequest,
    hex: `BF4F16 5A10${eid} 8802ABCD`,
    offset: 21,
    says: '88: an unknown element',
    right: `BF4F12 5A10${eid}`,
    tolerated: true,
  },
  {
    name: 'a code that has no name',
    message: esim.getEimPackageResponse,
    hex: 'BF4F03 020163',
    offset: 3,
    says: '99 is none of',
    right: 'BF4F03 020163',
    tolerated: true,
  },
  {
    name: 'NULL with content',
    message: esim.transferEimPackageResponse,
    hex: 'BF4E03 050100',
    offset: 5,
    says: 'should be empty',
    right: 'BF4E02 0500',
  },
  {
    name: 'the automatic tag of rollbackFlag',
    message: esim.psmo,
    hex: `A30E ${iccid} 8100`,
    offset: 14,
    says: 'written as 81',
    right: `A30E ${iccid} 0500`,
  },
  {
    name: 'refreshFlag with its universal tag',
    message: esim.profileRollbackRequest,
    hex: 'BF5803 0101FF',
    offset: 3,
    says: 'written as 01',
    right: 'BF5803 8001FF',
  },
  {
    name: 'TRUE that is not FF',
    message: esim.profileRollbackRequest,
    hex: 'BF5803 800101',
    offset: 3,
    says: 'TRUE written as 01',
    right: 'BF5803 8001FF',
  },
  {
    name: 'the automatic tag of cmdResult',
    message: esim.profileRollbackResponse,
    hex: 'BF5803 800101',
    offset: 3,
    says: 'written as 80',
    right: 'BF5803 020101',
  },
  {
    name: 'a result without the tag of its arm',
    message: esim.euiccPackageResult,
    hex: `BF515C ${signedData}${sign}`,
    offset: 3,
    says: 'euiccPackageResultSigned without its tag A0',
    right: `BF515E A05C ${signedData}${sign}`,
  },
  {
    name: 'a signed refusal without the tag of its arm',
    message: esim.euiccPackageResult,
    hex: `BF5154 ${refusedData}${sign}`,
    offset: 3,
    says: 'euiccPackageErrorSigned without its tag A1',
    right: `BF5156 A154 ${refusedData}${sign}`,
  },
  {
    name: 'a whole key under the tag that takes the place of its own',
    message: esim.eco,
    hex: `A865 800465696D31 A55D A05B ${spki}`,
    offset: 12,
    says: 'a whole SEQUENCE in A0',
    right: `A863 800465696D31 A55B A059 ${spki.slice(4)}`,
  },
  {
    name: 'a whole SEQUENCE under the tag that takes the place of its own',
    message: esim.eco,
    hex: 'A908 3006 800465696D31',
    offset: 2,
    says: 'a whole SEQUENCE in A9',
    right: 'A906 800465696D31',
  },
  {
    name: 'the tag of cancelSessionResponse left in the one that replaces it',
    message: esim.cancelSessionRequest,
    hex: 'BF410B 800101 A106 BF4103 810105',
    offset: 8,
    says: 'BF41 in A1',
    right: 'BF4108 800101 A103 810105',
  },
  {
    name: 'more than one arm of a choice',
    message: esim.getEimPackageResponse,
    hex: 'BF4F06 020101 020102',
    offset: 6,
    says: '02 after 02',
    right: 'BF4F03 020101',
  },
  {
    name: 'nothing instead of an empty SEQUENCE',
    message: esim.provideEimPackageResultResponse,
    hex: 'BF5000',
    offset: 0,
    says: 'BF50 is empty',
    right: 'BF5002 3000',
  },
  {
    name: 'text that is no UTF-8',
    message: esim.eco,
    hex: 'A903 8001FF',
    offset: 2,
    says: 'not UTF-8',
    right: 'A905 8003EFBFBD',
  },
  {
    name: 'an identifier of the wrong size',
    message: esim.getEimPackageRequest,
    hex: `BF4F16 5A10${eid} 820262F2`,
    offset: 21,
    says: '2 octets, where 3 belong',
    right: '',
  },
  {
    name: 'a tag of v1.0',
    message: esim.euiccResultData,
    hex: 'AB0D A00B 3009 800465696D31 840102',
    offset: 12,
    says: '84 belongs to another version',
    right: 'AB0D A00B 3009 800465696D31 820102',
  },
  {
    name: 'an arm of v1.0',
    message: esim.provideEimPackageResult,
    hex: 'BF5003 020101',
    offset: 3,
    says: '02 belongs to another version',
    right: '',
  },
  {
    name: 'bits without names',
    message: esim.eco,
    hex: 'A80B 800465696D31 8703000801',
    offset: 8,
    says: '16 bits, where 5 have names',
    right: 'A80A 800465696D31 87020308',
    tolerated: true,
  },
  {
    name: 'an element of v1.3',
    message: esim.euiccPackageResultArm,
    hex: 'A209 800465696D31 8F0104',
    offset: 8,
    says: '8F belongs to another version',
    right: '',
    tolerated: true,
  },
]

describe.each(deviations)('$name', ({ message, hex, offset, says, right, ...how }) => {
  const { value, findings } = decode(message, octets(hex))

  it('is a finding at its offset', () => {
    const text = expect.stringContaining(says)
    const tolerated = how.tolerated && { tolerated: true }
    expect(findings).toEqual([{ offset, clause: expect.any(String), text, ...tolerated }])
  })

  it('is read as it is meant, and never written', () => {
    expect(value).toBeDefined()
    if (right === '') expect(() => encode(message, value)).toThrow(esim.DerError)
    else expect(hexOf(encode(message, value))).toBe(right.replaceAll(' ', ''))
  })
})

describe('what cannot be read', () => {
  it.each([
    ['nothing', '', 0, 'nothing, where BF4F belongs'],
    ['half a tag', 'BF', 0, 'within a tag'],
    ['a tag without length', 'BF4F', 2, 'where a length should be'],
    ['half a length', 'BF4F82', 2, 'within a length'],
    ['more than is there', 'BF4F12 5A10', 0, 'BF4F is to have 18 octets, but 2 are left'],
    ['more than is there inside', 'BF4F05 5A10 890490', 3, '5A is to have 16 octets, but 3 are left'],
    ['a length of 127 octets', `BF4FFF${'FF'.repeat(127)}`, 0, 'is to have'],
    ['an indefinite length', 'BF4F80 0000', 2, 'indefinite'],
    ['a tag without end', 'BFFFFFFFFF', 0, 'more than four octets'],
    ['another message', 'BF5300', 0, 'BF53, where BF4F belongs'],
    ['a message that lacks what it must have', 'BF4F02 8000', 0, 'eidValue (5A) is missing'],
  ])('%s is a finding at its offset', (_, hex, offset, says) => {
    const { value, findings } = decode(esim.getEimPackageRequest, octets(hex))
    expect(value).toBeUndefined()
    expect(findings[0]).toEqual({ offset, clause: expect.any(String), text: expect.stringContaining(says) })
  })

  it('of a list is left away, and the rest is read', () => {
    const { value, findings } = decode(esim.eimAcknowledgements, octets('BF5309 800105 830106 800107'))
    expect(value).toEqual([5, 7])
    expect(findings).toMatchObject([{ offset: 6, text: '83, where 80 belongs' }])
  })

  it.each([
    [
      'a TLV in each other',
      (inner: string) => `3083${(inner.length / 2).toString(16).padStart(6, '0')}${inner}`,
    ],
    ['indefinite lengths in each other', (inner: string) => `3080${inner}`],
  ])('%s, a thousand deep, are a finding and not followed', (_, around) => {
    const inside = Array.from({ length: 1000 }).reduce((inner: string) => around(inner), '')
    const length = (octets: number): string => `83${octets.toString(16).padStart(6, '0')}`
    const size = inside.length / 2
    const { findings } = decode(
      esim.addInitialEimRequest,
      octets(`BF57${length(size + 5)}A0${length(size)}${inside}`),
    )
    expect(findings.length).toBeGreaterThan(1)
    expect(findings.length).toBeLessThan(20)
    expect(Math.max(...findings.map(({ offset }) => offset))).toBeLessThan(30)
  })

  it('of an optional field is left away', () => {
    const { value, findings } = decode(esim.getEimPackageRequest, octets(`BF4F14 5A10${eid} 8100`))
    expect(value).toEqual({ eidValue: eid })
    expect(findings).toMatchObject([{ offset: 21, text: expect.stringContaining('INTEGER without octets') }])
  })
})

describe('what cannot be written', () => {
  it.each<[string, () => Uint8Array, string]>([
    [
      'a field that is missing',
      () => encode<unknown>(esim.getEimPackageRequest, {}),
      'eidValue: it is missing',
    ],
    [
      'a field that there is not',
      () => encode<unknown>(esim.getEimPackageRequest, { eidValue: eid, eid }),
      'eid: there is eidValue, notifyStateChange',
    ],
    [
      'an EID of the wrong size',
      () => encode(esim.getEimPackageRequest, { eidValue: '8904' }),
      'eidValue: 2 octets, where 16 belong',
    ],
    [
      'an ICCID that is none',
      () => encode(esim.psmo, { kind: 'disable', value: { iccid: '89x' } }),
      'disable.iccid: "89x" is no ICCID',
    ],
    ['half a number', () => encode(esim.eimAcknowledgements, [1, 0.5]), '1: 0.5 is no whole number'],
    [
      'half a surrogate pair',
      () => encode(esim.eco, { kind: 'deleteEim', value: { eimId: '\ud800' } }),
      'UTF-8',
    ],
    [
      'what another version has',
      () => encode(esim.psmo, { kind: 'unsetFallbackAttribute', value: true }, '1.0'),
      'unsetFallbackAttribute: SGP.32 v1.0 does not have it',
    ],
  ])('%s is refused with its place', (_, write, says) => {
    expect(write).toThrow(esim.DerError)
    expect(write).toThrow(says)
  })
})
