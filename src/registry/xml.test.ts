import { describe, expect, it } from 'vitest'
import { RegistryError } from './error.ts'
import { decodeXml, readXml, textOf } from './xml.ts'

const read = (text: string) => readXml(text, 'a.xml')

describe('readXml refuses what can hurt', () => {
  it('an entity bomb, naming the line of the DOCTYPE', () => {
    const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<LWM2M>&c;</LWM2M>`
    expect(() => read(bomb)).toThrow(/^a\.xml:2:1: <!DOCTYPE is not allowed/)
  })

  it('an external entity', () => {
    const text =
      '<!-- hello -->\n\n  <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><LWM2M>&e;</LWM2M>'
    expect(() => read(text)).toThrow(/^a\.xml:3:3: <!DOCTYPE/)
  })

  it('an entity declaration without a DOCTYPE', () => {
    expect(() => read('<a>\n<!ENTITY e "x">&e;</a>')).toThrow(/^a\.xml:2:1: <!ENTITY/)
  })

  it('a DOCTYPE in lower case', () => {
    expect(() => read('<!doctype html><a/>')).toThrow(/^a\.xml:1:1: <!doctype/)
  })

  it('an entity nobody declared', () => {
    expect(() => read('<a>\n<b>&e;</b></a>')).toThrow(/^a\.xml:2:\d+: not well-formed XML: .*entity/)
  })
})

describe('readXml names the place of malformed XML', () => {
  it.each([
    ['an unexpected end tag', '<a>\n<b></c></a>', /^a\.xml:2:\d+: not well-formed XML/],
    ['an element left open', '<a>\n<b>', /^a\.xml:2:\d+: not well-formed XML/],
    ['lines counted through the comments ahead of the root', '<!-- 1\n2 -->\n<a>\n<b></c></a>', /^a\.xml:4:/],
    ['a comment left open', '<a>\n  <!-- x </a>', /^a\.xml:2:3: <!-- is never closed/],
    ['text ahead of the root', 'hello <a/>', /^a\.xml:1:\d+: not well-formed XML/],
    ['text behind the root', '<a/>\nhello', /^a\.xml:2:\d+: not well-formed XML/],
    ['a second root', '<a/>\n<b/>', /^a\.xml:2: second root element <b>/],
    ['nothing at all', '  \n', /holds no XML element/],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(message)
    expect(() => read(text)).toThrow(RegistryError)
  })
})

describe('readXml understands', () => {
  it('CDATA, plain text and the predefined entities in one element', () => {
    expect(read('<a>1 &lt; 2 <![CDATA[<& ]]>&#65;&#x42;</a>').text).toBe('1 < 2 <& AB')
  })

  it('a DOCTYPE spelt inside a comment or CDATA as text', () => {
    expect(read('<!-- <!DOCTYPE x> --><a><![CDATA[<!DOCTYPE y>]]></a>').text).toBe('<!DOCTYPE y>')
  })

  it('order, lines and extents of elements', () => {
    const text = '<?xml version="1.0"?>\n<!-- c -->\n<a>\n<c>1</c>\n<b/></a>'
    const root = read(text)
    expect(root.children.map(({ name, line }) => [name, line])).toEqual([
      ['c', 4],
      ['b', 5],
    ])
    expect(root.children.map(({ start, end }) => text.slice(start, end))).toEqual(['<c>1</c>', '<b/>'])
    expect(textOf(root, 'c')).toBe('1')
    expect(textOf(root, 'd')).toBeUndefined()
  })
})

describe('decodeXml', () => {
  it('drops the byte order mark', () => {
    expect(decodeXml(Uint8Array.of(0xef, 0xbb, 0xbf, 0x3c), 'a.xml')).toBe('<')
    expect(decodeXml('\uFEFF<', 'a.xml')).toBe('<')
  })

  it('refuses octets that are not UTF-8', () => {
    expect(() => decodeXml(Uint8Array.of(0xff, 0xfe, 0x3c, 0), 'a.xml')).toThrow(/^a\.xml: is not UTF-8/)
  })
})
