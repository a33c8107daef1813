import { describe, expect, it } from 'vitest'
import { type ContextParameters, infoOf, SecurityContext } from './context.ts'
import { decodeHeader } from './oscore-option.ts'
import { encodePlaintext } from './plaintext.ts'
import { protectRequest, protectResponse } from './protect.ts'
import { unprotectRequest, unprotectResponse } from './unprotect.ts'
import { clients, datagramOf, hexOf, messageOf, octets, pair } from './vectors.fixture.ts'

const first = octets('00')

describe('key derivation (RFC 8613 Appendix C.1 to C.3)', () => {
  it.each([
    {
      name: 'C.1, with a Master Salt',
      parameters: clients.salted,
      infos: ['8540f60a634b657910', '854101f60a634b657910', '8540f60a6249560d'],
      keys: ['f0910ed7295e6ad4b54fc793154302ff', 'ffb14e093c94c9cac9471648b4f98710'],
      commonIv: '4622d4dd6d944168eefb54987c',
      nonces: ['4622d4dd6d944168eefb54987c', '4722d4dd6d944169eefb54987c'],
    },
    {
      name: 'C.2, without',
      parameters: clients.unsalted,
      infos: ['854100f60a634b657910', '854101f60a634b657910', '8540f60a6249560d'],
      keys: ['321b26943253c7ffb6003b0b64d74041', 'e57b5635815177cd679ab4bcec9d7dda'],
      commonIv: 'be35ae297d2dace910c52e99f9',
      nonces: ['bf35ae297d2dace910c52e99f9', 'bf35ae297d2dace810c52e99f9'],
    },
    {
      name: 'C.3, with an ID Context',
      parameters: clients.withIdContext,
      infos: [
        '85404837cbf3210017a2d30a634b657910',
        '8541014837cbf3210017a2d30a634b657910',
        '85404837cbf3210017a2d30a6249560d',
      ],
      keys: ['af2a1300a5e95788b356336eeecd2b92', 'e39a0c7c77b43f03b4b39ab9a268699f'],
      commonIv: '2ca58fb85ff1b81c0b7181b85e',
      nonces: ['2ca58fb85ff1b81c0b7181b85e', '2da58fb85ff1b81d0b7181b85e'],
    },
  ])('$name', ({ parameters, infos, keys, commonIv, nonces }) => {
    const { senderId, recipientId, idContext }: ContextParameters = parameters
    expect([
      hexOf(infoOf(senderId, idContext, 10, 'Key', 16)),
      hexOf(infoOf(recipientId, idContext, 10, 'Key', 16)),
      hexOf(infoOf(octets(''), idContext, 10, 'IV', 13)),
    ]).toEqual(infos)
    const { client, server } = pair(parameters)
    expect([hexOf(client.senderKey), hexOf(client.recipientKey)]).toEqual(keys)
    expect([hexOf(server.recipientKey), hexOf(server.senderKey)]).toEqual(keys)
    expect([hexOf(client.commonIv), hexOf(server.commonIv)]).toEqual([commonIv, commonIv])
    expect([hexOf(client.nonce(senderId, first)), hexOf(client.nonce(recipientId, first))]).toEqual(nonces)
    expect([hexOf(server.nonce(senderId, first)), hexOf(server.nonce(recipientId, first))]).toEqual(nonces)
  })
})

const requests = [
  {
    name: 'C.4, with an empty Sender ID',
    parameters: clients.salted,
    plain: '44015d1f00003974396c6f63616c686f737483747631',
    aad: '8368456e63727970743040488501810a40411440',
    nonce: '4622d4dd6d944168eefb549868',
    option: '0914',
    protectedRequest: '44025d1f00003974396c6f63616c686f7374620914ff612f1092f1776f1c1668b3825e',
  },
  {
    name: 'C.5, with a Sender ID of one octet',
    parameters: clients.unsalted,
    plain: '440171c30000b932396c6f63616c686f737483747631',
    aad: '8368456e63727970743040498501810a4100411440',
    nonce: 'bf35ae297d2dace910c52e99ed',
    option: '091400',
    protectedRequest: '440271c30000b932396c6f63616c686f737463091400ff4ed339a5a379b0b8bc731fffb0',
  },
  {
    name: 'C.6, with an ID Context',
    parameters: clients.withIdContext,
    plain: '44012f8eef9bbf7a396c6f63616c686f737483747631',
    aad: '8368456e63727970743040488501810a40411440',
    nonce: '2ca58fb85ff1b81c0b7181b84a',
    option: '19140837cbf3210017a2d3',
    protectedRequest:
      '44022f8eef9bbf7a396c6f63616c686f73746b19140837cbf3210017a2d3ff72cd7273fd331ac45cffbe55c3',
  },
]

