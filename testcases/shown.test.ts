import { expect, it } from 'vitest'
import { showingOctets } from './shown.ts'

const octets = Uint8Array.of(0xfb, 0xff, 0x00, 0x0a)

it.each([
  ['fbff000a'],
  ["h'FBFF000A'"],
  ['fb:ff:00:0a'],
  ['0xfb, 0xff, 0x00, 0x0a'],
  ['+/8ACg=='],
  ['-_8ACg'],
  ['[251, 255, 0, 10]'],
  ['[-5,-1,0,10]'],
])('octets are shown by %s', (shown) => {
  expect(showingOctets(octets).verify(shown)).toBeUndefined()
})

it.each([['fbff00'], ['fbff010a'], ['[251, 255, 1, 10]'], ['\ufffd\ufffd\u0000\n'], ['']])(
  'octets are not shown by %j',
  (shown) => {
    expect(showingOctets(octets).verify(shown)).toBe(`"${shown}"`)
  },
)
