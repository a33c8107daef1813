import { writeFileSync } from 'node:fs'
import { makeCredentials, otherPsk, pem, psk, scratch, serverName, strangers } from './credentials.mjs'
import { passLines } from './lines.mjs'
import { host } from './ours.mjs'
import { lacking } from './trial.mjs'

/** By our names, the parts of them that GnuTLS puts together. */
const suites = {
  TLS_PSK_WITH_AES_128_CCM_8: '+PSK:+AES-128-CCM-8:+AEAD',
  TLS_PSK_WITH_AES_128_GCM_SHA256: '+PSK:+AES-128-GCM:+AEAD',
  TLS_PSK_WITH_AES_128_CBC_SHA256: '+PSK:+AES-128-CBC:+SHA256',
  TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256: '+ECDHE-PSK:+AES-128-CBC:+SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8: '+ECDHE-ECDSA:+AES-128-CCM-8:+AEAD',
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: '+ECDHE-ECDSA:+AES-128-GCM:+AEAD',
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: '+ECDHE-ECDSA:+AES-128-CBC:+SHA256',
}
const [pskCcm8, pskCbc] = ['TLS_PSK_WITH_AES_128_CCM_8', 'TLS_PSK_WITH_AES_128_CBC_SHA256']
const [ecdsaCcm8, ecdsaGcm, ecdsaCbc] = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
]
const keyFile = (/** @type {string} */ key) => scratch(`psk-${key}`)

/**
 * @typedef {object} Facts
 * @property {'client' | 'server'} role
 * @property {keyof typeof suites} channel
 * @property {string} feature
 * @property {string} [due]
 * @property {string} [note]
 * @property {'rpk'} [mode]
 * @property {string} [key] its pre-shared key
 * @property {import('./credentials.mjs').Whose} [shows] whose certificate or key
 * @property {string} [priority] what is added to its priorities
 * @property {readonly string[]} [more] further words
 * @property {(before: any, role: 'client' | 'server') => Partial<import('./ours.mjs').Manner>} [manner]
 * @property {number} [sessions]
 * @property {import('./lines.mjs').Lines['fault']} [fault]
 * @property {boolean} [isMute]
 *
 * @param {Facts} facts
 * @returns {import('./trial.mjs').Trial}
 */
function trial({
  role,
  channel,
  feature,
  due = 'works',
  note,
  more = [],
  manner,
  sessions,
  fault,
  isMute,
  ...its
}) {
  const { key = psk.key, shows = role, priority = '' } = its
  const mode = its.mode ?? (channel.includes('ECDSA') ? 'x509' : 'psk')
  const types = mode === 'rpk' ? ':+CTYPE-CLI-RAWPK:+CTYPE-SRV-RAWPK' : ':+CTYPE-X509'
  const priorities = `NONE:+VERS-DTLS1.2:+COMP-NULL:+SIGN-ECDSA-SHA256:+GROUP-SECP256R1${types}:${suites[channel]}${priority}`
  const credentials = {
    psk: role === 'client' ? ['--pskusername', psk.identity, '--pskkey', key] : ['--pskpasswd', keyFile(key)],
    rpk: ['--rawpkkeyfile', pem(shows, 'key'), '--rawpkfile', pem(shows, 'public')],
    x509: [
      ...['--x509keyfile', pem(shows, 'key'), '--x509certfile', pem(shows, 'certificate')],
      ...['--x509cafile', pem('ca', 'certificate')],
    ],
  }[mode]
  // Raw public keys are held against a list of known ones or, as here, taken as they are.
  const checks = {
    client: mode === 'x509' ? ['--verify-hostname', serverName] : ['--insecure'],
    server:
      mode === 'psk' ? [] : ['--require-client-cert', ...(mode === 'x509' ? ['--verify-client-cert'] : [])],
  }[role]
  const words = (/** @type {number} */ port) =>
    role === 'client'
      ? ['gnutls-cli', '--udp', '--disable-sni', '--port', `${port}`, host]
      : ['gnutls-serv', '--udp', '--echo', '--port', `${port}`]
  const run = () =>
    passLines({
      role,
      manner: (before) => ({ mode, suite: channel, ...manner?.(before, role) }),
      command: (port) => [...words(port), '--priority', priorities, ...credentials, ...checks, ...more],
      ...(role === 'server' && { ready: '...done', echoes: true }),
      ...(sessions === undefined ? {} : { sessions }),
      ...(fault === undefined ? {} : { fault }),
      ...(isMute === undefined ? {} : { isMute }),
    })
  return { role, channel, feature, due, ...(note === undefined ? {} : { note }), run }
}

