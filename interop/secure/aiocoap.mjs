import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, hosts } from '../tools/folders.mjs'
import { pythonWith } from '../tools/python.mjs'
import { converse, underOscore } from './hosted.mjs'
import { host } from './ours.mjs'
import { lacking } from './trial.mjs'

const release = '0.4.17'
const program = join(hosts, 'aiocoap', 'peer.py')
const install = () => pythonWith(`aiocoap-${release}`, [`aiocoap[oscore]==${release}`])

/** The algorithms by aiocoap's names, with their numbers. */
const aeads = {
  'AES-CCM-16-64-128': 10,
  'AES-CCM-16-64-256': 11,
  'AES-CCM-64-64-128': 12,
  'AES-CCM-16-128-128': 30,
  A128GCM: 1,
  A256GCM: 3,
  'ChaCha20/Poly1305': 24,
}
const hashes = { sha256: -10, sha512: -11 }

/** @type {import('./hosted.mjs').Shared} */
const common = {
  secret: '0102030405060708090a0b0c0d0e0f10',
  salt: '9e7ca92223786340',
  client: '',
  server: '01',
}

/**
 * The folder with aiocoap's end of a context.
 * @param {'client' | 'server'} role
 * @param {import('./hosted.mjs').Shared} shared
 * @param {{ aead: string, hash: string, hasLost: boolean }} how
 */
function contextFolder(role, { secret, salt = '', client, server, idContext }, { aead, hash, hasLost }) {
  const work = join(cache, 'work')
  mkdirSync(work, { recursive: true })
  const folder = mkdtempSync(join(work, 'aiocoap-'))
  const [sender, recipient] = role === 'client' ? [client, server] : [server, client]
  const settings = {
    'sender-id_hex': sender,
    'recipient-id_hex': recipient,
    ...(idContext === undefined ? {} : { 'id-context_hex': idContext }),
    algorithm: aead,
    'kdf-hashfun': hash,
    secret_hex: secret,
    salt_hex: salt,
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  const sequence = { 'next-to-send': 100, received: 'unknown' }
  if (hasLost) writeFileSync(join(folder, 'sequence.json'), JSON.stringify(sequence))
  return folder
}

/**
 * @typedef {object} Facts
 * @property {'client' | 'server'} role
 * @property {string} feature
 * @property {keyof typeof aeads} [aead]
 * @property {keyof typeof hashes} [hash]
 * @property {Partial<import('./hosted.mjs').Shared>} [shared] what is other in the context
 * @property {string} [secret] its master secret, where it is not ours
 * @property {boolean} [hasLost] it knows no more what it received
 * @property {boolean} [isShort]
 * @property {string} [due]
 *
 * @param {Facts} facts
 * @returns {import('./trial.mjs').Trial}
 */
function trial({ role, feature, aead = 'AES-CCM-16-64-128', hash = 'sha256', due = 'works', ...its }) {
  const { shared: other = {}, hasLost = false, isShort = false } = its
  const shared = { ...common, aead: aeads[aead], hkdf: hashes[hash], ...other }
  const theirs = { ...shared, secret: its.secret ?? shared.secret }
  const run = async () => {
    const python = await install()
    const folder = contextFolder(role, theirs, { aead, hash, hasLost })
    const at = (/** @type {number} */ port) => (role === 'client' ? `coap://${host}:${port}` : `${port}`)
    return converse({
      role,
      open: underOscore(shared),
      command: (port) => [python, program, role, at(port), folder],
      isShort,
    })
  }
  return { role, channel: `OSCORE, ${aead}, ${hash}`, feature, due, run }
}

/** @param {Omit<Facts, 'role'>} facts */
const both = (facts) => /** @type {const} */ (['client', 'server']).map((role) => trial({ ...facts, role }))

const [whole, read] = ['CoAP: read, blocks both ways, observe', 'CoAP: read']

/** @type {import('./trial.mjs').SecurePeer} */
export const aiocoap = {
  name: 'aiocoap',
  title: `aiocoap ${release} (PyPI)`,
  async install() {
    await install()
  },
  trials: [
    ...both({ feature: whole }),
    ...both({ feature: `${whole}; ID Context`, shared: { idContext: '37cbf3210017a2d3' } }),
    ...Object.keys(aeads)
      .slice(1)
      .flatMap((aead) =>
        both({ feature: read, aead: /** @type {keyof typeof aeads} */ (aead), isShort: true }),
      ),
    ...both({ feature: read, hash: 'sha512', isShort: true }),
    trial({ role: 'server', feature: 'Echo after a lost replay window', hasLost: true, isShort: true }),
    ...both({
      feature: 'another master secret',
      secret: '00112233445566778899aabbccddeeff',
      isShort: true,
    }).map((one) => ({ ...one, due: one.role === 'client' ? 'refused by us' : 'refused by the peer: 4.00' })),
    ...['client', 'server'].map((role) =>
      lacking({
        role: /** @type {'client' | 'server'} */ (role),
        channel: 'OSCORE, AES-CCM-16-64-128, sha256',
        feature: 'negotiation of a new ID Context (RFC 8613 B.2)',
        note: 'aiocoap has none',
      }),
    ),
  ],
}
