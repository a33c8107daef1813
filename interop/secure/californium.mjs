import { compileHost, java } from '../tools/java.mjs'
import { mavenLibraries } from '../tools/maven.mjs'
import { makeCredentials, otherPsk, pem, psk } from './credentials.mjs'
import { converse, underDtls, underOscore } from './hosted.mjs'
import { host } from './ours.mjs'

const release = '3.12.0'
const artifacts = ['californium-core', 'scandium', 'cf-oscore']

/** @returns {Promise<string>} the class path of our few lines around it */
async function install() {
  await makeCredentials()
  const name = `californium-${release}`
  const jars = await mavenLibraries(
    name,
    artifacts.map((artifact) => `org.eclipse.californium:${artifact}:${release}`),
  )
  return compileHost(name, { jars, sources: ['californium'] })
}

/**
 * @param {'client' | 'server'} role
 * @param {'coap' | 'coaps'} scheme
 * @param {readonly string[]} options of the host
 * @returns {Promise<(port: number) => readonly string[]>}
 */
async function commandOf(role, scheme, options) {
  const classPath = await install()
  const at = (/** @type {number} */ port) => (role === 'client' ? `${scheme}://${host}:${port}` : `${port}`)
  const rest = role === 'client' ? ['--'] : []
  return (port) => java(classPath, 'CaliforniumHost', [role, at(port), ...options, ...rest])
}

/**
 * @typedef {object} Facts
 * @property {'client' | 'server'} role
 * @property {string} channel
 * @property {string} feature
 * @property {'rpk'} [mode]
 * @property {string} [key] its pre-shared key
 * @property {number} [cid] octets of its connection id; 0 is none towards it
 * @property {Uint8Array} [ourCid]
 * @property {boolean} [moves] the client's address changes on the way
 * @property {boolean} [isShort]
 * @property {string} [due]
 * @property {string} [note]
 *
 * @param {Facts} facts
 * @returns {import('./trial.mjs').Trial}
 */
function secured({ role, channel, feature, due = 'works', note, key = psk.key, cid, ourCid, ...its }) {
  const { moves = false, isShort = false } = its
  const mode = its.mode ?? (channel.includes('ECDSA') ? 'x509' : 'psk')
  const other = role === 'client' ? 'server' : 'client'
  const credentials = {
    psk: [`identity=${psk.identity}`, `key=${key}`],
    rpk: [`own=${pem(role, 'key')}`, `rpk=${pem(role, 'public')}`, `peer=${pem(other, 'public')}`],
    x509: [
      ...[`own=${pem(role, 'key')}`, `certificate=${pem(role, 'certificate')}`],
      `ca=${pem('ca', 'certificate')}`,
    ],
  }[mode]
  const options = [`suite=${channel}`, ...credentials, ...(cid === undefined ? [] : [`cid=${cid}`])]
  const manner = { mode, suite: channel, ...(ourCid === undefined ? {} : { options: { cid: ourCid } }) }
  const fault = (/** @type {any} */ association) => {
    if (cid === undefined || ourCid === undefined) return undefined
    if (association.cid === undefined) return 'without connection ids'
    return association.cid.peer.length === cid ? undefined : 'with an id of another length'
  }
  const run = async () =>
    converse({
      role,
      open: underDtls(manner, fault),
      command: await commandOf(role, 'coaps', options),
      isShort,
      moves,
    })
  return { role, channel, feature, due, ...(note === undefined ? {} : { note }), run }
}

/** @type {import('./hosted.mjs').Shared} */
const common = {
  secret: '0102030405060708090a0b0c0d0e0f10',
  salt: '9e7ca92223786340',
  client: 'aa',
  server: '01',
}

/**
 * @param {'client' | 'server'} role
 * @param {string} feature
 * @param {{ shared?: Partial<import('./hosted.mjs').Shared>, secret?: string, rederive?: 'begin' | 'follow',
 *   isLost?: boolean, isShort?: boolean, asks?: import('./hosted.mjs').Hosted['asks'], due?: string, note?: string }} [how]
 * @returns {import('./trial.mjs').Trial}
 */
