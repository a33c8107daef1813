import { describe, expect, it } from 'vitest'
import { encodeItem } from './cbor.ts'
import { decodePartialIv, encodePartialIv, highestSequence, SecurityContext } from './context.ts'
import { protectRequest } from './protect.ts'
import { ReplayWindow } from './replay-window.ts'
import { unprotectRequest } from './unprotect.ts'
import { clients, hexOf, masterSecret, octets, pair } from './vectors.fixture.ts'

const get = { code: '0.01' as const, options: [], payload: octets('') }

describe('a context that cannot be', () => {
  it.each([
    ['an AEAD algorithm we do not have', { aead: 99 }, 'no AEAD algorithm has the number 99'],
    ['a hash we do not have', { hkdf: 99 }, 'no HKDF algorithm has the number 99'],
    ['a Sender ID too long', { senderId: octets('0102030405060708') }, 'a Sender ID has at most 7 octets'],
    [
      'a Recipient ID too long',
      { aead: 12, recipientId: octets('0102') },
      'a Recipient ID has at most 1 octets',
    ],
  ])('%s', (_, fault, text) => {
    const parameters = { masterSecret, senderId: octets('01'), recipientId: octets('02'), ...fault }
    expect(() => new SecurityContext(parameters)).toThrow(text)
  })
})

describe('Sender Sequence Numbers', () => {
  it('are written without leading zeros', () => {
    const written = [0, 1, 255, 256, 2 ** 32, highestSequence].map((number) => hexOf(encodePartialIv(number)))
    expect(written).toEqual(['00', '01', 'ff', '0100', '0100000000', 'ffffffffff'])
    expect(decodePartialIv(octets('ffffffffff'))).toBe(highestSequence)
  })

  it('are not used again when they are used up (RFC 8613 §7.2.1)', () => {
    const context = new SecurityContext(clients.salted)
    context.sequence = highestSequence
    protectRequest(context, get)
    expect(() => protectRequest(context, get)).toThrow('used up')
  })
})

describe('the replay window (RFC 8613 §7.4)', () => {
  it('takes each number once, in any order, no more than its size behind', () => {
    const window = new ReplayWindow()
    const take = (number: number): boolean => {
      const fresh = window.isFresh(number)
      if (fresh) window.take(number)
      return fresh
    }
    expect([5, 3, 5, 3, 4].map(take)).toEqual([true, true, false, false, true])
    expect([39, 7, 8, 8].map(take)).toEqual([true, false, true, false])
    expect(take(2 ** 40 - 1)).toBe(true)
    expect(take(39)).toBe(false)
  })

  it('begins anew after a number', () => {
    const window = new ReplayWindow()
    window.startAfter(100)
    expect([99, 100, 101].map((number) => window.isFresh(number))).toEqual([false, false, true])
  })

  it('refuses a request that came before, whatever its message id', () => {
    const { client, server } = pair(clients.salted)
    const { message } = protectRequest(client, get)
    expect(unprotectRequest(() => server, message).accepted).toBe(true)
    expect(unprotectRequest(() => server, message)).toMatchObject({
      accepted: false,
      refusal: { code: '4.01', text: 'Replay detected' },
    })
    // Evidence may look as often as it likes.
    expect(unprotectRequest(() => server, message, { peek: true }).accepted).toBe(true)
  })
})

describe('refusals (RFC 8613 §8.2)', () => {
  it.each([
    ['a header without kid', { header: { kid: null } }, '4.02', 'Failed to decode COSE'],
    ['a header without Partial IV', { header: { partialIv: null } }, '4.02', 'Failed to decode COSE'],
    ['an option that is broken', { option: octets('e0') }, '4.02', 'Failed to decode COSE'],
    ['an option that is missing', { option: null }, '4.02', 'Failed to decode COSE'],
    ['a message without payload', { ciphertext: () => octets('') }, '4.02', 'Failed to decode COSE'],
    ['another kid', { header: { kid: octets('77') } }, '4.01', 'Security context not found'],
    ['another Partial IV', { header: { partialIv: octets('09') } }, '4.00', 'Decryption failed'],
    ['a ciphertext shorter than a tag', { ciphertext: () => octets('01') }, '4.00', 'Decryption failed'],
  ] as const)('%s', (_, faults, code, text) => {
    const { client, server } = pair(clients.salted)
    const { message } = protectRequest(client, get, faults)
    const find = (kid: Uint8Array): SecurityContext | undefined => (kid.length === 0 ? server : undefined)
    expect(unprotectRequest(find, message)).toMatchObject({ accepted: false, refusal: { code, text } })
  })

  it('are none for an outer code that is unusual, which is told all the same', () => {
    const { client, server } = pair(clients.salted)
    const { message } = protectRequest(client, get, { code: '0.03' })
    expect(unprotectRequest(() => server, message)).toMatchObject({
      accepted: true,
      violations: [{ clause: 'RFC 8613 §4.2' }],
    })
  })

  it('a message is not protected twice', () => {
    const { client } = pair(clients.salted)
    const { message } = protectRequest(client, get)
    expect(() => protectRequest(client, message)).toThrow('cannot be protected twice')
  })
})

it.each([
  [[23, 24, 255, 256, 65536], '85171818 18ff 190100 1a00010000'],
  [[-1, -25, null, 'a'], '8420 3818 f6 6161'],
])('CBOR of %j (RFC 8949 Appendix A)', (item, hex) => {
  expect(hexOf(encodeItem(item))).toBe(hex.replaceAll(' ', ''))
})
