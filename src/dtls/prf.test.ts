import { expect, it } from 'vitest'
import { hex } from './octets.ts'
import { keyLogLine, prf, pskPremaster } from './prf.ts'

const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

it('gives what others published for SHA-256', () => {
  // "TLS 1.2 PRF test vectors" on the IETF TLS list, 2009.
  const secret = octets('9bbe436ba940f017b17652849a71db35')
  const seed = octets('a0ba9f936cda311827a6f796ffd5198c')
  expect(hex(prf(secret, 'test label', seed, 100))).toBe(
    'e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af' +
      '0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701' +
      '87347b66',
  )
})

it('makes the premaster secret of a key with as many zeros before it', () => {
  expect(hex(pskPremaster(octets('abcd')))).toBe('000200000002abcd')
  expect(hex(pskPremaster(octets('abcd'), octets('ff')))).toBe('0001ff0002abcd')
})

it('writes a master secret as analysers read it', () => {
  expect(keyLogLine(octets('00ff'), octets('0a'))).toBe('CLIENT_RANDOM 00ff 0a')
})
