import { recordCase } from './record-case.ts'

export default recordCase({
  purposeId: 'TP/SEC/DTLS/RECORD/BI-02',
  title: 'A changed record',
  purpose: 'A record that was changed on its way is passed over, and the association goes on.',
  distortion: 'changed in one bit',
  served: 0,
  rules: [
    { text: 'does nothing that a record asks for whose MAC is wrong', clause: 'RFC 6347 §4.1.2.7' },
    {
      text: 'drops it in silence and serves the next request in the same association',
      clause: 'RFC 6347 §4.1.2.7',
      level: 'SHOULD',
    },
  ],
})
