import { isIPv4, isIPv6 } from 'node:net'

/** The octets of an IP address, 4 or 16; a zone (`%eth0`) is left out. @throws RangeError for anything else */
export function addressOctets(host: string): Uint8Array {
  if (isIPv4(host)) return Uint8Array.from(host.split('.'), Number)
  if (!isIPv6(host)) throw new RangeError(`"${host}" is no IP address; look the name up first.`)
  const text = host.replace(/%.*$/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const group = (high: string, low: string): string => (Number(high) * 256 + Number(low)).toString(16)
    return `${group(a, b)}:${group(c, d)}`
  })
  const groups = (part = ''): string[] => part.split(':').filter((group) => group !== '')
  const [before, after] = text.split('::')
  const head = groups(before)
  const tail = groups(after)
  const octets = new Uint8Array(16)
  const view = new DataView(octets.buffer)
  for (const [index, group] of head.entries()) view.setUint16(2 * index, Number.parseInt(group, 16))
  for (const [index, group] of tail.entries()) {
    view.setUint16(16 - 2 * (tail.length - index), Number.parseInt(group, 16))
  }
  return octets
}

/** The Internet checksum (RFC 1071) over all parts, taken as one run of octets; only the last may be odd. */
function checksum(...parts: Uint8Array[]): number {
  let sum = 0
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) sum += (part[at]! << 8) + (part[at + 1] ?? 0)
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return ~sum & 0xffff
}

/** Of a UDP datagram in one IP packet: 65535 octets less the headers, the same bound for both families. */
const longestDatagram = 65507

/**
 * The IP packet (RFC 791, RFC 8200) around a UDP datagram (RFC 768) as it passed a wire, checksums included.
 * When one end is IPv4 and the other IPv6, the IPv4 one is mapped (RFC 4291 §2.5.5.2). A datagram too long for a
 * packet is cut.
 */
export function udpPacket(
  from: { host: string; port: number },
  to: { host: string; port: number },
  datagram: Uint8Array,
): Uint8Array {
  const payload = datagram.subarray(0, longestDatagram)
  const udp = new Uint8Array(8 + payload.length)
  const view = new DataView(udp.buffer)
  view.setUint16(0, from.port)
  view.setUint16(2, to.port)
  view.setUint16(4, udp.length)
  udp.set(payload, 8)
  return packet(from.host, to.host, { protocol: 17, checksumAt: 6, octets: udp })
}

/**
 * The IP packet around a TCP segment (RFC 9293 §3.1) that pushes its octets and acknowledges all that came before, or
 * that opens a connection, where nothing is acknowledged; checksums included.
 */
export function tcpPacket(
  from: { host: string; port: number },
  to: { host: string; port: number },
  {
    sequence,
    acknowledged,
    segment,
  }: { sequence: number; acknowledged: number | undefined; segment: Uint8Array },
): Uint8Array {
  const [synchronise, pushAndAcknowledge] = [0x02, 0x18]
  const tcp = new Uint8Array(20 + segment.length)
  const view = new DataView(tcp.buffer)
  view.setUint16(0, from.port)
  view.setUint16(2, to.port)
  view.setUint32(4, sequence)
  view.setUint32(8, acknowledged ?? 0)
  view.setUint8(12, 5 << 4)
  view.setUint8(13, acknowledged === undefined ? synchronise : pushAndAcknowledge)
  view.setUint16(14, 0xffff)
  tcp.set(segment, 20)
  return packet(from.host, to.host, { protocol: 6, checksumAt: 16, octets: tcp })
}

/** A packet around a datagram or segment, whose checksum is put in its place. */
function packet(
  from: string,
  to: string,
  { protocol, checksumAt, octets }: { protocol: number; checksumAt: number; octets: Uint8Array },
): Uint8Array {
  let source = addressOctets(from)
  let target = addressOctets(to)
  if (source.length !== target.length) {
    source = mapped(source)
    target = mapped(target)
  }
  const { length } = octets
  // The pseudo-headers of both families add up to the same (RFC 768, RFC 8200 §8.1).
  const pseudo = Uint8Array.of(0, protocol, length >> 8, length & 0xff)
  // Zero would mean to UDP that no checksum was computed; TCP takes one for the other.
  const sum = checksum(source, target, pseudo, octets) || 0xffff
  new DataView(octets.buffer).setUint16(checksumAt, sum)
  const header = source.length === 4 ? ipv4Header : ipv6Header
  const ip = header(source, target, protocol, length)
  const whole = new Uint8Array(ip.length + length)
  whole.set(ip)
  whole.set(octets, ip.length)
  return whole
}

function mapped(octets: Uint8Array): Uint8Array {
  if (octets.length === 16) return octets
  return Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...octets)
}

const hopLimit = 64

function ipv4Header(source: Uint8Array, target: Uint8Array, protocol: number, length: number): Uint8Array {
  const total = 20 + length
  const dontFragment = 0x40
  const header = Uint8Array.of(
    ...[0x45, 0, total >> 8, total & 0xff, 0, 0, dontFragment, 0, hopLimit, protocol, 0, 0],
    ...source,
    ...target,
  )
  new DataView(header.buffer).setUint16(10, checksum(header))
  return header
}

function ipv6Header(source: Uint8Array, target: Uint8Array, protocol: number, length: number): Uint8Array {
  return Uint8Array.of(
    ...[0x60, 0, 0, 0, length >> 8, length & 0xff, protocol, hopLimit],
    ...source,
    ...target,
  )
}
