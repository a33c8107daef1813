import { describe, expect, it } from 'vitest'
import { decodeFragments, encodeMessage } from './handshake.ts'
import { concat, hex } from './octets.ts'
import { recorded, recordedFlights } from './openssl.fixture.ts'
import { extendedMasterSecret, pskPremaster, sha256 } from './prf.ts'
import { deriveKeys, type Protection, protection } from './protection.ts'
import { splitRecords } from './record.ts'
import { suiteName, suiteOf } from './suites.ts'

const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

describe.each(recorded.map((session) => ({ name: suiteName(session.suite), ...session })))(
  'records of $name, encrypt_then_mac $encryptThenMac, that OpenSSL made',
  ({ suite: id, master, clientRandom, serverRandom, encryptThenMac, ...records }) => {
    const suite = suiteOf(id)!
    const keys = deriveKeys(suite, octets(master), octets(clientRandom), octets(serverRandom))
    const by = (side: 'client' | 'server'): Protection =>
      protection(suite, keys[side], { encryptThenMac, iv: () => new Uint8Array(16) })
    const record = (side: 'client' | 'server') => splitRecords(octets(records[side])).records[0]!

    it.each(['client', 'server'] as const)('are opened, by the %s', (side) => {
      const found = record(side)
      const opened = by(side).open(found, found.fragment)
      expect(new TextDecoder().decode(opened)).toBe(`from the ${side}\n`)
    })

    it('are not when anything is changed', () => {
      const found = record('client')
      const { open } = by('client')
      expect(open({ ...found, sequence: found.sequence + 1 }, found.fragment)).toBeUndefined()
      expect(open({ ...found, type: 22 }, found.fragment)).toBeUndefined()
      expect(open({ ...found, version: 0xfeff }, found.fragment)).toBeUndefined()
      for (let at = 0; at < found.fragment.length; at++) {
        const changed = found.fragment.with(at, found.fragment[at]! ^ 1)
        expect([at, open(found, changed)]).toEqual([at, undefined])
      }
      expect(by('server').open(found, found.fragment)).toBeUndefined()
    })
  },
)

it('an extended master secret is the one OpenSSL came to', () => {
  const messages = recordedFlights
    .flatMap((datagram) => splitRecords(octets(datagram)).records)
    .filter(({ type, epoch }) => type === 22 && epoch === 0)
    .flatMap(({ fragment }) => decodeFragments(fragment).value ?? [])
    // The ClientHello without cookie and its answer do not count (RFC 6347 §4.2.1).
    .filter(({ sequence }) => sequence > 0)
    .map(({ type, sequence, fragment: body }) => encodeMessage({ type, sequence, body }))
  const psk = octets('000102030405060708090a0b0c0d0e0f')
  const master = extendedMasterSecret(pskPremaster(psk), sha256(concat(...messages)))
  expect(hex(master)).toBe(recorded[0]?.master)
})
