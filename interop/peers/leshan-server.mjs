import { join } from 'node:path'
import { models } from '../tools/folders.mjs'
import { compileHost, java, work } from '../tools/java.mjs'
import { mavenLibraries } from '../tools/maven.mjs'
import { freePorts } from '../tools/ports.mjs'
import { startPeer } from '../tools/process.mjs'

const host = '127.0.0.1'

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
    upperTester: (web) => `leshan:http://${host}:${web}`,
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

/** It was written for Java 8: its JSON looks into classes that later ones keep closed. */
const forItsJson = ['--add-opens', 'java.base/java.util=ALL-UNNAMED']

/**
 * Leshan's demo server itself: the one demo programme, and the one release of it, that the registry has. It cannot be
 * told composites yet, and speaks LwM2M 1.1.
 * @returns {import('./index.mjs').ServerPeer}
 */
export function leshanDemoServer(version = '2.0.0-M4') {
  const name = `leshan-server-demo-${version}`
  return {
    name,
    judged: 'server',
    lwm2m: '1.1',
    runs: ['101..108,2xx,301..307'],
    upperTester: (web) => `leshan:http://${host}:${web}`,
    async install() {
      const jars = await mavenLibraries(name, [
        `org.eclipse.leshan:leshan-server-demo:${version}:jar-with-dependencies`,
      ])
      return {
        async start({ log, port, web }) {
          const places = ['-lh', host, '-lp', `${port}`, '-wh', host, '-wp', `${web}`]
          const secured = ['-slh', host, '-slp', `${await freePorts(1)}`]
          const main = 'org.eclipse.leshan.server.demo.LeshanServerDemo'
          const words = java(
            join(jars, `leshan-server-demo-${version}-jar-with-dependencies.jar`),
            main,
            [...places, ...secured],
            forItsJson,
          )
          return startPeer(words, { log, cwd: work, ready: /Web server started/ })
        },
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
    upperTester: (web) => `leshan-bootstrap:http://${host}:${web}`,
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
