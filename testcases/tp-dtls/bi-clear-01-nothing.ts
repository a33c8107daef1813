import { check, testCase, type Unsecured } from '#testcase'
import { aboutHandshakes } from './handshake-case.ts'

const none = check<readonly Unsecured[]>('none', ({ length }) => (length === 0 ? undefined : `${length}`))

export default testCase({
  ...aboutHandshakes,
  // Who speaks in the clear alone is not registered.
  dependsOn: [],
  looksBack: true,
  purposeId: 'TP/SEC/DTLS/CLEAR/BI-01',
  title: 'Nothing in the clear',
  purpose:
    'A Client whose account is to be secured by DTLS says nothing without it, whatever port the URI names.',
  reference: [{ clause: 'Transport 1.1.1 §5.2.1' }, { clause: 'Core 1.1.1 Appendix E.1 resource 2' }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about accounts with DTLS' },
  steps: ['All that the Client sent in this run to where DTLS is spoken is looked through.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends no Register and no Bootstrap-Request in the clear to where DTLS is spoken',
      clause: 'Core 1.1.1 Appendix E.1 resource 2',
    },
  },
  async body({ client, dtls }) {
    // Where this is the first case, it is switched on, or told to register.
    if (!(await dtls.clear().comes())) await client.registers().sent.comes()
    await client.must('A', dtls.clear(), none)
  },
})
