import { recordCase } from './record-case.ts'

export default recordCase({
  purposeId: 'TP/SEC/DTLS/RECORD/BI-01',
  title: 'A replayed record',
  purpose: 'A record that comes twice is taken once, and the association goes on.',
  distortion: 'sent twice',
  served: 1,
  rules: [
    { text: 'passes over a record that came before', clause: 'RFC 6347 §4.1.2.6', level: 'SHOULD' },
    { text: 'serves the next request in the same association', clause: 'RFC 6347 §4.1.2.6' },
  ],
})
