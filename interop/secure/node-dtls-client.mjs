import { join } from 'node:path'
import { hosts } from '../tools/folders.mjs'
import { npmPackage } from '../tools/npm.mjs'
import { makeCredentials, otherPsk, psk } from './credentials.mjs'
import { passLines } from './lines.mjs'
import { lacking } from './trial.mjs'

const release = '1.1.1'
const host = join(hosts, 'node-dtls-client', 'lines.cjs')
const [ccm8, gcm, cbc] = [
  'TLS_PSK_WITH_AES_128_CCM_8',
  'TLS_PSK_WITH_AES_128_GCM_SHA256',
  'TLS_PSK_WITH_AES_128_CBC_SHA256',
]

/**
 * @param {string} channel
 * @param {string} feature
 * @param {{ keyText?: string, due?: string, fault?: import('./lines.mjs').Lines['fault'] }} [more]
 * @returns {import('./trial.mjs').Trial}
 */
function trial(channel, feature, { keyText = psk.keyText, due = 'works', fault } = {}) {
  const run = async () => {
    const folder = await npmPackage('node-dtls-client', release)
    return passLines({
      role: 'client',
      manner: () => ({ mode: 'psk', suite: channel }),
      command: (port) => [process.execPath, host, folder, `${port}`, psk.identity, keyText, channel],
      ...(fault === undefined ? {} : { fault }),
    })
  }
  return { role: 'client', channel, feature, due, run }
}

/** A library for clients with a pre-shared key, written in TypeScript. @type {import('./trial.mjs').SecurePeer} */
export const nodeDtlsClient = {
  name: 'node-dtls-client',
  title: `node-dtls-client ${release} (npm)`,
  async install() {
    await makeCredentials()
    await npmPackage('node-dtls-client', release)
  },
  trials: [
    ...[ccm8, gcm, cbc].map((channel) =>
      trial(channel, 'handshake', {
        fault: ({ extendedMasterSecret }) =>
          extendedMasterSecret ? 'extended_master_secret is there' : undefined,
      }),
    ),
    trial(ccm8, 'another pre-shared key', { keyText: otherPsk.keyText, due: 'no answer' }),
    lacking({ role: 'server', channel: ccm8, feature: 'handshake', note: 'it is for clients alone' }),
    lacking({
      role: 'client',
      channel: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
      feature: 'certificates and raw public keys',
      note: 'it knows pre-shared keys alone',
    }),
  ],
}
