import { type Check, check, type Handshake, testCase } from '#testcase'
import { aboutHandshakes } from './handshake-case.ts'

/** A ClientHello of which a list is empty. */
const offersNone = (
  what: string,
  list: (offered: NonNullable<Handshake['offered']>) => readonly string[],
): Check<Handshake> =>
  check(`none ${what}`, ({ offered }) => {
    if (offered === undefined) return 'no ClientHello'
    const found = list(offered)
    return found.length === 0 ? undefined : found.join(', ')
  })

const namesAHost: Check<Handshake> = check('a host name, or none', ({ offered }) => {
  const name = offered?.serverName
  return name !== undefined && /^[\d.]+$|:/.test(name) ? `the address ${name}` : undefined
})

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/HELLO/BV-01',
  title: 'What a Client offers',
  purpose:
    'A Client offers suites of its security mode, none that protects nothing, and names a host if anything.',
  reference: [{ clause: 'Transport 1.1.1 §5.2' }, { clause: 'RFC 7525 §4.1' }, { clause: 'RFC 6066 §3' }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  steps: ['The Client is registered over an association; the ClientHello that led to it is looked at.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'offers no suites of another security mode than it has',
      clause: 'Transport 1.1.1 §5.2',
      level: 'SHOULD',
    },
    B: {
      judged: 'client',
      text: 'offers no suites without encryption, with RC4, or with keys of less than 112 bits',
      clause: 'RFC 7525 §4.1',
    },
    C: { judged: 'client', text: 'sends no IP address as server name', clause: 'RFC 6066 §3' },
  },
  async body({ client, server, dtls, channel }) {
    await client.isRegistered()
    const handshake = dtls.handshake(server.reads('/3/0').answered)
    const mode = channel === 'psk' ? 'psk' : 'certificate'
    await client.must(
      'A',
      handshake,
      offersNone('of another mode', ({ foreign }) => foreign[mode]),
    )
    await client.must(
      'B',
      handshake,
      offersNone('that is forbidden', ({ forbidden }) => forbidden),
    )
    await client.must('C', handshake, namesAHost)
  },
})