/** @param {Omit<Facts, 'role'>} facts */
const both = (facts) => /** @type {const} */ (['client', 'server']).map((role) => trial({ ...facts, role }))

/** gnutls-cli of this release crashes when it prints what it agreed on by this key exchange. @param {string} channel */
const crashing = (channel) =>
  trial({
    role: 'client',
    channel: /** @type {keyof typeof suites} */ (channel),
    feature: 'handshake alone',
    isMute: true,
    note: 'gnutls-cli crashes when it prints what was agreed on, so nothing more is said',
  })

/** GnuTLS's command lines. @type {import('./trial.mjs').SecurePeer} */
export const gnutls = {
  name: 'gnutls',
  title: 'GnuTLS 3.7 (Debian)',
  async install() {
    await makeCredentials()
    for (const key of [psk.key, otherPsk.key])
      writeFileSync(keyFile(key), `#${Buffer.from(psk.identity).toString('hex')}:${key}\n`)
  },
  trials: [
    ...Object.keys(suites).flatMap((channel) =>
      both({
        channel: /** @type {keyof typeof suites} */ (channel),
        feature: 'handshake, extended_master_secret',
        fault: ({ extendedMasterSecret }) => (extendedMasterSecret ? undefined : 'without it'),
      }).map((one) => (one.role === 'client' && channel.includes('ECDHE_PSK') ? crashing(channel) : one)),
    ),
    ...[ecdsaCcm8, ecdsaGcm, ecdsaCbc].flatMap((channel) =>
      both({ channel, feature: 'raw public keys', mode: 'rpk' }),
    ),
    ...both({
      channel: ecdsaCcm8,
      feature: 'its raw public key is of a stranger',
      mode: 'rpk',
      shows: 'stranger',
      due: 'refused by us: bad_certificate',
    }),
    ...both({
      channel: ecdsaCcm8,
      feature: 'its certificate is of a stranger',
      shows: 'stranger',
      due: 'refused by us: bad_certificate',
    }),
    trial({
      role: 'server',
      channel: ecdsaCcm8,
      feature: 'our certificate is of a stranger',
      manner: (_, role) => ({ account: strangers(role) }),
      due: 'refused by the peer: access_denied',
    }),
    ...both({
      channel: pskCbc,
      feature: 'encrypt_then_mac',
      fault: ({ encryptThenMac }) => (encryptThenMac ? undefined : 'without it'),
    }),
    ...both({
      channel: pskCbc,
      feature: 'MAC before encryption',
      priority: ':%NO_ETM',
      fault: ({ encryptThenMac }) => (encryptThenMac ? 'the other way round' : undefined),
    }),
    ...both({
      channel: pskCcm8,
      feature: 'without extended_master_secret',
      priority: ':%NO_SESSION_HASH',
      fault: ({ extendedMasterSecret }) => (extendedMasterSecret ? 'with it' : undefined),
    }),
    ...both({
      channel: ecdsaCcm8,
      feature: 'handshake in fragments',
      more: ['--mtu', '300'],
      manner: () => ({ options: { mtu: 300 } }),
      fault: (_, longest) => (longest > 300 ? `datagrams of up to ${longest} octets` : undefined),
    }),
    ...[pskCcm8, ecdsaCcm8].map((channel) =>
      trial({
        role: 'server',
        channel,
        feature: 'resumption',
        sessions: 2,
        more: ['--noticket'],
        manner: (before) => (before === undefined ? {} : { options: { resume: before.resumable } }),
        fault: ({ resumed }) => (resumed ? undefined : 'not resumed'),
      }),
    ),
    ...both({
      channel: pskCcm8,
      feature: 'another pre-shared key',
      key: otherPsk.key,
      due: 'no answer',
      note: 'a record that cannot be opened is passed over (RFC 6347 §4.1.2.7)',
    }),
    ...['client', 'server'].map((role) =>
      lacking({
        role: /** @type {'client' | 'server'} */ (role),
        channel: pskCcm8,
        feature: 'connection id',
        note: 'GnuTLS has none',
      }),
    ),
  ],
}
