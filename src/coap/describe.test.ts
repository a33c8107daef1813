import { expect, describe as group, it } from 'vitest'
import { blockOption } from './block-option.ts'
import { describe } from './describe.ts'
import { body, message, octets } from './raw-peer.fixture.ts'

group('describe', () => {
  it.each([
    [
      'CON 0.01 GET /3/0?x=1 Accept:11542 [mid 4711, token 0a0b] 12 octets',
      message('CON', '0.01', 4711, {
        path: ['3', '0'],
        query: ['x=1'],
        accept: 11542,
        token: [10, 11],
        payload: body(12),
      }),
    ],
    [
      'ACK 2.01 Created Location:/rd/5a3f [mid 1, token 01]',
      message('ACK', '2.01', 1, { location: ['rd', '5a3f'], token: [1] }),
    ],
    ['RST 0.00 Empty [mid 9]', message('RST', '0.00', 9)],
    [
      'NON 2.05 Content ETag:0102 Observe:7 Block2:3/1/64 [mid 1, token 01]',
      message('NON', '2.05', 1, {
        observe: 7,
        token: [1],
        options: [blockOption(23, { num: 3, more: true, szx: 2 }), { number: 4, value: Uint8Array.of(1, 2) }],
      }),
    ],
    [
      'CON 0.31 option 2049:61 [mid 1]',
      message('CON', '0.31', 1, { options: [{ number: 2049, value: octets('a') }] }),
    ],
  ])('%s', (line, what) => {
    expect(describe(what)).toBe(line)
  })
})
