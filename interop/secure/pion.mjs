import { goProgram } from '../tools/go.mjs'
import { makeCredentials, otherPsk, pem, psk, serverName, strangers } from './credentials.mjs'
import { passLines } from './lines.mjs'
import { host } from './ours.mjs'
import { lacking } from './trial.mjs'

/**
 * @typedef {object} Facts
 * @property {'client' | 'server'} role
 * @property {string} channel
 * @property {string} feature
 * @property {string} [key] its pre-shared key
 * @property {import('./credentials.mjs').Whose} [shows] whose certificate
 * @property {string} [cid] as long as its connection id; `none`: it wants none
 * @property {Uint8Array} [ourCid]
 * @property {boolean} [moves]
 * @property {boolean} [named] it asks for the server by name
 * @property {() => Partial<import('./ours.mjs').Manner>} [manner] asked for once there are keys
 * @property {string} [due]
 * @property {string} [note]
 *
 * @param {Facts} facts
 * @returns {import('./trial.mjs').Trial}
 */
function trial({ role, channel, feature, due = 'works', note, key = psk.key, shows = role, ...its }) {
  const { cid, ourCid, moves = false, named = false, manner } = its
  const mode = channel.includes('ECDSA') ? 'x509' : 'psk'
  const credentials =
    mode === 'psk'
      ? [`identity=${psk.identity}`, `key=${key}`]
      : [
          ...[`certificate=${pem(shows, 'certificate')}`, `own=${pem(shows, 'key')}`],
          ...[`ca=${pem('ca', 'certificate')}`, ...(named ? [`name=${serverName}`] : [])],
        ]
  const options = [`suite=${channel}`, ...credentials, ...(cid === undefined ? [] : [`cid=${cid}`])]
  const length = cid === 'none' ? 0 : cid?.length
  const run = async () => {
    const program = await goProgram('pion')
    return passLines({
      role,
      manner: () => ({ mode, suite: channel, ...(ourCid && { options: { cid: ourCid } }), ...manner?.() }),
      command: (port) => [program, role, `${host}:${port}`, ...options],
      ...(role === 'server' && { ready: 'ready' }),
      moves,
      fault: (association) => {
        if (length === undefined) return undefined
        return association.cid?.peer.length === length ? undefined : 'without the connection ids'
      },
    })
  }
  return { role, channel, feature, due, ...(note === undefined ? {} : { note }), run }
}

const [pskCcm8, ecdsaCcm8] = ['TLS_PSK_WITH_AES_128_CCM_8', 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8']
const channels = [
  pskCcm8,
  'TLS_PSK_WITH_AES_128_GCM_SHA256',
  'TLS_PSK_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256',
  ecdsaCcm8,
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
]
const ourCid = Uint8Array.of(0xc1, 0xd0, 0x01)

const asksByName = trial({
  role: 'client',
  channel: ecdsaCcm8,
  feature: 'server_name',
  named: true,
  due: 'no answer',
  note: 'its fault: it takes no ServerHello that answers its server_name as RFC 6066 §3 says, with an empty one',
})

/** @type {import('./trial.mjs').SecurePeer} */
export const pion = {
  name: 'pion',
  title: 'pion/dtls v3.1 (Go modules)',
  async install() {
    await makeCredentials()
    await goProgram('pion')
  },
  trials: /** @type {const} */ (['client', 'server']).flatMap((role) => [
    ...(role === 'server' ? [] : [asksByName]),
    ...channels.map((channel) => trial({ role, channel, feature: 'handshake, extended_master_secret' })),
    lacking({
      role,
      channel: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
      feature: 'handshake',
      note: 'pion has it with SHA-1 alone',
    }),
    lacking({ role, channel: ecdsaCcm8, feature: 'raw public keys', note: 'pion has none' }),
    ...[pskCcm8, ecdsaCcm8].map((channel) =>
      trial({
        role,
        channel,
        feature: 'connection ids; the client moves',
        cid: '12345678',
        ourCid,
        moves: true,
      }),
    ),
    trial({ role, channel: pskCcm8, feature: 'a connection id towards us alone', cid: 'none', ourCid }),
    trial({
      role,
      channel: pskCcm8,
      feature: 'a connection id towards the peer alone',
      cid: '1234',
      ourCid: new Uint8Array(),
    }),
    trial({ role, channel: pskCcm8, feature: 'another pre-shared key', key: otherPsk.key, due: 'no answer' }),
    trial({
      role,
      channel: ecdsaCcm8,
      feature: 'its certificate is of a stranger',
      shows: 'stranger',
      due: 'refused by us: bad_certificate',
    }),
    trial({
      role,
      channel: ecdsaCcm8,
      feature: 'our certificate is of a stranger',
      manner: () => ({ account: strangers(role) }),
      due: 'refused by the peer: bad_certificate',
    }),
  ]),
}
