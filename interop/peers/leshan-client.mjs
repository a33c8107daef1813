import { models } from '../tools/folders.mjs'
import { compileHost, java } from '../tools/java.mjs'
import { mavenLibraries } from '../tools/maven.mjs'

/** Our Java around every release, and around those that can make up instances of any object. */
const common = ['leshan/device', 'leshan/client']
const withModels = [...common, 'leshan/client-models']

/** Which artifacts a release of Leshan's client is made of, and which of our hosts fits its interfaces. */
const releases = {
  '1.0.0-M3': {
    artifacts: ['leshan-client-cf'],
    sources: [...common, 'leshan/client-1.0.0-M9'],
    lwm2m: '1.0',
  },
  '1.0.0-M9': {
    artifacts: ['leshan-client-cf'],
    sources: [...common, 'leshan/client-1.0.0-M9'],
    lwm2m: '1.0',
  },
  '1.0.0-M12': {
    artifacts: ['leshan-client-cf'],
    sources: [...withModels, 'leshan/client-1.0.0-M12'],
    lwm2m: '1.0',
  },
  '1.0.0': { artifacts: ['leshan-client-cf'], sources: [...withModels, 'leshan/client-1.0.0'], lwm2m: '1.0' },
  '1.5.0': { artifacts: ['leshan-client-cf'], sources: [...withModels, 'leshan/client-1.0.0'], lwm2m: '1.0' },
  '2.0.0-M2': {
    artifacts: ['leshan-client-cf'],
    sources: [...withModels, 'leshan/client-2.0.0-M2'],
    lwm2m: '1.1',
  },
  '2.0.0-M4': {
    artifacts: ['leshan-client-cf'],
    sources: [...withModels, 'leshan/client-2.0.0-M2'],
    lwm2m: '1.1',
  },
  '2.0.0-M18': {
    artifacts: ['leshan-lwm2m-client', 'leshan-tl-cf-client-coap'],
    sources: [...withModels, 'leshan/client-2.0.0-M18'],
    lwm2m: '1.1',
  },
}

/**
 * A device made of one release of Eclipse Leshan's client library.
 * @param {keyof typeof releases} version
 * @param {Partial<import('./index.mjs').ClientPeer>} [more]
 * @returns {import('./index.mjs').ClientPeer}
 */
export function leshanClient(version, more = {}) {
  const { artifacts, sources, lwm2m } = releases[version]
  const name = `leshan-client-${version}`
  return {
    name,
    judged: 'client',
    lwm2m,
    ...more,
    async install() {
      const coordinates = artifacts.map((artifact) => `org.eclipse.leshan:${artifact}:${version}`)
      const jars = await mavenLibraries(name, coordinates)
      const classPath = await compileHost(name, { jars, sources })
      const device = (...account) =>
        java(classPath, 'InteropClient', [...account, '--endpoint', '{endpoint}', '--models', models])
      return {
        launch: device('--uri', '{uri}'),
        launchBootstrap: device('--bootstrap', '{bootstrapUri}'),
      }
    },
  }
}
