import {
  type Check,
  type CriterionDefinition,
  check,
  code,
  type Edition,
  type Handshake,
  type TestCase,
  testCase,
} from '#testcase'
import { C1 } from '../configurations/c1.ts'

/** How one channel is secured by DTLS. */
export interface Secured {
  readonly channel: 'psk' | 'x509'
  /** The suite that both sides must be able to speak. */
  readonly suite: string
  /** Where that is said. */
  readonly clause: string
  /** What a Client proves itself by. */
  readonly credential: string
}

export interface SecuredCase extends Secured {
  readonly number: number
  readonly title: string
  readonly editions: readonly Edition[]
}

export const psk: Secured = {
  channel: 'psk',
  suite: 'TLS_PSK_WITH_AES_128_CCM_8',
  clause: 'RFC 7252 §9.1.3.1',
  credential: 'the PSK identity',
}

export const x509: Secured = {
  channel: 'x509',
  suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
  clause: 'RFC 7252 §9.1.3.3',
  credential: 'the certificate',
}

/** A handshake in which the Client offers a suite, whatever else it offers. */
export const offers = (suite: string): Check<Handshake> =>
  check(`${suite} among the suites it offers`, ({ offered }) => {
    if (offered === undefined) return 'no ClientHello'
    return offered.suites.includes(suite) ? undefined : offered.suites.join(', ')
  })

/** A handshake that came to an association, with a suite. */
export const agreesOn = (suite: string): Check<Handshake> =>
  check(`an association with ${suite}`, (handshake) =>
    handshake.outcome === 'established' && handshake.suite === suite ? undefined : endOf(handshake),
  )

/** What became of a handshake, in words. */
export function endOf({ outcome, suite, alerts }: Handshake): string {
  if (outcome === 'established') return `an association with ${suite}`
  if (outcome === 'under way') return 'silence amid the handshake'
  if (outcome.by === 'silence') return 'no answer'
  return outcome.by === 'peer' ? `its alert ${alerts.at(-1)}` : `our alert ${outcome.alert}`
}

/** The Client shows itself by what its Security object holds (/0/x/3). */
export function showsItself(
  what: string,
  account: { readonly [resource: string]: unknown },
): Check<Handshake> {
  const held = account['3']
  const expected = held instanceof Uint8Array ? held : new Uint8Array()
  return check(`${what} of its account`, ({ identity }) => {
    if (identity === undefined) return 'nothing'
    return Buffer.compare(identity, expected) === 0 ? undefined : `another: ${readable(identity)}`
  })
}

function readable(octets: Uint8Array): string {
  const text = Buffer.from(octets).toString('latin1')
  return /^[\x20-\x7e]+$/.test(text)
    ? `"${text}"`
    : `0x${Buffer.from(octets.subarray(0, 24)).toString('hex')}`
}

/** Registration and a Read within an association, and the handshake that led to it. */
export function securedCase({
  number,
  title,
  editions,
  channel,
  suite,
  clause,
  credential,
}: SecuredCase): TestCase {
  const criteria = {
    A: { judged: 'client', text: `offers ${suite} in its ClientHello`, clause },
    B: {
      judged: 'client',
      text: `shows ${credential} that it was provisioned with`,
      clause: 'Core 1.1.1 Appendix E.1 resource 3',
    },
    C: { judged: 'server', text: `agrees on ${suite} where the Client offers nothing else`, clause },
    D: {
      judged: 'server',
      text: 'answers the Register with 2.01 within the association',
      clause: 'Transport 1.1.1 §6.7',
    },
    E: { judged: 'server', text: 'reads the Device within the association', clause: 'Core 1.1.1 §6.3.1' },
    F: {
      judged: 'client',
      text: 'answers the Read with 2.05 within the association',
      clause: 'Transport 1.1.1 §6.7',
    },
  } as const satisfies { readonly [letter: string]: CriterionDefinition }
  return testCase({
    ...{ number, title, editions, criteria },
    purpose: 'A registration and a Read go over an association that both sides agreed on.',
    area: 'Registration',
    reference: [{ clause }, { clause: 'RFC 6347 §4.2' }],
    judges: ['client', 'server'],
    transport: { only: 'udp', why: 'it is about DTLS' },
    channel: { only: channel, why: `it is about ${credential}` },
    stimuli: { server: ['read'] },
    dependsOn: [101],
    configuration: C1,
    impact: 'none',
    steps: [
      `The Client and the Server agree on ${suite}.`,
      'The Client registers within the association.',
      'The Server reads /3/0 within the association.',
    ],
    async body({ client, server, bootstrap, dtls, iut }) {
      const isServer = iut.includes('server')
      if (isServer) {
        const attempt = dtls.attempts(`offers ${suite} alone`, { suites: [suite] })
        await server.must('C', attempt, agreesOn(suite))
      }
      const register = client.registers()
      if (!isServer) {
        const handshake = dtls.handshake(register.sent)
        await client.must('A', handshake, offers(suite))
        await client.must('B', handshake, showsItself(credential, bootstrap.account().security))
      }
      await register.sent.happens()
      if (isServer) await server.must('D', register.answered, code('2.01'))
      const read = server.reads('/3/0')
      if (isServer) await server.must('E', read.sent)
      await client.must('F', read.answered, code('2.05'))
    },
  })
}
