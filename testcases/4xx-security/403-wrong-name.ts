import { check, type Handshake, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { endOf } from './secured-case.ts'

const noAssociation = check<Handshake>('no association', (handshake) =>
  handshake.outcome === 'established' ? endOf(handshake) : undefined,
)

export default testCase({
  number: 403,
  title: 'Certificate Mode, server identity failure',
  purpose: 'A Client does not speak to a Server whose certificate is for another host.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'ETS int-403' }, { clause: 'RFC 6125 §6' }],
  judges: ['client'],
  transport: { only: 'udp', why: 'it is about DTLS' },
  channel: { only: 'x509', why: 'it is about certificates' },
  dependsOn: [402],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Client is registered.',
    'The association ends, and the Client connects again.',
    'The Server shows a certificate of the same CA, valid and for its own key, but for server-fail.example.com.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'enters no association with a Server that shows a certificate for another host',
      clause: 'ETS int-403; RFC 6125 §6',
    },
  },
  async body({ client, dtls }) {
    await client.isRegistered()
    const attempt = dtls.attempts('shows a certificate for another host', { shows: 'wrongName' })
    await client.must('A', attempt, noAssociation)
  },
})
