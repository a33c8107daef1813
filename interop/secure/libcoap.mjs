import { setTimeout as pause } from 'node:timers/promises'
import { runToEnd } from '../tools/command.mjs'
import { freePorts } from '../tools/ports.mjs'
import { ask, large, serve, small } from './coap.mjs'
import { makeCredentials, otherPsk, pem, psk } from './credentials.mjs'
import { host, openOurs, rooms } from './ours.mjs'
import { Talker } from './talker.mjs'
import { lacking } from './trial.mjs'

/** Seconds that a handshake may take. */
const longest = 8

/**
 * @typedef {object} Facts
 * @property {'openssl' | 'gnutls'} library below libcoap
 * @property {'client' | 'server'} role
 * @property {string} channel
 * @property {'psk' | 'rpk' | 'x509'} mode
 * @property {string} feature
 * @property {string} [due]
 * @property {string} [note]
 * @property {string} [keyText] its pre-shared key
 * @property {Partial<import('./ours.mjs').Manner>} [manner]
 *
 * @param {Facts} facts
 * @returns {import('./trial.mjs').Trial}
 */
function trial({
  library,
  role,
  channel,
  mode,
  feature,
  due = 'works',
  note,
  keyText = psk.keyText,
  manner = {},
}) {
  const credentials = {
    psk: ['-k', keyText, ...(role === 'client' ? ['-u', psk.identity] : [])],
    rpk: ['-M', pem(role, 'traditional'), '-n'],
    x509: ['-c', pem(role, 'both'), '-C', pem('ca', 'certificate')],
  }[mode]
  const program = [`coap-${role}-${library}`, ...credentials]
  const facts = { program, manner: { mode, suite: channel, ...manner }, isWhole: feature !== read }
  const run = () => (role === 'client' ? theyAsk(facts) : weAsk(facts))
  return { role, channel, feature, due, ...(note === undefined ? {} : { note }), run }
}

/**
 * @typedef {{ program: readonly string[], manner: import('./ours.mjs').Manner, isWhole: boolean }} Conversation
 *
 * coap-client asks us; a session for each of its questions.
 * @param {Conversation} conversation
 * @returns {Promise<import('./trial.mjs').Finding>}
 */
async function theyAsk({ program: [file = '', ...words], manner, isWhole }) {
  const { coap } = await rooms()
  const { socket, watch, clock, random, port } = await openOurs('server', manner)
  const endpoint = coap.createEndpoint(socket, { clock, random })
  const told = serve(endpoint)
  const timer = setTimeout(() => watch.giveUp(), longest * 1000)
  const question = async (/** @type {string} */ path, /** @type {string[]} */ ...more) => {
    const uri = `coaps://${host}:${port}/${path}`
    return (await runToEnd(file, ['-B', '8', ...words, ...more, uri], { timeout: 15 })).output
  }
  try {
    const asked = question('small')
    const outcome = await watch.outcome
    const seen = async () => `${watch.complaint}${await asked}`
    if ('over' in outcome) return { result: outcome.over, seen: await seen() }
    if (!(await asked).includes(small)) return { result: 'a read fails', seen: await seen() }
    if (!isWhole) return { result: 'works', seen: '' }
    const [read, , late, observed] = await Promise.all([
      question('large'),
      question('store', '-m', 'put', '-t', '0', '-e', large.replaceAll(' ', '%20')),
      question('late'),
      question('observed', '-s', '2'),
    ])
    const wrong = Object.entries({
      'a body in blocks does not arrive': read.includes(large.trim()),
      'its body in blocks does not arrive': told.stored === large,
      'a separate response does not arrive': late.includes('late'),
      'a notification does not arrive': observed.includes('one') && observed.includes('two'),
    }).find(([, isRight]) => !isRight)
    return { result: wrong?.[0] ?? 'works', seen: [read, late, observed].join(' | ') }
  } finally {
    clearTimeout(timer)
    await endpoint.close()
  }
}

