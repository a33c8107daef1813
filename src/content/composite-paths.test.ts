import { describe, expect, it } from 'vitest'
import { decodePaths, encodePaths } from './composite-paths.ts'
import { hex, utf8 } from './content.fixture.ts'

const paths = [[3], [1, 0], [1, 0, 1], [3, 0, 11, 0], []]

describe.each(['senml-json', 'senml-cbor'] as const)('path list in %s', (format) => {
  it('reads what it writes, the root included (int-229, int-235)', () => {
    expect(decodePaths(format, encodePaths(format, paths))).toEqual({ paths, findings: [] })
  })
})

describe('path list', () => {
  it('is written with names in full', () => {
    expect(Buffer.from(encodePaths('senml-json', [[3, 0, 16]])).toString()).toBe('[{"n":"/3/0/16"}]')
    expect(encodePaths('senml-cbor', [[3, 0, 9]])).toEqual(hex('81a100662f332f302f39'))
  })

  it('may use a base name', () => {
    expect(
      decodePaths('senml-json', utf8('[{"bn":"/3/0/","n":"9"},{"n":"11/0"},{"bn":"/1"}]')).paths,
    ).toEqual([[3, 0, 9], [3, 0, 11, 0], [1]])
  })

  it('has no values', () => {
    expect(decodePaths('senml-json', utf8('[{"n":"/3/0/9","v":1}]')).findings).toMatchObject([
      { text: expect.stringContaining('no values') },
    ])
  })
})
