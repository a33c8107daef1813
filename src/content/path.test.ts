import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContentError } from './content-error.ts'
import { isWithin, maxId, parsePath, pathText, readPath } from './path.ts'

describe('paths', () => {
  it.each([
    ['/', []],
    ['/3', [3]],
    ['/3/0/7/1', [3, 0, 7, 1]],
    ['/65535/0', [65535, 0]],
  ])('reads and writes %s', (text, ids) => {
    expect(parsePath(text)).toEqual(ids)
    expect(pathText(ids)).toBe(text)
  })

  it.each(['/3/', '/3//0', '/03', '/65536', '/3/0/7/1/2', '/a', '/-1', '/3 ', '//'])(
    'refuses %s and says how to mend it',
    (text) => {
      expect(() => parsePath(text)).toThrow(ContentError)
      expect(() => parsePath(text)).toThrow('for example /3/0/7')
    },
  )

  it('takes no other text than that of up to four ids', () => {
    const nearly = fc.string({ unit: fc.constantFrom('/', '0', '1', '6', '9', 'a', ' '), maxLength: 14 })
    fc.assert(
      fc.property(nearly, (text) => {
        const parts = text.replace(/^\//, '').split('/')
        const isId = (part: string): boolean => /^(0|[1-9][0-9]{0,4})$/.test(part) && Number(part) <= maxId
        const isRoot = text === '' || text === '/'
        const ids = parts.length <= 4 && parts.every(isId) ? parts.map(Number) : undefined
        expect(readPath(text)).toEqual(isRoot ? [] : ids)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells what lies below what', () => {
    expect(isWithin([3, 0, 1], [3, 0])).toBe(true)
    expect(isWithin([3, 0], [3, 0])).toBe(true)
    expect(isWithin([3, 0], [])).toBe(true)
    expect(isWithin([3], [3, 0])).toBe(false)
    expect(isWithin([30, 0], [3])).toBe(false)
  })
})