describe('requests (RFC 8613 Appendix C.4 to C.6)', () => {
  it.each(requests)('$name', ({ parameters, plain, aad, nonce, option, protectedRequest }) => {
    const { client, server } = pair(parameters)
    const partialIv = octets('14')
    expect(hexOf(client.aad(parameters.senderId, partialIv))).toBe(aad)
    expect(hexOf(client.nonce(parameters.senderId, partialIv))).toBe(nonce)
    const request = messageOf(plain)
    const inside = request.options.filter(({ number }) => number === 11)
    expect(hexOf(encodePlaintext({ ...request, options: inside }))).toBe('01b3747631')

    client.sequence = 20
    const { message } = protectRequest(client, request)
    expect(datagramOf(message)).toBe(protectedRequest)
    expect(message.options.filter(({ number }) => number === 9).map(({ value }) => hexOf(value))).toEqual([
      option,
    ])
    expect(client.sequence).toBe(21)

    const result = unprotectRequest(() => server, messageOf(protectedRequest))
    expect(result).toMatchObject({ accepted: true, violations: [] })
    if (result.accepted) expect(datagramOf(result.message)).toBe(plain)
  })
})

describe('responses to the request of C.4 (RFC 8613 Appendix C.7 and C.8)', () => {
  const plain = '64455d1f00003974ff48656c6c6f20576f726c6421'

  it.each([
    {
      name: 'C.7, with the nonce of the request',
      ownPartialIv: false,
      nonce: '4622d4dd6d944168eefb549868',
      option: '',
      protectedResponse: '64445d1f0000397490ffdbaad1e9a7e7b2a813d3c31524378303cdafae119106',
    },
    {
      name: 'C.8, with a Partial IV of its own',
      ownPartialIv: true,
      nonce: '4722d4dd6d944169eefb54987c',
      option: '0100',
      protectedResponse: '64445d1f00003974920100ff4d4c13669384b67354b2b6175ff4b8658c666a6cf88e',
    },
  ])('$name', ({ ownPartialIv, nonce, option, protectedResponse }) => {
    const { client, server } = pair(clients.salted)
    client.sequence = 20
    const { binding } = protectRequest(client, messageOf(requests[0]!.plain))
    const received = unprotectRequest(() => server, messageOf(requests[0]!.protectedRequest))
    if (!received.accepted) throw new Error(received.refusal.text)
    const [id, partialIv] = ownPartialIv ? ['01', '00'] : ['', '14']
    expect(hexOf(server.nonce(octets(id), octets(partialIv)))).toBe(nonce)
    expect(hexOf(encodePlaintext(messageOf(plain)))).toBe('45ff48656c6c6f20576f726c6421')

    const message = protectResponse(received.binding, messageOf(plain), { ownPartialIv })
    expect(datagramOf(message)).toBe(protectedResponse)
    expect(message.options.map(({ number, value }) => [number, hexOf(value)])).toEqual([[9, option]])

    const result = unprotectResponse(binding, messageOf(protectedResponse))
    expect(result).toMatchObject({ accepted: true, violations: [] })
    if (result.accepted) expect(datagramOf(result.message)).toBe(plain)
  })
})

it('builds the AAD of the example of RFC 8613 §5.4', () => {
  const client = new SecurityContext(clients.unsalted)
  expect(hexOf(client.aad(octets('00'), octets('25')))).toBe('8368456e63727970743040498501810a4100412540')
})

describe('compressed COSE objects (RFC 8613 §6.3)', () => {
  it.each([
    ['a request', '090525', { partialIv: octets('05'), kid: octets('25') }],
    ['a request with an empty kid', '0900', { partialIv: octets('00'), kid: octets('') }],
    [
      'a request with a kid context',
      '19050344616c25',
      { partialIv: octets('05'), kidContext: octets('44616c'), kid: octets('25') },
    ],
    ['a response', '', {}],
    ['a response with a Partial IV', '0107', { partialIv: octets('07') }],
  ])('%s', (_, option, header) => {
    expect(decodeHeader(octets(option))).toEqual({ header, violations: [] })
  })
})
