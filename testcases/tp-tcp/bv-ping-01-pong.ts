import { streamCase } from './stream-case.ts'

const custody = { number: 2, value: new Uint8Array() }

export default streamCase({
  purposeId: 'TP/TCP/PING/BV-01',
  title: 'Ping and Pong',
  purpose: 'A Ping comes back as a Pong, whatever it asks for.',
  steps: ['A Ping is sent, then one that asks for Custody.'],
  rules: [
    { text: 'answers a Ping by a Pong with its token', clause: 'RFC 8323 §5.4' },
    { text: 'answers a Ping with Custody by a Pong', clause: 'RFC 8323 §5.4.1' },
  ],
  async body({ stream, must }) {
    await must(0, stream.sends('a Ping', { code: '7.02' }).ponged)
    await must(1, stream.sends('a Ping that asks for Custody', { code: '7.02', options: [custody] }).ponged)
  },
})
