import { type Check, check, type Handshake, testCase } from '#testcase'
import { aboutHandshakes, comesAbout } from './handshake-case.ts'

/** TLS_PSK_WITH_NULL_SHA, …_NULL_SHA256, TLS_PSK_WITH_RC4_128_SHA; TLS_ECDHE_ECDSA_WITH_NULL_SHA, …_RC4_128_SHA. */
const forbidden = ['0x002C', '0x00B0', '0x008A', '0xC006', '0xC007']

const choosesNone: Check<Handshake> = check('no suite', ({ suite }) => suite)

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/HELLO/BI-01',
  title: 'Suites that protect nothing',
  purpose: 'A Server agrees on no suite without encryption or with RC4, even where nothing else is offered.',
  reference: [{ clause: 'RFC 7525 §4.1' }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  steps: [
    `The Client offers ${forbidden.join(', ')} and nothing else.`,
    'The Client offers the suites of its mode.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'chooses none of the suites without encryption or with RC4',
      clause: 'RFC 7525 §4.1',
    },
    B: {
      judged: 'server',
      text: 'agrees with the Client afterwards, on a suite of its mode',
      clause: 'Transport 1.1.1 §5.2',
    },
  },
  async body({ server, dtls }) {
    await server.must(
      'A',
      dtls.attempts('offers suites that protect nothing', { suites: forbidden }),
      choosesNone,
    )
    await server.must('B', dtls.attempts('offers the suites of its mode'), comesAbout)
  },
})
