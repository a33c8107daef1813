import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoapMessage, optionNumbers } from '#coap'
import { aeads, hashes } from './algorithms.ts'
import { request, response } from './arbitrary.fixture.ts'
import { SecurityContext } from './context.ts'
import { otherEnd } from './object-21.ts'
import { protectRequest, protectResponse, type RequestBinding } from './protect.ts'
import { unprotectRequest, unprotectResponse } from './unprotect.ts'
import { clients, masterSecret, octets, pair } from './vectors.fixture.ts'

const { oscore, observe, uriHost } = optionNumbers

const parameters = fc.constantFrom(...Object.values(clients))

function flip(value: Uint8Array, bit: number): Uint8Array {
  return value.map((octet, at) => (at === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet))
}

/** A request that arrived, with both ends of its binding. */
function exchange(
  message: CoapMessage,
  context = clients.withIdContext,
): { client: RequestBinding; server: RequestBinding } {
  const { client, server } = pair(context)
  const sent = protectRequest(client, message)
  const received = unprotectRequest(() => server, sent.message)
  if (!received.accepted) throw new Error(received.refusal.text)
  return { client: sent.binding, server: received.binding }
}

describe('what is protected comes out as it went in', () => {
  it('requests', () => {
    fc.assert(
      fc.property(request, parameters, (message, context) => {
        const { client, server } = pair(context)
        const sent = protectRequest(client, message).message
        expect(unprotectRequest(() => server, sent)).toMatchObject({ accepted: true, message })
      }),
    )
  })

  it('responses, with the nonce of the request or their own', () => {
    fc.assert(
      fc.property(request, response, fc.boolean(), (asked, message, ownPartialIv) => {
        const { client, server } = exchange(asked)
        const sent = protectResponse(server, message, { ownPartialIv })
        expect(unprotectResponse(client, sent)).toMatchObject({ accepted: true, message })
      }),
    )
  })

  it('by every algorithm', () => {
    for (const aead of aeads.keys()) {
      for (const hkdf of hashes.keys()) {
        const { client, server } = pair({
          masterSecret,
          senderId: octets('01'),
          recipientId: octets(''),
          aead,
          hkdf,
        })
        const message: CoapMessage = {
          type: 'CON',
          code: '0.01',
          messageId: 1,
          token: octets('aa'),
          options: [{ number: 11, value: octets('33') }],
          payload: octets(''),
        }
        const sent = protectRequest(client, message).message
        expect(unprotectRequest(() => server, sent)).toMatchObject({ accepted: true, message })
      }
    }
  })

  it('and tells nothing outside but what proxies need', () => {
    fc.assert(
      fc.property(request, (message) => {
        const { client } = pair(clients.salted)
        const outside = protectRequest(client, message).message.options.map(({ number }) => number)
        expect(outside.filter((number) => ![3, 7, 35, 39, oscore].includes(number))).toEqual([])
      }),
    )
  })
})

describe('one changed bit is noticed', () => {
  it('in the ciphertext of a request', () => {
    fc.assert(
      fc.property(request, fc.nat(), (message, chance) => {
        const { client, server } = pair(clients.unsalted)
        const sent = protectRequest(client, message).message
        const payload = flip(sent.payload, chance % (sent.payload.length * 8))
        const result = unprotectRequest(() => server, { ...sent, payload })
        expect(result).toMatchObject({
          accepted: false,
          refusal: { code: '4.00', text: 'Decryption failed' },
        })
        // The Partial IV is not spent on a forgery.
        expect(unprotectRequest(() => server, sent).accepted).toBe(true)
      }),
    )
  })

  it('in the ciphertext of a response', () => {
    fc.assert(
      fc.property(request, response, fc.nat(), (asked, message, chance) => {
        const { client, server } = exchange(asked)
        const sent = protectResponse(server, message)
        const payload = flip(sent.payload, chance % (sent.payload.length * 8))
        expect(unprotectResponse(client, { ...sent, payload }).accepted).toBe(false)
        expect(unprotectResponse(client, sent).accepted).toBe(true)
      }),
    )
  })

  it('in the OSCORE option', () => {
    fc.assert(
      fc.property(request, fc.nat(), (message, chance) => {
        const { client, server } = pair(clients.withIdContext)
        const { senderId: kid, idContext } = client.parameters
        const sent = protectRequest(client, message).message
        const options = sent.options.map((one) =>
          one.number === oscore ? { ...one, value: flip(one.value, chance % (one.value.length * 8)) } : one,
        )
        const find = (said: Uint8Array, context: Uint8Array | undefined) =>
          Buffer.compare(said, kid) === 0 &&
          context !== undefined &&
          Buffer.compare(context, idContext!) === 0
            ? server
            : undefined
        expect(unprotectRequest(find, { ...sent, options }).accepted).toBe(false)
      }),
    )
  })

  it('in the request a response belongs to', () => {
    fc.assert(
      fc.property(request, response, (asked, message) => {
        const { server } = exchange(asked)
        const other = protectRequest(pairAt(7), asked).binding
        expect(unprotectResponse(other, protectResponse(server, message)).accepted).toBe(false)
        const { server: again } = exchange(asked)
        expect(
          unprotectResponse(other, protectResponse(again, message, { ownPartialIv: true })).accepted,
        ).toBe(false)
      }),
    )
  })
})

