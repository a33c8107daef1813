import { granted, streamCase } from './stream-case.ts'

export default streamCase({
  purposeId: 'TP/TCP/MSG/BV-02',
  title: 'A message in pieces',
  purpose: 'TCP may cut a message anywhere; its length tells where it ends.',
  steps: ['A request is handed to TCP octet by octet.'],
  rules: [{ text: 'understands a request that comes in pieces', clause: 'RFC 8323 §3.2' }],
  async body({ wire, must }) {
    const request = wire.sends('a request, octet by octet', await wire.harmless(), { inOctets: true })
    await must(0, request.responded, granted)
  },
})
