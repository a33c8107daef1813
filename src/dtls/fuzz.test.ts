import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzz, inputsOf } from '../fuzz.fixture.ts'
import { mutation } from '../mutations.fixture.ts'
import { decodeAlert } from './alerts.ts'
import { readOffers } from './extensions.ts'
import { change, changed, modes } from './flights.fixture.ts'
import { decodeFragments, encodeMessage } from './handshake.ts'
import { decodeClientHello, decodeHelloVerifyRequest, decodeServerHello } from './hellos.ts'
import * as keyMessages from './key-messages.ts'
import type { Read } from './octets.ts'
import { Pair } from './pair.fixture.ts'
import { encodeRecord, splitRecords, unwrapInner } from './record.ts'

const word = new TextEncoder().encode('word')
const text = (what: Uint8Array): string => new TextDecoder().decode(what)

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
  fuzz(
    'is read or refused with a place inside it, whatever it is',
    100,
    fc.property(octets, (input) => {
      const { violation } = decode(input)
      if (violation === undefined) return
      expect(violation.offset).toBeGreaterThanOrEqual(0)
      expect(violation.offset).toBeLessThanOrEqual(input.length)
      expect(violation.text).not.toBe('')
    }),
  )
})

fuzz(
  'records hold no more than their datagram',
  100,
  fc.property(octets, fc.nat(20), (input, cidLength) => {
    const { records } = splitRecords(input, cidLength)
    const held = records.reduce((sum, { fragment }) => sum + 13 + fragment.length, 0)
    expect(held).toBeLessThanOrEqual(input.length)
  }),
)

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

/** Mutants of valid flights and records that somebody received, and that are to be: some inputs are something else. */
let received = 0
const asked = 0.8 * inputsOf(25_000)
const counted = (): void => void received++

describe.each(Object.entries(modes))('a session by %s', (_, ends) => {
  const [client, server] = ends()

  fuzz(
    'lives or ends in order when either side says its handshake and its data wrong',
    150,
    fc.property(fc.boolean(), fc.array(change, { minLength: 1, maxLength: 6 }), (ours, changes) => {
      const ladder = changed(changes, counted)
      const pair = ours ? new Pair({ ...client, ladder }, server) : new Pair(client, { ...server, ladder })
      pair.handshake()
      for (const side of ['client', 'server', 'client', 'server'] as const)
        if (pair.session(side).association !== undefined && !pair.session(side).closed) pair.say(side, 'word')
      for (const side of ['client', 'server'] as const)
        expect(pair.of(side, 'established').length + pair.of(side, 'closed').length).toBeLessThanOrEqual(2)
    }),
    // Of one to six changes some meet nothing that is sent.
    2,
  )

  fuzz(
    'takes of records changed on the way only what was said, and goes on',
    60,
    fc.property(fc.array(fc.tuple(fc.boolean(), mutation), { minLength: 40, maxLength: 40 }), (changes) => {
      const pair = new Pair(client, server).handshake()
      for (const [up, mutate] of changes) {
        const [from, to] = up ? (['client', 'server'] as const) : (['server', 'client'] as const)
        for (const event of pair.session(from).send(word, pair.now))
          if (event.kind === 'datagram') pair.inject(to, mutate(event.datagram))
        counted()
      }
      expect(pair.say('client', 'up')).toEqual(['up'])
      expect(pair.say('server', 'down')).toEqual(['down'])
      const heard = [...pair.of('client', 'data'), ...pair.of('server', 'data')].map(({ content }) =>
        text(content),
      )
      expect(new Set(heard)).toEqual(new Set([...(heard.includes('word') ? ['word'] : []), 'up', 'down']))
    }),
    40,
  )

  fuzz(
    'lives through anything that comes in while it shakes hands',
    20,
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
  )

  fuzz(
    'is not disturbed by anything that comes in later',
    20,
    fc.property(fc.array(hostile, { maxLength: 6 }), (datagrams) => {
      const pair = new Pair(client, server).handshake()
      for (const datagram of datagrams) {
        pair.inject('client', datagram)
        pair.inject('server', datagram)
      }
      expect(pair.say('client', 'up')).toEqual(['up'])
      expect(pair.say('server', 'down')).toEqual(['down'])
    }),
  )
})

it('20,000 mutants were received', () => {
  expect(received).toBeGreaterThanOrEqual(asked)
})
