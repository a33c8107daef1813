import { testCase } from '#testcase'
import { aboutHandshakes, comesAbout, comesToNothing } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/PSK/BI-03',
  title: 'A Server without the key',
  purpose: 'A Client with a pre-shared key trusts no Server that shows a certificate instead.',
  reference: [{ clause: 'Transport 1.1.1 §5.2' }],
  judges: ['client'],
  channel: { only: 'psk', why: 'it is about pre-shared keys' },
  stimuli: { client: ['register'] },
  steps: [
    'The Server speaks suites with certificates alone, and shows one that nobody knows.',
    'The Server has the key.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'agrees on nothing with a Server that shows a certificate and lacks the key',
      clause: 'Transport 1.1.1 §5.2',
    },
    B: {
      judged: 'client',
      text: 'agrees with the Server that has the key, when it is told to register',
      clause: 'Transport 1.1.1 §5.2',
    },
  },
  async body({ client, dtls }) {
    await client.isRegistered()
    const stranger = dtls.attempts('has a certificate that nobody knows, and no key', { isStranger: true })
    await client.must('A', stranger, comesToNothing)
    await client.must('B', dtls.attempts('has the key'), comesAbout)
  },
})
