import { describe, expect, it } from 'vitest'
import { ContentError } from './content-error.ts'
import { isWithin, parsePath, pathText } from './path.ts'

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

  it('tells what lies below what', () => {
    expect(isWithin([3, 0, 1], [3, 0])).toBe(true)
    expect(isWithin([3, 0], [3, 0])).toBe(true)
    expect(isWithin([3, 0], [])).toBe(true)
    expect(isWithin([3], [3, 0])).toBe(false)
    expect(isWithin([30, 0], [3])).toBe(false)
  })
})
