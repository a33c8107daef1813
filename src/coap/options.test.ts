import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockOption, readBlock, sizeOf, szxOf } from './block-option.ts'
import { codeOctet, codeText, isReservedCode, isResponseCode, methodOf } from './code.ts'
import { buildOptions, readLocation, readNumbers, readPath, readQuery, readUint } from './fields.ts'
import { decodeUint, encodeUint, isCritical, isUnsafe, optionDefinition, optionNumbers } from './options.ts'
import { defaultTransmission, transmissionTimes } from './transmission.ts'

describe('uint options (RFC 7252 §3.2)', () => {
  it.each([
    [0, []],
    [1, [1]],
    [255, [255]],
    [256, [1, 0]],
    [65535, [255, 255]],
    [0xffffffff, [255, 255, 255, 255]],
  ])('%i', (value, octets) => {
    expect([...encodeUint(value)]).toEqual(octets)
    expect(decodeUint(Uint8Array.from(octets))).toBe(value)
  })
  it('reads leading zeros', () => {
    expect(decodeUint(Uint8Array.of(0, 0, 60))).toBe(60)
  })
  it.each([-1, 1.5, 2 ** 32])('does not write %d', (value) => {
    expect(() => encodeUint(value)).toThrow(RangeError)
  })
})

describe('option numbers', () => {
  it('have a definition each', () => {
    for (const number of Object.values(optionNumbers)) expect(optionDefinition(number)?.number).toBe(number)
  })
  it('say by themselves what is critical and unsafe (RFC 7252 §5.4.6)', () => {
    const { uriPath, contentFormat, maxAge, block2, size1 } = optionNumbers
    expect([uriPath, block2, contentFormat, maxAge, size1].map(isCritical)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect([uriPath, block2, contentFormat, maxAge, size1].map(isUnsafe)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ])
  })
})

describe('fields', () => {
  it('are read as they were built', () => {
    const fields = {
      path: ['a', '', 'ü/'],
      query: ['lt=60', 'b'],
      location: ['rd', 'x'],
      contentFormat: 112,
      accept: 0,
      observe: 1,
    }
    const options = buildOptions(fields)
    expect(options.map(({ number }) => number)).toEqual([6, 8, 8, 11, 11, 11, 12, 15, 15, 17])
    expect({
      path: readPath(options),
      query: readQuery(options),
      location: readLocation(options),
      ...readNumbers(options),
    }).toEqual(fields)
  })
  it('of a wrong length count as absent, repetitions as well', () => {
    const value = Uint8Array.of(0, 0, 1)
    expect(readUint([{ number: optionNumbers.accept, value }], optionNumbers.accept)).toBeUndefined()
    const two = [5, 6].map((format) => ({ number: optionNumbers.accept, value: Uint8Array.of(format) }))
    expect(readUint(two, optionNumbers.accept)).toBe(5)
  })
})

describe('Block options (RFC 7959 §2.2)', () => {
  it('are read as they were written', () => {
    const block = fc.record({
      num: fc.integer({ min: 0, max: 0xfffff }),
      more: fc.boolean(),
      szx: fc.integer({ min: 0, max: 6 }),
    })
    fc.assert(
      fc.property(block, (written) => {
        expect(readBlock([blockOption(23, written)], 23)).toEqual(written)
      }),
    )
  })
  it.each([
    [16, 0],
    [64, 2],
    [1024, 6],
  ])('%i octets are exponent %i', (size, szx) => {
    expect(szxOf(size)).toBe(szx)
    expect(sizeOf(szx)).toBe(size)
  })
  it.each([0, 8, 100, 2048])('%i octets are no block', (size) => {
    expect(() => szxOf(size)).toThrow('is not a block size')
  })
})

describe('codes', () => {
  it('are printed and read', () => {
    expect(codeText(0x45)).toBe('2.05')
    for (let octet = 0; octet < 256; octet++) expect(codeOctet(codeText(octet))).toBe(octet)
  })
  it('know their class', () => {
    expect(['1.00', '6.01', '7.31', '0.01', '2.05'].map((code) => isReservedCode(code as '1.00'))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(isResponseCode('5.31')).toBe(true)
    expect(methodOf('0.07')).toBe('iPATCH')
    expect(methodOf('0.08')).toBeUndefined()
  })
})

describe('transmission times (RFC 7252 §4.8.2)', () => {
  it('are those of the RFC by default', () => {
    expect(transmissionTimes(defaultTransmission)).toEqual({
      maxTransmitSpan: 45_000,
      maxTransmitWait: 93_000,
      exchangeLifetime: 247_000,
      nonLifetime: 145_000,
    })
  })
})
