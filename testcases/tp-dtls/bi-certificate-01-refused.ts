import { testCase } from '#testcase'
import { aboutHandshakes, comesAbout, comesToNothing } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/CERTIFICATE/BI-01',
  title: 'Certificates that are not to be trusted',
  purpose: 'A Client speaks to no Server whose certificate is out of its time, or signed by itself.',
  reference: [{ clause: 'RFC 5280 §6.1.3' }, { clause: 'Transport 1.1.1 §5.2.8.7' }],
  judges: ['client'],
  channel: { only: 'x509', why: 'it is about certificates' },
  stimuli: { client: ['register'] },
  steps: [
    'The Server shows a certificate that has expired; all else in it is as it should be.',
    'It shows one whose time has not come.',
    'It shows one that it signed itself.',
    'It shows its own.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'agrees on nothing with a Server whose certificate has expired',
      clause: 'RFC 5280 §6.1.3',
      // There are Clients without a clock.
      level: 'SHOULD',
    },
    B: {
      judged: 'client',
      text: 'agrees on nothing with a Server whose certificate is not valid yet',
      clause: 'RFC 5280 §6.1.3',
      level: 'SHOULD',
    },
    C: {
      judged: 'client',
      text: 'agrees on nothing with a Server that signed its certificate itself',
      clause: 'Transport 1.1.1 §5.2.8.7',
    },
    D: {
      judged: 'client',
      text: 'agrees afterwards with the Server that shows its own certificate',
      clause: 'Transport 1.1.1 §5.2.8.7',
    },
  },
  async body({ client, dtls }) {
    await client.isRegistered()
    const expired = dtls.attempts('shows a certificate that has expired', { shows: 'expired' })
    await client.must('A', expired, comesToNothing)
    const early = dtls.attempts('shows a certificate that is not valid yet', { shows: 'notYetValid' })
    await client.must('B', early, comesToNothing)
    const own = dtls.attempts('shows a certificate that it signed itself', { shows: 'selfSigned' })
    await client.must('C', own, comesToNothing)
    await client.must('D', dtls.attempts('shows its own certificate'), comesAbout)
  },
})
