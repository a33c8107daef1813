import { models } from '../tools/folders.mjs'
import { compileHost, java } from '../tools/java.mjs'
import { mavenLibraries } from '../tools/maven.mjs'
import { startPeer } from '../tools/process.mjs'

/** Which artifacts a release of Leshan's server is made of. */
const releases = {
  '2.0.0-M14': ['leshan-server-cf'],
  '2.0.0-M18': ['leshan-lwm2m-server', 'leshan-tl-cf-server-coap'],
}

/** Its runs, side by side: what waits for minutes until one sleeps or gives up, and all the rest of the profile. */
const runs = ['109', 'TP/REG/AWAKE/*', 'TP/COAP/BLOCK/BV-*', 'TP/COAP/BLOCK/BI-*', undefined]

/** @param {keyof typeof releases} version @returns {import('./index.mjs').ServerPeer} */
export function leshanServer(version) {
  const name = `leshan-server-${version}`
  return {
    name,
    judged: 'server',
    lwm2m: '1.1',
    runs,
    upperTester: (web) => `leshan:http://127.0.0.1:${web}`,
    async install() {
      const coordinates = releases[version].map((artifact) => `org.eclipse.leshan:${artifact}:${version}`)
      const jars = await mavenLibraries(name, coordinates)
      const sources = ['leshan/web', 'leshan/server', `leshan/server-${version}`]
      const classPath = await compileHost(name, { jars, sources })
      const options = ({ port, web }) => ['--port', `${port}`, '--web', `${web}`, '--models', models]
      return {
        start: ({ log, ...ports }) => startPeer(java(classPath, 'InteropServer', options(ports)), { log }),
      }
    },
  }
}

/** @returns {import('./index.mjs').ServerPeer} */
export function leshanBootstrapServer(version = '2.0.0-M15') {
  const name = `leshan-bsserver-${version}`
  return {
    name,
    judged: 'bootstrap',
    lwm2m: '1.1',
    upperTester: (web) => `leshan-bootstrap:http://127.0.0.1:${web}`,
    async install() {
      const jars = await mavenLibraries(name, [`org.eclipse.leshan:leshan-server-cf:${version}`])
      const classPath = await compileHost(name, {
        jars,
        sources: ['leshan/web', `leshan/bsserver-${version}`],
      })
      const words = ({ port, web }) =>
        java(classPath, 'InteropBootstrapServer', ['--port', `${port}`, '--web', `${web}`])
      return { start: ({ log, ...ports }) => startPeer(words(ports), { log }) }
    },
  }
}
