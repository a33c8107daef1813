import { streamCase } from './stream-case.ts'

export default streamCase({
  purposeId: 'TP/TCP/RELEASE/BV-01',
  title: 'Release',
  purpose: 'Whoever is released answers what it was asked and leaves.',
  steps: ['A Release is sent while nothing is to be answered.'],
  rules: [{ text: 'ends the connection that it is released from', clause: 'RFC 8323 §5.5', level: 'SHOULD' }],
  async body({ stream, must }) {
    const release = stream.sends('a Release', { code: '7.04', token: new Uint8Array() })
    await must(0, release.ended)
  },
})
