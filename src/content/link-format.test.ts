import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from './content.fixture.ts'
import { ContentError } from './content-error.ts'
import { formatLinks, type Link, parseLinks } from './link-format.ts'

const read = (text: string) => parseLinks(utf8(text))
const shown = (link: Link | undefined) =>
  link && [link.target, ...link.attributes.map(({ name, value }) => [name, value])]

describe('parseLinks', () => {
  it.each([
    '</sensors>;ct=40',
    '</sensors/temp>;if="sensor",</sensors/light>;if="sensor"',
    '</sensors>;ct=40;title="Sensor Index",</sensors/temp>;rt="temperature-c";if="sensor",</sensors/light>;rt="light-lux";if="sensor",<http://www.example.com/sensors/t123>;anchor="/sensors/temp";rel="describedby",</t>;anchor="/sensors/temp";rel="alternate"',
    '</firmware/v2.1>;rt="firmware";sz=262144',
  ])('reads and writes the example of RFC 6690: %s', (text) => {
    const { links, findings } = read(text)
    expect(findings).toEqual([])
    expect(new TextDecoder().decode(formatLinks(links))).toBe(text)
  })

  it('reads targets, bare attributes and quotes', () => {
    const { links } = read('</>;rt="oma.lwm2m";ct="60 112",</1/0>;obs,</5>')
    expect(links).toEqual([
      {
        target: '/',
        attributes: [
          { name: 'rt', value: 'oma.lwm2m', quoted: true },
          { name: 'ct', value: '60 112', quoted: true },
        ],
      },
      { target: '/1/0', attributes: [{ name: 'obs', quoted: false }] },
      { target: '/5', attributes: [] },
    ])
  })

  it('reads commas, semicolons and escapes in quotes', () => {
    expect(shown(read('</a>;title="x,y;\\"z\\\\"').links[0])).toEqual(['/a', ['title', 'x,y;"z\\']])
  })

  it('takes nothing for no links', () => {
    expect(read('')).toEqual({ links: [], findings: [] })
  })

  it('a blank after the comma (BUG-046) is read, with a finding', () => {
    const { links, findings } = read('</1/0>, </3/0>')
    expect(links.map(({ target }) => target)).toEqual(['/1/0', '/3/0'])
    expect(findings).toEqual([
      { offset: 7, clause: 'RFC 6690 §2', text: expect.stringContaining('blanks'), tolerated: true },
    ])
  })

  it.each(['</1/0>;pmin=3 ,</3/0>', '</1/0> ;pmin=3', '</1/0>; pmin=3'])(
    'blanks elsewhere are not tolerated: %s',
    (text) => {
      expect(read(text).findings.map(({ tolerated }) => tolerated)).toEqual([undefined])
    },
  )

  it('an unquoted value with blanks (BUG-047) is read, with a finding', () => {
    const { links, findings } = read('</>;ct=60 112,</3/0>')
    expect(shown(links[0])).toEqual(['/', ['ct', '60 112']])
    expect(links).toHaveLength(2)
    expect(findings).toMatchObject([{ offset: 7, text: expect.stringContaining('must be quoted') }])
  })

  it('an enabler version without link (BUG-007) is read as the target "", with a finding', () => {
    const { links, findings } = read('lwm2m="1.1",</3>;ver=1.0')
    expect(links).toEqual([
      { target: '', attributes: [{ name: 'lwm2m', value: '1.1', quoted: true }] },
      { target: '/3', attributes: [{ name: 'ver', value: '1.0', quoted: false }] },
    ])
    expect(findings).toMatchObject([{ offset: 0 }])
  })

  it('keeps whether a value was quoted (BUG-045, BUG-048)', () => {
    expect(read('</3>;ver="1.1"').links[0]?.attributes[0]?.quoted).toBe(true)
    expect(read('</3>;ver=1.1').links[0]?.attributes[0]?.quoted).toBe(false)
  })

  it.each([
    ['</1', 'without ">"'],
    ['</1>;a="x', 'without end'],
    ['</1>;a=', 'no token'],
    ['</1>;=1', 'no attribute name'],
    ['</1>;;a=1', 'no attribute name'],
    ['</1>;a=1;a=2', 'there twice'],
    ['</1>x,</2>', 'between two links'],
    ['</1>,', 'after the last link'],
    ['</1>,,</2>', 'begin with "<"'],
    ['< /1>', 'no URI reference'],
    ['/1,/2', 'begin with "<"'],
    ['</1>; pmin=3', 'blanks'],
  ])('finds fault with %s', (text, fault) => {
    expect(
      read(text)
        .findings.map(({ text: found }) => found)
        .join(),
    ).toContain(fault)
  })

  it('reads what it writes', () => {
    const name = fc.constantFrom('rt', 'if', 'ct', 'dim', 'title', 'ssid')
    const quoted = fc.string({ unit: 'grapheme' }).map((value) => ({ value, quoted: true }))
    const unquoted = fc.stringMatching(/^[a-z0-9./:-]{1,9}$/).map((value) => ({ value, quoted: false }))
    const attribute = fc
      .tuple(name, fc.oneof(quoted, unquoted, fc.constant({ quoted: false })))
      .map(([key, rest]) => ({ name: key, ...rest }))
    const link = fc.record({
      target: fc.stringMatching(/^\/[a-z0-9/]*$/),
      attributes: fc.uniqueArray(attribute, { selector: ({ name: key }) => key }),
    })
    fc.assert(
      fc.property(fc.array(link), (links) => {
        expect(parseLinks(formatLinks(links))).toEqual({ links, findings: [] })
      }),
    )
  })

  it('does not slow down on many attributes or many links', () => {
    expect(
      read(`</1>${Array.from({ length: 50000 }, (_, index) => `;a${index}`).join('')}`).links[0]?.attributes,
    ).toHaveLength(50000)
    expect(read(','.repeat(200000)).findings.length).toBeLessThanOrEqual(100)
  })

  it('never throws', () => {
    const pieces = fc.constantFrom('<', '>', ';', ',', '=', '"', '\\', ' ', 'a', '/1')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => void read(parts.join(''))),
      { numRuns: 5000 },
    )
    fc.assert(fc.property(fc.uint8Array(), (octets) => void parseLinks(octets)))
  })
})

describe('formatLinks', () => {
  it('writes the old form of Bootstrap-Discover for the target ""', () => {
    const links: Link[] = [
      { target: '', attributes: [{ name: 'lwm2m', value: '1.0', quoted: false }] },
      { target: '/0/0', attributes: [] },
    ]
    expect(new TextDecoder().decode(formatLinks(links))).toBe('lwm2m=1.0,</0/0>')
  })

  it('refuses targets that would end the link', () => {
    expect(() => formatLinks([{ target: '/a>', attributes: [] }])).toThrow(ContentError)
  })
})
