import { join } from 'node:path'
import { hosts } from '../tools/folders.mjs'
import { npmPackage } from '../tools/npm.mjs'
import { startPeer } from '../tools/process.mjs'

const host = (/** @type {string} */ file) => join(hosts, 'lwm2m-node-lib', file)

/**
 * A server made of one release of Telefónica's lwm2m-node-lib.
 * @param {string} version
 * @param {Partial<import('./index.mjs').ServerPeer>} [more]
 * @returns {import('./index.mjs').ServerPeer}
 */
export function lwm2mNodeLib(version, more = {}) {
  return {
    name: `lwm2m-node-lib-${version}`,
    judged: 'server',
    lwm2m: '1.0',
    claims: 'lwm2m-node-lib',
    ...more,
    upperTester: (web) => `http:http://127.0.0.1:${web}`,
    async install() {
      const folder = await npmPackage('lwm2m-node-lib', version)
      return {
        start: ({ port, web, log }) =>
          startPeer([process.execPath, host('server.cjs'), folder, `${port}`, `${web}`], { log }),
      }
    },
  }
}

/**
 * A device made of one release of the same library. It has no bootstrap.
 * @param {string} version
 * @param {Partial<import('./index.mjs').ClientPeer>} [more]
 * @returns {import('./index.mjs').ClientPeer}
 */
export function lwm2mNodeLibClient(version, more = {}) {
  return {
    name: `lwm2m-node-lib-client-${version}`,
    judged: 'client',
    lwm2m: '1.0',
    claims: 'lwm2m-node-lib-client',
    ...more,
    async install() {
      const folder = await npmPackage('lwm2m-node-lib', version)
      return { launch: [process.execPath, host('client.cjs'), folder, '{uri}', '{endpoint}'] }
    },
  }
}
