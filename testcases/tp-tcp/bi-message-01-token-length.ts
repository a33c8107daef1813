import { saidAbort, streamCase } from './stream-case.ts'

/** A GET whose token length is 9, which is reserved; the token is there. */
const broken = Uint8Array.of(0x09, 0x01, 1, 2, 3, 4, 5, 6, 7, 8, 9)

export default streamCase({
  purposeId: 'TP/TCP/MSG/BI-01',
  title: 'Broken message',
  purpose: 'After a message whose format is broken nobody knows where the next begins.',
  steps: ['A message with the reserved token length 9 is sent.'],
  rules: [
    { text: 'ends the connection', clause: 'RFC 8323 §5.6' },
    { text: 'says Abort before', clause: 'RFC 8323 §5.6', level: 'SHOULD' },
  ],
  async body({ stream, must }) {
    const message = stream.sends('a message with a token length of 9', broken)
    await must(0, message.ended)
    await must(1, message.ended, saidAbort)
  },
})
