import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { type CoapMessage, decode, encode, optionNumbers } from '#coap'
import { fuzz } from '../fuzz.fixture.ts'
import { mutation } from '../mutations.fixture.ts'
import { request, response, sorted } from './arbitrary.fixture.ts'
import { SecurityContext } from './context.ts'
import { decodeHeader, encodeHeader } from './oscore-option.ts'
import { decodePlaintext } from './plaintext.ts'
import { protectRequest, protectResponse } from './protect.ts'
import { unprotectRequest, unprotectResponse } from './unprotect.ts'
import { clients, octets, pair } from './vectors.fixture.ts'

const noise = fc.uint8Array({ maxLength: 40 })
const empty = { code: '0.01' as const, options: [], payload: octets('') }
const asked = protectRequest(new SecurityContext(clients.salted), empty).binding

describe('OSCORE', () => {
  fuzz(
    'reads any option or says what is wrong',
    1000,
    fc.property(noise, (value) => {
      const { header, violations } = decodeHeader(value)
      if (header === undefined) expect(violations).toHaveLength(1)
      else if (violations.length === 0) expect(encodeHeader(header)).toEqual(value)
    }),
  )

  fuzz(
    'reads any plaintext without throwing',
    1000,
    fc.property(noise, (plaintext) => void decodePlaintext(plaintext)),
  )

  fuzz(
    'refuses any option on messages that are not protected',
    500,
    fc.property(fc.oneof(request, response), fc.uint8Array({ maxLength: 12 }), (message, value) => {
      const { server } = pair(clients.salted)
      const options = sorted([...message.options, { number: optionNumbers.oscore, value }])
      expect(unprotectRequest(() => server, { ...message, options }).accepted).toBe(false)
      expect(unprotectResponse(asked, { ...message, options }).accepted).toBe(false)
    }),
  )

  fuzz(
    'takes of changed messages only what was protected',
    4000,
    fc.property(request, response, mutation, (question, answer, mutate) => {
      const { client, server } = pair(clients.salted)
      const sent = protectRequest(client, question)
      const changed = decode(mutate(encode(sent.message as CoapMessage))).message
      const received = changed && unprotectRequest(() => server, changed)
      if (received?.accepted) expect(received.message.payload).toEqual(question.payload)
      const genuine = unprotectRequest(() => server, sent.message)
      if (!genuine.accepted) return
      const back = decode(mutate(encode(protectResponse(genuine.binding, answer) as CoapMessage))).message
      const answered = back && unprotectResponse(sent.binding, back)
      if (answered?.accepted) expect(answered.message.payload).toEqual(answer.payload)
    }),
  )
})
