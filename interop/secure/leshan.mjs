import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectedOf } from '../expectations.mjs'
import { judge } from '../suite.mjs'
import { models, ownRuns } from '../tools/folders.mjs'
import { compileHost, java } from '../tools/java.mjs'
import { mavenLibraries } from '../tools/maven.mjs'
import { startPeer } from '../tools/process.mjs'
import { makeCredentials, pem, psk } from './credentials.mjs'
import { opened } from './opened.mjs'
import { lacking } from './trial.mjs'

/** @typedef {'psk' | 'rpk' | 'x509' | 'oscore'} Channel */

/** OSCORE is in none of the releases after this one. */
const [dtlsRelease, oscoreRelease] = ['2.0.0-M18', '2.0.0-M15']
const oscore = {
  secret: '0102030405060708090a0b0c0d0e0f10',
  salt: '9e7ca92223786340',
  client: 'aa',
  server: 'bb',
}

const artifacts = {
  client: ['leshan-lwm2m-client', 'leshan-tl-cf-client-coap'],
  server: ['leshan-lwm2m-server', 'leshan-tl-cf-server-coap'],
  oscore: ['leshan-server-cf'],
}

/** @param {'client' | 'server'} role @param {Channel} channel @returns {Promise<string>} the class path */
async function install(role, channel) {
  await makeCredentials()
  const isOscore = channel === 'oscore'
  const release = isOscore ? oscoreRelease : dtlsRelease
  const jars = await mavenLibraries(
    `leshan-${role}-${release}`,
    artifacts[isOscore ? 'oscore' : role].map((artifact) => `org.eclipse.leshan:${artifact}:${release}`),
  )
  const variant = isOscore ? 'oscore' : 'coaps'
  const common = role === 'client' ? ['leshan/device'] : ['leshan/web', 'leshan/server']
  const name = `${role}-${release}-${variant}`
  return compileHost(`leshan-${name}`, { jars, sources: [...common, `leshan/${name}`] })
}

/** What its host is told, by name. @param {'client' | 'server'} role @param {Channel} channel */
function secretsOf(role, channel) {
  const part = channel === 'rpk' ? 'public' : 'certificate'
  const [own, key] = [pem(role, part), pem(role, 'key')]
  if (channel === 'psk') return { mode: channel, identity: psk.identity, secret: psk.key }
  if (channel === 'oscore') {
    const { server: sender, client: recipient, secret, salt } = oscore
    return { sender, recipient, secret, salt }
  }
  return {
    ...{ mode: channel, own, key, ca: pem('ca', 'certificate') },
    ...{ server: pem('server', part), client: pem('client', part) },
  }
}

/** The file with the account, as the suite has it. @param {string} folder @param {Channel} channel */
function accountFile(folder, channel) {
  const text = (/** @type {import('./credentials.mjs').Whose} */ whose, part) =>
    readFileSync(pem(whose, part), 'utf8')
  const part = channel === 'rpk' ? 'public' : 'certificate'
  const account =
    {
      psk: () => ({ mode: channel, identity: psk.identity, secretKey: psk.key }),
      oscore: () => ({
        ...{ masterSecret: oscore.secret, masterSalt: oscore.salt },
        ...{ senderId: oscore.client, recipientId: oscore.server },
      }),
    }[channel] ??
    (() => ({
      ...{ mode: channel, identity: text('client', part), secretKey: text('client', 'key') },
      ...{ serverPublicKey: text('server', part), serverSecretKey: text('server', 'key') },
    }))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `account-${channel}.json`)
  writeFileSync(file, JSON.stringify(account()))
  return file
}

