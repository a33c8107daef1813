import { join } from 'node:path'
import { hosts } from '../tools/folders.mjs'
import { npmPackage } from '../tools/npm.mjs'

/**
 * A device made of one release of node-coap, for what the messages themselves show.
 * @param {string} version
 * @param {Partial<import('./index.mjs').ClientPeer>} [more]
 * @returns {import('./index.mjs').ClientPeer}
 */
export function nodeCoap(version, more = {}) {
  return {
    name: `node-coap-${version}`,
    judged: 'client',
    lwm2m: '1.0',
    claims: 'node-coap',
    ...more,
    async install() {
      const folder = await npmPackage('coap', version)
      const host = join(hosts, 'node-coap', 'client.cjs')
      return { launch: [process.execPath, host, folder, '{uri}', '{endpoint}'] }
    },
  }
}
