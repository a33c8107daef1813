import { BlockList, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOctets, udpPacket } from './ip.ts'

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')

/** Adds up 16-bit words as a receiver does (RFC 1071): the result over intact data is 0xffff. */
function receivedSum(octets: Uint8Array): number {
  const even = octets.length % 2 === 0 ? octets : Uint8Array.of(...octets, 0)
  let sum = 0
  for (let at = 0; at < even.length; at += 2) {
    sum += even[at]! * 256 + even[at + 1]!
    if (sum > 0xffff) sum -= 0xffff
  }
  return sum
}

describe('address octets', () => {
  it.each([
    ['192.0.2.33', 'c0000221'],
    ['::', '00000000000000000000000000000000'],
    ['::1', '00000000000000000000000000000001'],
    ['2001:db8::', '20010db8000000000000000000000000'],
    ['2001:DB8:0:0:8:800:200C:417A', '20010db80000000000080800200c417a'],
    ['ff01::101', 'ff010000000000000000000000000101'],
    ['::ffff:129.144.52.38', '00000000000000000000ffff81903426'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ])('of %s', (text, octets) => expect(hex(addressOctets(text))).toBe(octets))

  it('agree with what Node reads, for any IPv6 text', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        fc.pre(isIPv6(text))
        const written = hex(addressOctets(text)).replace(/.{4}(?!$)/g, '$&:')
        const same = new BlockList()
        same.addAddress(text, 'ipv6')
        expect(same.check(written, 'ipv6')).toBe(true)
      }),
    )
  })

  it('are refused for a name', () => {
    expect(() => addressOctets('localhost')).toThrow('"localhost" is no IP address')
  })
})

describe('a UDP packet', () => {
  it('is the IPv4 packet that Linux sent over loopback, but for its identification', () => {
    const datagram = Uint8Array.of(0x40, 0x01, 0x04, 0xd2, 0xb2, 0x72, 0x64, 0x2f)
    const packet = udpPacket({ host: '127.0.0.1', port: 40000 }, { host: '127.0.0.1', port: 5683 }, datagram)
    // Linux chose the identification 0x8082; with 0 the checksum grows by as much (0xbc44 + 0x8082, RFC 1624).
    expect(hex(packet.subarray(0, 20))).toBe('450000240000400040113cc77f0000017f000001')
    // Loopback leaves the UDP checksum to the card; this one Wireshark calculated.
    expect(hex(packet.subarray(20))).toBe('9c4016330010f3e2400104d2b272642f')
  })

  it.each([
    ['192.0.2.1', '198.51.100.7', 20, 8],
    ['2001:db8::1', '2001:db8::2', 40, 8],
  ])('from %s has checksums a receiver accepts, for any payload', (source, target, ipLength, udpLength) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(65535), (datagram, port) => {
        const packet = udpPacket({ host: source, port }, { host: target, port: 5683 }, datagram)
        const addresses = packet.subarray(ipLength === 20 ? 12 : 8, ipLength)
        const length = udpLength + datagram.length
        const pseudo = Uint8Array.of(...addresses, 0, 0, length >> 8, length & 0xff, 0, 0, 0, 17)
        expect(receivedSum(Uint8Array.of(...pseudo, ...packet.subarray(ipLength)))).toBe(0xffff)
        if (ipLength === 20) expect(receivedSum(packet.subarray(0, 20))).toBe(0xffff)
        expect(hex(packet.subarray(ipLength + udpLength))).toBe(hex(datagram))
      }),
    )
  })

  it('never carries the checksum 0, which would mean none', () => {
    const packet = (payload: Uint8Array): Uint8Array =>
      udpPacket({ host: '0.0.0.0', port: 0 }, { host: '0.0.0.0', port: 0 }, payload)
    // 17 + length 10 twice = 37, and ~37 as payload makes the sum 0xffff.
    expect(hex(packet(Uint8Array.of(0xff, 0xff - 37)).subarray(26, 28))).toBe('ffff')
  })

  it('maps the IPv4 end when the other is IPv6', () => {
    const packet = udpPacket({ host: '192.0.2.1', port: 1 }, { host: '::1', port: 2 }, Uint8Array.of(9))
    expect(packet[0]! >> 4).toBe(6)
    expect(hex(packet.subarray(8, 24))).toBe('00000000000000000000ffffc0000201')
  })

  it('cuts a datagram that no packet can carry', () => {
    const packet = udpPacket(
      { host: '127.0.0.1', port: 1 },
      { host: '127.0.0.1', port: 2 },
      new Uint8Array(1e5),
    )
    expect(packet.length).toBe(65535)
  })
})
