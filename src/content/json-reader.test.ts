import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from './content.fixture.ts'
import { type JsonItem, readJson } from './json-reader.ts'

function plain(item: JsonItem | undefined): unknown {
  switch (item?.kind) {
    case 'number':
      return Number(item.source)
    case 'array':
      return item.items.map(plain)
    case 'object':
      return Object.fromEntries(item.members.map(({ name, value }) => [name, plain(value)]))
    case 'string':
    case 'boolean':
      return item.value
    default:
      return null
  }
}

describe('readJson', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }),
        fc.constantFrom(0, 2),
        (value, indent) => {
          const { item, findings } = readJson(utf8(JSON.stringify(value, undefined, indent)))
          expect(findings).toEqual([])
          expect(plain(item)).toEqual(JSON.parse(JSON.stringify(value)))
        },
      ),
    )
  })

  it('agrees with JSON.parse on what is JSON', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '1',
      '-',
      '01',
      '.5',
      '1e3',
      'true',
      'nul',
      'null',
      ' ',
      '\\',
      '\t',
    )
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 7 }), (parts) => {
        const text = parts.join('')
        const faults = readJson(utf8(text)).findings.filter(({ text: fault }) => !fault.includes('twice'))
        expect(faults.length === 0).toBe(isJson(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('keeps the source of numbers', () => {
    expect(readJson(utf8('-9223372036854775808')).item).toEqual({
      offset: 0,
      kind: 'number',
      source: '-9223372036854775808',
    })
  })

  it('counts octets, not characters', () => {
    expect(readJson(utf8('["ü", x]')).findings).toMatchObject([{ offset: 7 }])
  })

  it.each([
    ['[0101]', 'leading zeros'],
    ['{"n":"0","n":"1"}', 'there twice'],
    ['["\\x"]', 'unknown escape'],
    ['["\\ud800"]', 'surrogate'],
    ['["\n"]', 'control character'],
    ['[1] 2', 'octets after'],
    ['[1,]', 'no JSON value'],
    ['["a]', 'without end'],
    ['{"a" 1}', '":" is missing'],
    ['', 'ends too early'],
  ])('finds fault with %s', (text, fault) => {
    expect(readJson(utf8(text)).findings[0]?.text).toContain(fault)
  })

  it('reads on after leading zeros, as the set of values of int-220 has them', () => {
    expect(plain(readJson(utf8('[0101,7]')).item)).toEqual([101, 7])
  })

  it('finds octets that are not UTF-8, and a byte order mark', () => {
    expect(readJson(Uint8Array.of(0x22, 0xc3, 0x28, 0x22)).findings[0]?.text).toContain('not UTF-8')
    expect(readJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toMatchObject({
      item: { source: '1' },
      findings: [{ offset: 0 }],
    })
  })

  it('follows 32 levels and no more', () => {
    expect(readJson(utf8('['.repeat(32) + ']'.repeat(32))).findings).toEqual([])
    expect(readJson(utf8('['.repeat(1e6))).findings[0]?.text).toContain('nested deeper')
  })

  it('takes strings and numbers of megabytes', () => {
    expect(readJson(utf8(`"${'a\\n'.repeat(1e6)}"`)).findings).toEqual([])
    expect(readJson(utf8('7'.repeat(3e6))).findings).toEqual([])
  })
})
