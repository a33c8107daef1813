import { waits } from '../waits.ts'
import { granted, streamCase, unmoved } from './stream-case.ts'

export default streamCase({
  purposeId: 'TP/TCP/MSG/BV-01',
  title: 'Empty message',
  purpose: 'An Empty message keeps a connection alive and is ignored otherwise.',
  steps: ['An Empty message is sent, and a request after it.'],
  rules: [
    { text: 'ignores an Empty message', clause: 'RFC 8323 §3.4' },
    { text: 'answers the request after it', clause: 'RFC 8323 §3.4' },
  ],
  async body({ stream, wire, seconds, must }) {
    const harmless = await wire.harmless()
    const empty = stream.sends('an Empty message', { code: '0.00', token: new Uint8Array() })
    await must(0, empty.stands(seconds(waits.noReply)), unmoved)
    await must(1, wire.sends('a request', harmless).responded, granted)
  },
})
