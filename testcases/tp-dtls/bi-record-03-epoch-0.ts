import { recordCase } from './record-case.ts'

export default recordCase({
  purposeId: 'TP/SEC/DTLS/RECORD/BI-03',
  title: 'A request in the clear',
  purpose: 'Nothing is served that comes without protection, in epoch 0, to an association.',
  distortion: 'in epoch 0, which has no keys',
  served: 0,
  rules: [
    { text: 'does nothing that a record of epoch 0 asks for', clause: 'RFC 6347 §4.1' },
    {
      text: 'drops it in silence and serves the next request in the same association',
      clause: 'RFC 6347 §4.1.2.7',
      level: 'SHOULD',
    },
  ],
})
