import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClearMessages } from './clear-messages.ts'

const octets = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const hexOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')

/** The ClientHello and ServerHello records of the simple 1-RTT handshake in RFC 8448 §3. */
const clientRecord = octets(`
  16030100c4010000c00303cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7000006130113031302
  010000910000000b0009000006736572766572ff01000100000a00140012001d00170018001901000101010201030104002300
  0000330026002400 1d002099381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c002b000302030400
  0d0020001e040305030603020308040805080604010501060102010402050206020202002d00020101001c00024001`)
const serverRecord = octets(`
  160303005a020000560303a6af06a4121860dc5e6e60249cd34c95930c8ac5cb1434dac155772ed3e2692800130100002e0033
  0024001d0020c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f002b00020304`)

describe('messages in the clear', () => {
  it('of a client: its ClientHello, as DTLS has it', () => {
    const [hello, ...others] = new ClearMessages().push(clientRecord)
    expect(others).toEqual([])
    expect(hello).toMatchObject({ type: 1, sequence: 0 })
    // Version and random, an empty session id, an empty cookie, three suites.
    expect(hexOf(hello?.body)).toMatch(/^0303cb34ecb1.{56}00000006130113031302/)
    expect(hello?.body.length).toBe(0xc0 + 1)
  })

  it('of a server: its ServerHello, and nothing after what is encrypted', () => {
    const reader = new ClearMessages()
    const [hello] = reader.push(serverRecord)
    expect(hexOf(hello?.body).slice(0, 12)).toBe('0303a6af06a4')
    expect(reader.push(octets('140303000101'))).toEqual([])
    expect(reader.push(serverRecord)).toEqual([])
  })

  it('in pieces of any size, and several in a record', () => {
    const done = octets('16030300040e000000')
    const both = Uint8Array.of(...octets('160303005e'), ...serverRecord.subarray(5), ...done.subarray(5))
    for (const size of [1, 7, 1000]) {
      const reader = new ClearMessages()
      const found = []
      for (let at = 0; at < both.length; at += size) found.push(...reader.push(both.subarray(at, at + size)))
      expect(found.map(({ type, sequence }) => [type, sequence])).toEqual([
        [2, 0],
        [14, 1],
      ])
    }
  })

  it('are read out of any octets without a throw', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 6 }), (pieces) => {
        const reader = new ClearMessages()
        for (const piece of pieces) reader.push(Uint8Array.of(22, 3, 3, ...piece))
      }),
    )
  })
})