/** We ask coap-server. @param {Conversation} conversation @returns {Promise<import('./trial.mjs').Finding>} */
async function weAsk({ program, manner, isWhole }) {
  const { coap } = await rooms()
  // It listens for DTLS on the port after the one that it is told.
  const port = await freePorts(2)
  const talker = new Talker([...program, '-A', host, '-p', `${port}`, '-d', '10', '-v', '6'])
  const { socket, watch, clock, random } = await openOurs('client', manner)
  const endpoint = coap.createEndpoint(socket, { clock, random })
  const timer = setTimeout(() => watch.giveUp(), longest * 1000)
  const to = { host, port: port + 1 }
  try {
    await pause(400)
    void endpoint.connect(to)
    const outcome = await watch.outcome
    const found = (/** @type {string} */ result) => ({ result, seen: `${watch.complaint}${talker.said}` })
    if ('over' in outcome) return found(outcome.over)
    if (isWhole)
      return found(
        (await ask(endpoint, to, { read: 'time', store: 'example_data', observed: 'time' })) ?? 'works',
      )
    const { code } = await endpoint.request(to, { method: 'GET', path: ['time'] }).response
    return found(code === '2.05' ? 'works' : `a read is answered ${code}`)
  } finally {
    clearTimeout(timer)
    await endpoint.close()
    await talker.stop()
  }
}

/** @param {Omit<Facts, 'role'>} facts */
const both = (facts) => /** @type {const} */ (['client', 'server']).map((role) => trial({ ...facts, role }))

const [whole, read] = ['CoAP: read, blocks both ways, observe', 'CoAP: read']
const [pskCcm8, pskGcm, pskCbc, ecdhePskCbc] = [
  'TLS_PSK_WITH_AES_128_CCM_8',
  'TLS_PSK_WITH_AES_128_GCM_SHA256',
  'TLS_PSK_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256',
]
const [ecdsaCcm8, ecdsaGcm, ecdsaCbc] = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
]

/** What both libraries below it have. @param {'openssl' | 'gnutls'} library @returns {import('./trial.mjs').Trial[]} */
const over = (library) => [
  ...both({ library, channel: pskCcm8, mode: 'psk', feature: whole }),
  ...both({ library, channel: pskGcm, mode: 'psk', feature: read }),
  ...both({ library, channel: ecdsaCcm8, mode: 'x509', feature: whole }),
  ...[ecdsaGcm, ecdsaCbc].flatMap((channel) => both({ library, channel, mode: 'x509', feature: read })),
  ...both({
    library,
    channel: pskCcm8,
    mode: 'psk',
    feature: 'another pre-shared key',
    keyText: otherPsk.keyText,
    due: 'no answer',
    note: 'a record that cannot be opened is passed over (RFC 6347 §4.1.2.7)',
  }),
]

/** @type {readonly import('./trial.mjs').SecurePeer[]} */
export const libcoap = [
  {
    name: 'libcoap-gnutls',
    title: 'libcoap 4.3 over GnuTLS (Debian)',
    install: makeCredentials,
    trials: [
      ...over('gnutls'),
      ...[pskCbc, ecdhePskCbc].flatMap((channel) =>
        both({ library: 'gnutls', channel, mode: 'psk', feature: read }),
      ),
      ...both({ library: 'gnutls', channel: ecdsaCcm8, mode: 'rpk', feature: `${whole}; raw public keys` }),
    ],
  },
  {
    name: 'libcoap-openssl',
    title: 'libcoap 4.3 over OpenSSL (Debian)',
    install: makeCredentials,
    trials: [
      ...over('openssl'),
      ...[pskCbc, ecdhePskCbc].flatMap((channel) => [
        trial({ library: 'openssl', role: 'client', channel, mode: 'psk', feature: read }),
        trial({
          library: 'openssl',
          role: 'server',
          channel,
          mode: 'psk',
          feature: read,
          due: 'refused by the peer: handshake_failure',
          note: 'its server takes only what TLS 1.2 brought, and OpenSSL counts these as older',
        }),
      ]),
      ...['client', 'server'].map((role) =>
        lacking({
          role: /** @type {'client' | 'server'} */ (role),
          channel: ecdsaCcm8,
          feature: 'raw public keys',
          note: 'OpenSSL has them from 3.2 on',
        }),
      ),
    ],
  },
]
