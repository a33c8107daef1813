import { models } from '../tools/folders.mjs'
import { compileHost, java } from '../tools/java.mjs'
import { mavenLibraries } from '../tools/maven.mjs'
import { startPeer } from '../tools/process.mjs'

/** @returns {import('./index.mjs').ServerPeer} */
export function leshanServer(version = '2.0.0-M18') {
  const name = `leshan-server-${version}`
  return {
    name,
    judged: 'server',
    lwm2m: '1.1',
    upperTester: (web) => `leshan:http://127.0.0.1:${web}`,
    async install() {
      const jars = await mavenLibraries(name, [
        `org.eclipse.leshan:leshan-lwm2m-server:${version}`,
        `org.eclipse.leshan:leshan-tl-cf-server-coap:${version}`,
      ])
      const classPath = await compileHost(name, { jars, sources: ['leshan/web', `leshan/server-${version}`] })
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
