import { describe, expect, it } from 'vitest'
import type { Link, Node, Value } from '#content'
import type { Answer } from '#sides'
import {
  code,
  format,
  has,
  holds,
  lacks,
  linkAttributes,
  links,
  noLinks,
  only,
  sameValue,
  wellFormed,
} from './matchers.ts'

function answer(changes: Partial<Answer>): Answer {
  const nothing = {
    format: undefined,
    contentFormat: undefined,
    payload: new Uint8Array(),
    nodes: [],
    links: [],
    findings: [],
  }
  return {
    ...nothing,
    code: '2.05',
    location: [],
    observe: undefined,
    isProtected: false,
    at: 0,
    frame: 1,
    ...changes,
  }
}
const text = (value: string): Value => ({ type: 'string', value })
const device: readonly Node[] = [
  { path: [3, 0, 0], value: text('Open') },
  { path: [3, 0, 11, 0], value: { type: 'integer', value: 0n } },
]
const link = (target: string, attributes: Link['attributes'] = []): Link => ({ target, attributes })

describe('checks on answers', () => {
  it('code tells the code that came', () => {
    expect(code('2.04').verify(answer({}))).toBe('2.05')
    expect(code('2.04', '2.05').verify(answer({}))).toBeUndefined()
  })

  it('format wants the Content-Format and a payload without findings', () => {
    const finding = { offset: 2, clause: 'c', text: 'odd' }
    expect(format('tlv').verify(answer({}))).toContain('absent')
    expect(format('tlv').verify(answer({ format: 'tlv', contentFormat: 11542 }))).toBeUndefined()
    expect(
      format('tlv').verify(answer({ format: 'tlv', contentFormat: 11542, findings: [finding] })),
    ).toContain('octet 2')
    expect(wellFormed.verify(answer({ format: 'tlv', contentFormat: 11542, findings: [finding] }))).toContain(
      'odd',
    )
  })

  it('holds wants each value, at its path', () => {
    expect(holds({ '/3/0/0': 'Open' }).verify(answer({ nodes: device }))).toBeUndefined()
    expect(holds({ '/3/0/0': 'Shut' }).verify(answer({ nodes: device }))).toContain('Open')
    expect(holds({ '/3/0/1': 'Open' }).verify(answer({ nodes: device }))).toBe('no /3/0/1')
  })

  it('has is satisfied by an instance of a multiple resource', () => {
    expect(has('/3/0/11').verify(answer({ nodes: device }))).toBeUndefined()
    expect(has('/3/0/1').verify(answer({ nodes: device }))).toContain('/3/0/1')
  })

  it('only and lacks find strays; /3/0/1 is not below /3/0/11', () => {
    expect(only('/3/0/0').verify(answer({ nodes: device }))).toBe('/3/0/11/0')
    expect(only('/3').verify(answer({ nodes: device }))).toBeUndefined()
    expect(lacks('/3/0/1').verify(answer({ nodes: device }))).toBeUndefined()
    expect(lacks('/3/0/11').verify(answer({ nodes: device }))).toBe('/3/0/11/0')
  })

  it('links and noLinks compare targets', () => {
    const listed = answer({ links: [link('/3'), link('/3/0')] })
    expect(links('/3/0').verify(listed)).toBeUndefined()
    expect(links('/3/1').verify(listed)).toContain('/3/1')
    expect(noLinks('/3/0').verify(listed)).toBe('</3/0>')
    expect(noLinks('/4').verify(listed)).toBeUndefined()
  })

  it('linkAttributes compares numbers as numbers, and null as absence', () => {
    const listed = answer({ links: [link('/3/0/7', [{ name: 'pmin', value: '10', quoted: false }])] })
    expect(linkAttributes('/3/0/7', { pmin: 10, pmax: null }).verify(listed)).toBeUndefined()
    expect(linkAttributes('/3/0/7', { pmin: 11 }).verify(listed)).toContain('pmin=10')
    expect(linkAttributes('/3/0/7', { pmin: null }).verify(listed)).toContain('pmin=10')
  })
})

describe('sameValue', () => {
  it('compares integers of any width exactly', () => {
    expect(sameValue({ type: 'integer', value: 2n ** 63n - 1n }, 2n ** 63n - 1n)).toBe(true)
    expect(sameValue({ type: 'integer', value: 2n ** 63n - 1n }, 2n ** 63n - 2n)).toBe(false)
    expect(sameValue({ type: 'integer', value: 5n }, 5)).toBe(true)
    expect(sameValue({ type: 'integer', value: 5n }, 5.5)).toBe(false)
  })

  it('compares octets and links by content', () => {
    expect(sameValue({ type: 'opaque', value: Uint8Array.of(1) }, Uint8Array.of(1))).toBe(true)
    expect(sameValue({ type: 'opaque', value: Uint8Array.of(1) }, Uint8Array.of(2))).toBe(false)
    expect(sameValue({ type: 'objlnk', value: { object: 3, instance: 0 } }, { object: 3, instance: 1 })).toBe(
      false,
    )
  })

  it('does not take text for a number', () => {
    expect(sameValue(text('1'), 1)).toBe(false)
  })
})
