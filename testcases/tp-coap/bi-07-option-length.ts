import { optionNumbers } from '#testcase'
import { messageCase, refusedWith } from './message-case.ts'

const { uriHost, block2 } = optionNumbers

/** One octet more than a host may have (RFC 7252 §5.10). */
const longHost = { number: uriHost, value: new Uint8Array(256).fill(0x61) }

/** One octet more than a block may be told by (RFC 7959 §2.1); by its last three it is block 0. */
const longBlock = { number: block2, value: Uint8Array.of(1, 0, 0, 6) }

export default messageCase({
  purposeId: 'TP/COAP/MSG/BI-06',
  title: 'Critical option of a bad length',
  purpose: 'A critical option whose length is out of bounds is treated as one that is not known.',
  steps: [
    'A request with a Uri-Host of 256 octets is sent.',
    'A request with a Block2 option of four octets is sent.',
  ],
  rules: [
    { text: 'answers a Uri-Host of 256 octets with 4.02 Bad Option', clause: 'RFC 7252 §5.4.3' },
    { text: 'answers a Block2 of four octets with 4.02 Bad Option', clause: 'RFC 7252 §5.4.3' },
  ],
  async body({ wire, harmless, must }) {
    const host = wire.sends('a request with a Uri-Host of 256 octets', { ...harmless, options: [longHost] })
    await must(0, host.responded, refusedWith('4.02'))
    const block = wire.sends('a request with a Block2 of four octets', { ...harmless, options: [longBlock] })
    await must(1, block.responded, refusedWith('4.02'))
  },
})
