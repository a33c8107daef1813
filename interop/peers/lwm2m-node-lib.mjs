import { join } from 'node:path'
import { hosts } from '../tools/folders.mjs'
import { npmPackage } from '../tools/npm.mjs'
import { startPeer } from '../tools/process.mjs'

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
    ...more,
    upperTester: (web) => `http:http://127.0.0.1:${web}`,
    async install() {
      const folder = await npmPackage('lwm2m-node-lib', version)
      const host = join(hosts, 'lwm2m-node-lib', 'server.cjs')
      return {
        start: ({ port, web, log }) =>
          startPeer([process.execPath, host, folder, `${port}`, `${web}`], { log }),
      }
    },
  }
}
