import { describe, expect, it } from 'vitest'
import { formatLinks } from '#content'
import { parseRegister } from './registration.ts'
import { belowRoot, listBelowRoot, rootSegments } from './root-path.ts'

const links = [
  {
    target: '/',
    attributes: [
      { name: 'rt', value: 'oma.lwm2m', quoted: true },
      { name: 'ct', value: '110', quoted: true },
    ],
  },
  { target: '/1/0', attributes: [] },
  { target: '/3/0', attributes: [] },
]

describe('an alternate root path (Core 1.1.1 §6.2.1)', () => {
  it('is announced, stands before each object, and is read again', () => {
    const payload = formatLinks(listBelowRoot(links, '/a/b'))
    expect(new TextDecoder().decode(payload)).toBe('</a/b>;rt="oma.lwm2m";ct="110",</a/b/1/0>,</a/b/3/0>')
    const { registration } = parseRegister({ query: [], payload, contentFormat: 40 })
    expect(registration).toMatchObject({ rootPath: '/a/b', formats: [110] })
    expect(registration.objects).toEqual([
      { object: 1, instance: 0 },
      { object: 3, instance: 0 },
    ])
  })

  it('is announced even by a Client that had no link for its root', () => {
    expect(listBelowRoot(links.slice(1), '/x').map(({ target }) => target)).toEqual([
      '/x',
      '/x/1/0',
      '/x/3/0',
    ])
  })

  it('changes nothing when it is the root itself', () => {
    expect(listBelowRoot(links, '/')).toEqual(links)
    expect(rootSegments('/')).toEqual([])
  })

  it('is taken off what lies below it alone', () => {
    expect(belowRoot(['a', 'b', '3', '0'], '/a/b')).toEqual(['3', '0'])
    expect(belowRoot(['a', '3', '0'], '/a/b')).toBeUndefined()
    expect(belowRoot(['3', '0'], '/')).toEqual(['3', '0'])
  })
})