/** Leshan over a channel, as the suite judges it. @param {'client' | 'server'} role @param {Channel} channel @param {string} account */
function peerOver(role, channel, account) {
  const secrets = Object.entries(secretsOf(role, channel))
  const name = role === 'server' ? ['--endpoint', psk.identity] : []
  const facts = {
    name: psk.identity,
    lwm2m: /** @type {const} */ ('1.1'),
    channel: {
      scheme: channel === 'oscore' ? 'coap' : 'coaps',
      words: [...name, '--channel', channel, channel === 'oscore' ? '--oscore' : '--account', account],
    },
  }
  if (role === 'client')
    return {
      ...facts,
      judged: /** @type {const} */ ('client'),
      async install() {
        const given = secrets.flatMap(([name, value]) => [`--${name}`, value])
        const words = ['--uri', '{uri}', '--endpoint', '{endpoint}', '--models', models, ...given]
        return { launch: java(await install(role, channel), 'SecureClient', words) }
      },
    }
  return {
    ...facts,
    judged: /** @type {const} */ ('server'),
    upperTester: (/** @type {number} */ web) => `leshan:http://127.0.0.1:${web}`,
    async install() {
      const classPath = await install(role, channel)
      const properties = [...secrets, ['endpoint', psk.identity]].map(([name, value]) => `-D${name}=${value}`)
      return {
        start: ({ port, web, log }) => {
          const [file = '', ...words] = java(classPath, 'InteropServer', [
            ...['--port', `${port}`, '--web', `${web}`, '--models', models],
          ])
          return startPeer([file, ...properties, ...words], { log })
        },
      }
    },
  }
}

/** Register, Update, Deregister, a read and an observation. */
const cases = 'int-101,int-102,int-103,int-222,int-301'
const withoutReports = 'int-101,int-102,int-103'

/**
 * Two trials of one run: the verdicts are those over plain CoAP, and tshark opens every message of the captures.
 * @param {'client' | 'server'} role
 * @param {Channel} channel
 * @returns {import('./trial.mjs').Trial[]}
 */
function trialsOver(role, channel) {
  const isOscore = channel === 'oscore'
  const selection = isOscore ? withoutReports : cases
  const folder = () => join(ownRuns(), `secure-leshan-${role}-${channel}`)
  /** @type {ReturnType<typeof judge> | undefined} */
  let judged
  const run = () => {
    judged ??= judgeOnce()
    return judged
  }
  const judgeOnce = () => {
    const account = accountFile(`${folder()}-account`, channel)
    const sitting = { peer: peerOver(role, channel, account), selection, folder: folder() }
    return judge(sitting, { echo: false, signal: new AbortController().signal })
  }
  const facts = { role, channel: channel === 'oscore' ? 'OSCORE' : `DTLS, ${channel}`, due: 'works' }
  return [
    {
      ...facts,
      feature: `${selection.replaceAll(',int-', ', ')} as over plain CoAP`,
      ...(isOscore && {
        note: 'no further: after another Register it begins at Partial IV 0 again with the same keys, which is refused',
      }),
      run: async () => {
        const plain = expectedOf(`leshan-${role}-2.0.0-M18`)
        const others = (await run()).filter(({ id, verdict }) => verdict !== plain[id]?.verdict)
        const told = others.map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`).join('; ')
        // Whoever tries once more judges once more.
        if (told !== '') judged = undefined
        return { result: told === '' ? 'works' : told, seen: folder() }
      },
    },
    {
      ...facts,
      feature: 'tshark opens every message of the captures',
      run: async () => {
        await run()
        return opened(join(folder(), 'latest'), channel === 'oscore' ? 'OSCORE' : 'DTLS')
      },
    },
  ]
}

/** @type {import('./trial.mjs').SecurePeer} */
export const leshan = {
  name: 'leshan',
  title: `Leshan ${dtlsRelease}, with OSCORE ${oscoreRelease} (Maven Central)`,
  async install() {
    await install('client', 'psk')
    await install('server', 'psk')
    await install('server', 'oscore')
  },
  trials: /** @type {const} */ (['client', 'server'])
    .flatMap((role) =>
      /** @type {const} */ (['psk', 'rpk', 'x509']).flatMap((channel) => trialsOver(role, channel)),
    )
    .concat(
      lacking({
        role: 'client',
        channel: 'OSCORE',
        feature: 'int-101',
        note: 'it does not repeat its Register with the Echo that our Server asks for (RFC 8613 B.1.2)',
      }),
      trialsOver('server', 'oscore'),
    ),
}
