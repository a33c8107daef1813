import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shown } from '../certificates.fixture.ts'
import { decodeAlert } from './alerts.ts'
import { readOffers } from './extensions.ts'
import { decodeFragments, encodeMessage } from './handshake.ts'
import { decodeClientHello, decodeHelloVerifyRequest, decodeServerHello } from './hellos.ts'
import * as keyMessages from './key-messages.ts'
import type { Read } from './octets.ts'
import { Pair, psk } from './pair.fixture.ts'
import { encodeRecord, splitRecords, unwrapInner } from './record.ts'

const exchanges = ['PSK', 'ECDHE_PSK', 'ECDHE_ECDSA'] as const

const decoders: Record<string, (octets: Uint8Array) => Read<unknown>> = {
  alert: decodeAlert,
  fragments: decodeFragments,
  ClientHello: decodeClientHello,
  ServerHello: decodeServerHello,
  HelloVerifyRequest: decodeHelloVerifyRequest,
  'X.509 Certificate': (octets) => keyMessages.decodeCertificate(octets, 0),
  'raw public key': (octets) => keyMessages.decodeCertificate(octets, 2),
  CertificateRequest: keyMessages.decodeCertificateRequest,
  CertificateVerify: keyMessages.decodeCertificateVerify,
  Finished: keyMessages.decodeFinished,
  DTLSInnerPlaintext: unwrapInner,
  ...Object.fromEntries(
    exchanges.flatMap((exchange) => [
      [
        `ServerKeyExchange of ${exchange}`,
        (o: Uint8Array) => keyMessages.decodeServerKeyExchange(o, exchange),
      ],
      [
        `ClientKeyExchange of ${exchange}`,
        (o: Uint8Array) => keyMessages.decodeClientKeyExchange(o, exchange),
      ],
    ]),
  ),
  ...Object.fromEntries(
    [0, 10, 11, 13, 19, 20, 22, 23, 54, 0xff01].map((type) => [
      `extension ${type}`,
      (data: Uint8Array) => readOffers([{ type, data }], 'client'),
    ]),
  ),
}

/** Small numbers are likely, as lengths are. */
const octets = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(fc.oneof(fc.nat(4), fc.nat(255)), { maxLength: 60 }).map((list) => Uint8Array.from(list)),
)

describe.each(Object.entries(decoders))('%s', (_, decode) => {
  it('is read or refused with a place inside it, whatever it is', () => {
    fc.assert(
      fc.property(octets, (input) => {
        const { violation } = decode(input)
        if (violation === undefined) return
        expect(violation.offset).toBeGreaterThanOrEqual(0)
        expect(violation.offset).toBeLessThanOrEqual(input.length)
        expect(violation.text).not.toBe('')
      }),
    )
  })
})

it('records hold no more than their datagram', () => {
  fc.assert(
    fc.property(octets, fc.nat(20), (input, cidLength) => {
      const { records } = splitRecords(input, cidLength)
      const held = records.reduce((sum, { fragment }) => sum + 13 + fragment.length, 0)
      expect(held).toBeLessThanOrEqual(input.length)
    }),
  )
})

const header = fc.record({
  type: fc.constantFrom(20, 21, 22, 23, 25, 99),
  version: fc.constantFrom(0xfefd, 0xfeff, 0x0303),
  epoch: fc.nat(3),
  sequence: fc.nat(2 ** 40),
})

const handshakeMessage = fc
  .record({
    type: fc.constantFrom(0, 1, 2, 3, 11, 12, 13, 14, 15, 16, 20, 99),
    sequence: fc.nat(6),
    body: octets,
  })
  .map(encodeMessage)

const hostile = fc.oneof(
  octets,
  fc.tuple(header, fc.oneof(octets, handshakeMessage)).map(([head, content]) => encodeRecord(head, content)),
)

describe.each([
  ['a PSK', psk.client, psk.server],
  ['raw public keys', { certificate: shown.rpk.client }, { certificate: shown.rpk.server }],
])('a session by %s', (_, client, server) => {
  it('lives through anything that comes in while it shakes hands', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 6 }), fc.nat(4), (datagrams, when) => {
        const pair = new Pair(client, server)
        pair.take('client', pair.client.start(0))
        pair.play(when)
        for (const datagram of datagrams) {
          pair.inject('client', datagram)
          pair.inject('server', datagram)
        }
        pair.play(300_000)
      }),
      { numRuns: 60 },
    )
  })

  it('is not disturbed by anything that comes in later', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 6 }), (datagrams) => {
        const pair = new Pair(client, server).handshake()
        for (const datagram of datagrams) {
          pair.inject('client', datagram)
          pair.inject('server', datagram)
        }
        expect(pair.say('client', 'up')).toEqual(['up'])
        expect(pair.say('server', 'down')).toEqual(['down'])
      }),
      { numRuns: 60 },
    )
  })
})