function pairAt(sequence: number): SecurityContext {
  const { client } = pair(clients.withIdContext)
  client.sequence = sequence
  return client
}

it('reads a plaintext that nobody should have encrypted', () => {
  const { client, server } = pair(clients.salted)
  const binding = protectRequest(client, { code: '0.01', options: [], payload: octets('') }).binding
  // Responses where a request is due, and the other way round.
  const asked = protectRequest(client, { code: '2.05', options: [], payload: octets('') }).message
  expect(unprotectRequest(() => server, asked)).toMatchObject({ accepted: false, refusal: { code: '4.02' } })
  const answer = protectResponse(
    { ...binding, context: server },
    { code: '0.01', options: [], payload: octets('') },
  )
  expect(unprotectResponse(binding, answer)).toMatchObject({ accepted: false, refusal: { code: '4.02' } })
})

describe('Observe (RFC 8613 §4.1.3.5)', () => {
  const registration = {
    code: '0.01' as const,
    options: [
      { number: uriHost, value: octets('68') },
      { number: observe, value: octets('') },
    ],
    payload: octets(''),
  }
  const notification = (count: number) => ({
    code: '2.05' as const,
    options: [{ number: observe, value: Uint8Array.of(count) }],
    payload: octets('07'),
  })

  it('stands inside and outside; the request goes as FETCH, notifications as 2.05 and empty inside', () => {
    const { client, server } = pair(clients.salted)
    const sent = protectRequest(client, registration)
    expect(sent.message.code).toBe('0.05')
    expect(sent.message.options.map(({ number }) => number)).toEqual([uriHost, observe, oscore])
    const received = unprotectRequest(() => server, sent.message)
    if (!received.accepted) throw new Error(received.refusal.text)
    expect(received.binding.observe).toBe(true)
    const told = protectResponse(received.binding, notification(9))
    expect(told.code).toBe('2.05')
    expect(told.options[0]).toEqual({ number: observe, value: Uint8Array.of(9) })
    // Code, Observe without a value, payload.
    expect(told.payload).toHaveLength(4 + 8)
  })

  it('registers nothing when a proxy took the outer one away, or put one there', () => {
    const { client, server } = pair(clients.salted)
    const sent = protectRequest(client, registration).message
    const without = { ...sent, options: sent.options.filter(({ number }) => number !== observe) }
    const received = unprotectRequest(() => server, without)
    expect(received).toMatchObject({ accepted: true, binding: { observe: false } })
    expect(received.accepted && received.message.options.some(({ number }) => number === observe)).toBe(false)
    const plain = protectRequest(
      client,
      { ...registration, options: [] },
      { outer: [{ number: observe, value: octets('') }] },
    )
    expect(unprotectRequest(() => server, plain.message)).toMatchObject({
      accepted: true,
      binding: { observe: false },
    })
  })

  it('orders notifications by their Partial IVs, and takes none twice and none that is older', () => {
    const { client, server } = exchange({ ...registration, type: 'CON', messageId: 1, token: octets('01') })
    const sent = [1, 2, 3].map((count) => protectResponse(server, notification(count)))
    const orders = (index: number): number[] | string => {
      const result = unprotectResponse(client, sent[index]!)
      return result.accepted ? [...result.message.options[0]!.value] : result.refusal.text
    }
    expect(orders(0)).toEqual([])
    expect(orders(0)).toBe('Replay detected')
    expect(orders(2)).toEqual([1])
    expect(orders(1)).toBe('Replay detected')
    expect(orders(2)).toBe('Replay detected')
  })
})

it('both ends of a context differ in their identifiers alone', () => {
  expect(new SecurityContext(otherEnd(clients.salted)).commonIv).toEqual(
    new SecurityContext(clients.salted).commonIv,
  )
})
