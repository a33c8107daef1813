import { randomUUID } from 'node:crypto'
import { makeCredentials, otherPsk, pem, psk, scratch, serverName, strangers } from './credentials.mjs'
import { passLines } from './lines.mjs'
import { host } from './ours.mjs'
import { lacking } from './trial.mjs'

/** By our names, OpenSSL's. */
const suites = {
  TLS_PSK_WITH_AES_128_CCM_8: 'PSK-AES128-CCM8',
  TLS_PSK_WITH_AES_128_GCM_SHA256: 'PSK-AES128-GCM-SHA256',
  TLS_PSK_WITH_AES_128_CBC_SHA256: 'PSK-AES128-CBC-SHA256',
  TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256: 'ECDHE-PSK-AES128-CBC-SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8: 'ECDHE-ECDSA-AES128-CCM8',
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: 'ECDHE-ECDSA-AES128-SHA256',
}
const [pskCcm8, pskCbc] = ['TLS_PSK_WITH_AES_128_CCM_8', 'TLS_PSK_WITH_AES_128_CBC_SHA256']
const [ecdsaCcm8, ecdsaCbc] = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
]

/**
 * @typedef {object} Facts
 * @property {'client' | 'server'} role
 * @property {keyof typeof suites} channel
 * @property {string} feature
 * @property {string} [due]
 * @property {string} [note]
 * @property {string} [key] its pre-shared key
 * @property {import('./credentials.mjs').Whose | 'nobody'} [shows] whose certificate
 * @property {string} [name] that it asks for in the server's certificate
 * @property {(session: number) => readonly string[]} [more] further words
 * @property {(before: any, role: 'client' | 'server') => Partial<import('./ours.mjs').Manner>} [manner]
 * @property {number} [sessions]
 * @property {import('./lines.mjs').Lines['fault']} [fault]
 *
 * @param {Facts} facts
 * @returns {import('./trial.mjs').Trial}
 */
function trial({ role, channel, feature, due = 'works', note, more, manner, sessions, fault, ...its }) {
  const mode = channel.includes('ECDSA') ? 'x509' : 'psk'
  const { key = psk.key, shows = role, name = serverName } = its
  const secret = ['-psk_identity', psk.identity, '-psk', key, ...(role === 'server' ? ['-nocert'] : [])]
  const own = shows === 'nobody' ? [] : ['-cert', pem(shows, 'certificate'), '-key', pem(shows, 'key')]
  const checks = role === 'client' ? ['-verify_return_error', '-verify_hostname', name] : ['-Verify', '1']
  const credentials =
    mode === 'psk' ? secret : [...own, '-CAfile', pem('ca', 'certificate'), ...checks, '-verify_return_error']
  const at = (/** @type {number} */ port) =>
    role === 'client'
      ? ['s_client', '-connect', `${host}:${port}`]
      : ['s_server', '-accept', `${host}:${port}`]
  // A tag of eight octets is below the distribution's security level.
  const cipher = ['-cipher', `${suites[channel]}:@SECLEVEL=0`]
  const run = () =>
    passLines({
      role,
      manner: (before) => ({ mode, suite: channel, ...manner?.(before, role) }),
      command: (port, session) => [
        ...['openssl', ...at(port), '-dtls1_2', ...cipher, ...credentials],
        ...(more?.(session) ?? []),
      ],
      ...(role === 'server' && { ready: 'ACCEPT' }),
      ...(sessions === undefined ? {} : { sessions }),
      ...(fault === undefined ? {} : { fault }),
    })
  return { role, channel, feature, due, ...(note === undefined ? {} : { note }), run }
}

/** @param {Omit<Facts, 'role'>} facts */
const both = (facts) => /** @type {const} */ (['client', 'server']).map((role) => trial({ ...facts, role }))

/** OpenSSL keeps the session of the first handshake in a file, and offers it in the second. */
function resumingClient() {
  const file = scratch(`session-${randomUUID()}`)
  return (/** @type {number} */ session) => [session === 1 ? '-sess_out' : '-sess_in', file]
}

/** OpenSSL's command line. @type {import('./trial.mjs').SecurePeer} */
export const openssl = {
  name: 'openssl',
  title: 'OpenSSL 3 (Debian)',
  install: makeCredentials,
  trials: [
    ...Object.keys(suites).flatMap((channel) =>
      both({
        channel: /** @type {keyof typeof suites} */ (channel),
        feature: 'handshake, extended_master_secret',
        fault: ({ extendedMasterSecret }) => (extendedMasterSecret ? undefined : 'without it'),
      }),
    ),
    ...[pskCbc, ecdsaCbc].flatMap((channel) =>
      both({
        channel,
        feature: 'encrypt_then_mac',
        fault: ({ encryptThenMac }) => (encryptThenMac ? undefined : 'without it'),
      }),
    ),
    ...both({
      channel: pskCbc,
      feature: 'MAC before encryption',
      more: () => ['-no_etm'],
      fault: ({ encryptThenMac }) => (encryptThenMac ? 'the other way round' : undefined),
    }),
    ...both({
      channel: ecdsaCcm8,
      feature: 'handshake in fragments',
      more: () => ['-mtu', '256'],
      manner: () => ({ options: { mtu: 256 } }),
      fault: (_, longest) => (longest > 256 ? `datagrams of up to ${longest} octets` : undefined),
    }),
    trial({
      role: 'server',
      channel: pskCcm8,
      feature: 'HelloVerifyRequest',
      more: () => ['-listen'],
    }),
    ...[pskCcm8, ecdsaCcm8].map((channel) => {
      /** @type {Map<string, unknown>} */
      const kept = new Map()
      return trial({
        role: 'client',
        channel,
        feature: 'resumption',
        sessions: 2,
        more: resumingClient(),
        manner: () => ({ options: { sessions: kept } }),
        fault: ({ resumed }) => (resumed ? undefined : 'not resumed'),
      })
    }),
    lacking({
      role: 'server',
      channel: pskCcm8,
      feature: 'resumption',
      note: 's_server serves one session over UDP and then no other',
    }),
    ...both({
      channel: pskCcm8,
      feature: 'another pre-shared key',
      key: otherPsk.key,
      due: 'no answer',
      note: 'a record that cannot be opened is passed over (RFC 6347 §4.1.2.7)',
    }),
    ...both({
      channel: ecdsaCcm8,
      feature: 'its certificate is of a stranger',
      shows: 'stranger',
      due: 'refused by us: bad_certificate',
    }),
    ...both({
      channel: ecdsaCcm8,
      feature: 'our certificate is of a stranger',
      manner: (_, role) => ({ account: strangers(role) }),
      due: 'refused by the peer: unknown_ca',
    }),
    trial({
      role: 'client',
      channel: ecdsaCcm8,
      feature: 'no certificate',
      shows: 'nobody',
      due: 'refused by us: handshake_failure',
    }),
    trial({
      role: 'client',
      channel: ecdsaCcm8,
      feature: 'another name in the certificate',
      name: 'other.example',
      due: 'refused by the peer: bad_certificate',
    }),
    ...['client', 'server'].flatMap((role) => [
      lacking({
        role: /** @type {'client' | 'server'} */ (role),
        channel: ecdsaCcm8,
        feature: 'raw public keys',
        note: 'OpenSSL has them from 3.2 on',
      }),
      lacking({
        role: /** @type {'client' | 'server'} */ (role),
        channel: pskCcm8,
        feature: 'connection id',
        note: 'OpenSSL has none',
      }),
    ]),
  ],
}
