import { expect, it } from 'vitest'
import { at, utf8 } from './content.fixture.ts'
import { decodeOpaque } from './opaque.ts'

it('octet-stream for a string or an integer is a finding (BUG-112)', () => {
  expect(decodeOpaque(utf8('Open'), at(3, 0, 0)).findings).toMatchObject([
    { text: expect.stringContaining('of type string') },
  ])
  expect(decodeOpaque(utf8('1'), at(3, 0, 9)).findings).toMatchObject([
    { text: expect.stringContaining('of type integer') },
  ])
})

it('octet-stream for an opaque or unknown resource is in order', () => {
  expect(decodeOpaque(utf8('x'), at(5, 0, 0)).findings).toEqual([])
  expect(decodeOpaque(utf8('x'), at(9999, 0, 0)).findings).toEqual([])
})
