import { nameCase } from '../4xx-security/name-case.ts'

export default nameCase({
  purposeId: 'TP/SEC/OSCORE/BI-06',
  title: 'A name that is not of the Sender ID',
  purpose: 'A Client with a Sender ID of its own does not pass for another by an endpoint name.',
  editions: ['1.1', '1.2'],
  channel: { only: 'oscore', why: 'it is about OSCORE' },
  identity: 'Sender ID',
  clause: 'Transport 1.1.1 §5.5.5',
})
