import type { LadderMessage } from '#testcase'
import { waits } from '../waits.ts'
import { granted, messageCase, rejected, rounds } from './message-case.ts'

type Spoil = NonNullable<LadderMessage['spoil']>

/** Format errors, each in a message that is whole otherwise (RFC 7252 §3, §3.1, §4.1, §4.2). */
const formatErrors: { readonly [what: string]: Spoil } = {
  'a token length of 9': { tokenLength: 9, token: new Uint8Array(9) },
  'a token length of 15': { tokenLength: 15, token: new Uint8Array(15) },
  'a token that is cut off': { tokenLength: 8, token: new Uint8Array(3), options: [] },
  'a payload marker and no payload': { payloadMarker: true },
  'an option longer than the message': { options: [Uint8Array.of(0xb9, 0x33)] },
  'an option delta of 15': { options: [{ delta: 0, deltaNibble: 15, value: Uint8Array.of(1) }] },
  'an option length of 15': { options: [{ delta: 11, lengthNibble: 15, value: Uint8Array.of(1) }] },
  'an extended delta that is cut off': { options: [Uint8Array.of(0xe1)] },
  'an extended length that is cut off': { options: [Uint8Array.of(0x1e, 0xff)] },
  'option numbers beyond 65535': {
    options: [
      { delta: 60000, value: new Uint8Array() },
      { delta: 60000, value: new Uint8Array() },
    ],
  },
  'code 1.00, of a reserved class': { code: 0x20 },
  'code 7.31, of a reserved class': { code: 0xff },
  'an Empty code and a token': { code: 0 },
}

/** Datagrams that are no messages at all; the first one brought down a public implementation (CVE-2021-41040). */
const scraps: { readonly [what: string]: Uint8Array } = {
  'two octets': Uint8Array.of(0x6e, 0x8d),
  'one octet': Uint8Array.of(0x40),
  'a header that is cut off': Uint8Array.of(0x44, 0x01, 0x7d),
  'octets of all ones': new Uint8Array(64).fill(0xff),
}

export default messageCase({
  purposeId: 'TP/COAP/MSG/BI-05',
  title: 'Broken messages',
  purpose: 'A message whose format is broken is rejected or ignored, and does no harm.',
  udpOnly: 'over TCP a broken message ends the connection',
  steps: [
    'Messages with one format error each are sent, and datagrams that are none, all of them several times.',
    'A sound request follows.',
  ],
  rules: [
    { text: 'rejects or ignores each of them', clause: 'RFC 7252 §4.2' },
    { text: 'answers a sound request afterwards', clause: 'RFC 7252 §4.2' },
  ],
  async body({ scene, wire, harmless, must }) {
    const seconds = scene.seconds(waits.noReply)
    for (let round = 1; round <= rounds; round++) {
      const sent = [
        ...Object.entries(formatErrors).map(([what, spoil]) =>
          wire.sends(`a request with ${what}`, { ...harmless, spoil }, { once: true }),
        ),
        ...Object.entries(scraps).map(([what, datagram]) => wire.sends(what, datagram)),
      ]
      for (const act of sent) await must(0, act.replies(act === sent[0] ? seconds : 0), rejected)
    }
    await must(1, wire.sends('a sound request', harmless).responded, granted)
  },
})