function protectedBy(role, feature, { shared: other = {}, rederive, isLost = false, ...how } = {}) {
  const shared = { ...common, ...other }
  const { secret = shared.secret, isShort = false, asks, due = 'works', note } = how
  const [sender, recipient] =
    role === 'client' ? [shared.client, shared.server] : [shared.server, shared.client]
  const options = [
    ...[`secret=${secret}`, `salt=${shared.salt}`, `sender=${sender}`, `recipient=${recipient}`],
    ...(shared.idContext === undefined ? [] : [`idContext=${shared.idContext}`]),
    ...(rederive === undefined ? [] : [`rederive=${rederive}`]),
  ]
  const run = async () =>
    converse({
      role,
      open: underOscore(shared, { isLost }),
      command: await commandOf(role, 'coap', options),
      isShort,
      ...(asks === undefined ? {} : { asks }),
    })
  const channel = 'OSCORE, AES-CCM-16-64-128, sha256'
  return { role, channel, feature, due, ...(note === undefined ? {} : { note }), run }
}

const roles = /** @type {const} */ (['client', 'server'])
const [whole, read] = ['CoAP: read, blocks both ways, observe', 'CoAP: read']
const [pskCcm8, pskCbc, ecdhePskCbc] = [
  'TLS_PSK_WITH_AES_128_CCM_8',
  'TLS_PSK_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256',
]
const [ecdsaCcm8, ecdsaGcm, ecdsaCbc] = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
]
const ourCid = Uint8Array.of(0xc1, 0xd0)

/** @type {import('./trial.mjs').SecurePeer} */
export const californium = {
  name: 'californium',
  title: `Californium ${release}, Scandium and cf-oscore (Maven Central)`,
  async install() {
    await install()
  },
  trials: roles.flatMap((role) => [
    secured({ role, channel: pskCcm8, feature: whole }),
    ...[pskCbc, ecdhePskCbc].map((channel) => secured({ role, channel, feature: read, isShort: true })),
    secured({ role, channel: ecdsaCcm8, feature: whole }),
    ...[ecdsaGcm, ecdsaCbc].map((channel) => secured({ role, channel, feature: read, isShort: true })),
    secured({ role, channel: ecdsaCcm8, feature: `${whole}; raw public keys`, mode: 'rpk' }),
    secured({
      role,
      channel: pskCcm8,
      feature: 'connection ids; the client moves',
      cid: 6,
      ourCid,
      moves: true,
    }),
    secured({
      role,
      channel: ecdsaCcm8,
      feature: 'connection ids; the client moves',
      cid: 4,
      ourCid,
      moves: true,
    }),
    secured({ role, channel: pskCbc, feature: 'connection ids', cid: 3, ourCid, isShort: true }),
    secured({
      role,
      channel: pskCcm8,
      feature: 'a connection id towards us alone',
      cid: 0,
      ourCid,
      isShort: true,
    }),
    secured({
      role,
      channel: pskCcm8,
      feature: 'a connection id towards the peer alone',
      cid: 6,
      ourCid: new Uint8Array(),
      isShort: true,
    }),
    secured({
      role,
      channel: pskCcm8,
      feature: 'another pre-shared key',
      key: otherPsk.key,
      due: 'no answer',
    }),
    ...(role === 'client'
      ? [
          protectedBy(role, 'CoAP: read, blocks both ways', { asks: ['small', 'large', 'late', 'store'] }),
          protectedBy(role, 'CoAP: observe', {
            asks: ['small', 'observed'],
            due: 'its observed: one null',
            note: 'its fault: an inner Observe is empty (RFC 8613 §4.1.3.5.2), cf-oscore takes it for the number 0 of each',
          }),
          protectedBy(role, 'negotiation of a new ID Context (RFC 8613 B.2)', {
            rederive: 'begin',
            isShort: true,
            due: 'its small: no answer',
            note: "its fault: it passes over the Partial IV of our first answer and takes the request's nonce",
          }),
        ]
      : [
          protectedBy(role, whole),
          protectedBy(role, 'negotiation of a new ID Context (RFC 8613 B.2)', {
            rederive: 'follow',
            isLost: true,
            isShort: true,
          }),
        ]),
    protectedBy(role, `${read}; ID Context`, { shared: { idContext: '37cbf3210017a2d3' }, isShort: true }),
    protectedBy(role, 'another master secret', {
      secret: '00112233445566778899aabbccddeeff',
      isShort: true,
      due: role === 'client' ? 'refused by us' : 'refused by the peer: 4.00',
    }),
  ]),
}
