import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { secureSocket } from '#dtls'
import { systemClock, systemRandom, udpNetwork } from '#net'
import { relayTo } from './handshake-relay.mjs'
import { compare, median, run } from './measure.mjs'

const peer = 'node-dtls-client@1.1.1'
const host = '127.0.0.1'
const identity = 'client'
const key = '000102030405060708090a0b0c0d0e0f'
const suite = 'TLS_PSK_WITH_AES_128_CCM_8'
const handshakes = 20
const records = 5_000
const content = Buffer.alloc(64, 0x61)

/** The peer, installed once into a folder of its own. */
async function installed(root) {
  const folder = join(root, 'bench/.cache')
  const main = join(folder, 'node_modules/node-dtls-client/package.json')
  const options = ['--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  if (!existsSync(main)) await run('npm', ['install', ...options, peer])
  return createRequire(main)('node-dtls-client').dtls
}

/** Our server, in a process of its own; both clients meet it. */
const server = `
  import { secureSocket } from '#dtls'
  import { systemClock, systemRandom, udpNetwork } from '#net'
  const raw = await udpNetwork().bind({ host: '${host}' })
  const psk = () => Buffer.from('${key}', 'hex')
  secureSocket(raw, { clock: systemClock, random: systemRandom(), server: () => ({ psk }) })
  process.stdout.write(String(raw.local.port))
`

async function serve(root) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', server], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(Number(text)))
    child.on('close', () => reject(new Error('the server ended before it served anybody')))
  })
  return { port, stop: () => child.kill() }
}

/** Our client with an association, and where what it sends goes from then on. */
async function ours(network, port) {
  let send
  const raw = await network.bind({ host })
  const socket = secureSocket(
    { ...raw, local: raw.local, send: (datagram, to) => (send ?? raw.send.bind(raw))(datagram, to) },
    {
      clock: systemClock,
      random: systemRandom(),
      client: () => ({
        psk: { identity: Buffer.from(identity), key: Buffer.from(key, 'hex') },
        suites: [0xc0a8],
      }),
    },
  )
  if (!(await socket.connect({ host, port }))) throw new Error('our handshake failed')
  return {
    socket,
    sendTo: (other) => {
      send = other
    },
  }
}

/** The peer's client with an association. */
function theirs(dtls, port) {
  return new Promise((resolve, reject) => {
    const psk = { [identity]: Buffer.from(key, 'hex') }
    const socket = dtls.createSocket({
      type: 'udp4',
      address: host,
      port,
      psk,
      ciphers: [suite],
      timeout: 10_000,
    })
    socket.on('connected', () => resolve(socket))
    socket.on('error', (error) => reject(new Error(`the handshake of ${peer} failed: ${error.message}`)))
  })
}

const perSecond = (count, milliseconds) => `${Math.round((count * 1000) / milliseconds)} /s`

const row = (what, count, { ours, base, ratio }) => ({
  what,
  ours: perSecond(count, ours),
  base: perSecond(count, base),
  // Of rates: above 1, ours are more.
  ratio: `${(1 / ratio).toFixed(2)} ×`,
  target: 'none',
  missed: false,
})

/** How many octets of AES-128-CCM OpenSSL seals in a second, in pieces as long as our content. */
function openSslSpeed() {
  const output = execFileSync(
    'openssl',
    ['speed', '-seconds', '1', '-bytes', `${content.length}`, '-evp', 'aes-128-ccm'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const thousands = Number(/^aes-128-ccm\s+([\d.]+)k/im.exec(output)?.[1])
  if (!(thousands > 0)) throw new Error('openssl speed says nothing of aes-128-ccm')
  return (thousands * 1000) / content.length
}

/** One handshake of OpenSSL with our server; it waits for half a second when it ends, which does not count. */
async function ofOpenSsl(relay) {
  const [where, cipher] = [`${host}:${relay.port}`, 'PSK-AES128-CCM8:@SECLEVEL=0']
  const words = ['-dtls1_2', '-connect', where, '-psk_identity', identity, '-psk', key, '-cipher', cipher]
  const spent = relay.next()
  const child = spawn('openssl', ['s_client', ...words], { stdio: ['pipe', 'ignore', 'ignore'] })
  try {
    return await spent
  } finally {
    child.kill('SIGKILL')
  }
}

/** Handshakes of OpenSSL and ours in turn, each with our server, as the wire has them. */
async function besideOpenSsl(network, port) {
  const relay = await relayTo(port)
  try {
    const pairs = []
    for (let round = -2; round < 15; round++) {
      const spent = relay.next()
      const own = await ours(network, relay.port)
      const pair = [await spent, await ofOpenSsl(relay)]
      await own.socket.close()
      if (round >= 0) pairs.push(pair)
    }
    return {
      ours: median(pairs.map(([first]) => first)),
      base: median(pairs.map(([, second]) => second)),
      ratio: median(pairs.map(([first, second]) => first / second)),
    }
  } finally {
    relay.close()
  }
}

/** PSK handshakes, and sealed records, a second. Reported only: ours also judges what it reads. */
export async function dtls(root) {
  const failed = (what, reason) => ({ what, skipped: reason })
  let library
  try {
    library = await installed(root)
  } catch (error) {
    const reason = `${peer} could not be installed: ${error.message.trim().split('\n')[0]}`
    return [failed('PSK handshakes and sealed records of DTLS', reason)]
  }
  const network = udpNetwork()
  const { port, stop } = await serve(root)
  try {
    const shaken = await compare(
      async () => {
        for (let count = 0; count < handshakes; count++) await (await ours(network, port)).socket.close()
      },
      async () => {
        for (let count = 0; count < handshakes; count++) {
          const socket = await theirs(library, port)
          await new Promise((resolve) => socket.close(resolve))
        }
      },
      7,
    )
    const [own, other] = [await ours(network, port), await theirs(library, port)]
    own.sendTo(() => {})
    other.recordLayer.udpSocket = { send() {} }
    const sealing = (send) => () => {
      for (let count = 0; count < records; count++) send()
    }
    const sealed = await compare(
      sealing(() => own.socket.send(content, { host, port })),
      sealing(() => other.send(content)),
      7,
    )
    other.udp.close()
    await own.socket.close()
    const hasOpenSsl = await run('openssl', ['version']).then(
      () => true,
      () => false,
    )
    const bare = hasOpenSsl && (records * 1000) / openSslSpeed()
    const withOpenSsl = 'PSK handshake with our server (openssl s_client), on the wire'
    const alone = 'record of 64 octets sealed (openssl speed: the cipher alone)'
    return [
      row('PSK handshake (node-dtls-client)', handshakes, shaken),
      row('record of 64 octets sealed (node-dtls-client)', records, sealed),
      bare
        ? row(alone, records, { ours: sealed.ours, base: bare, ratio: sealed.ours / bare })
        : failed(alone, 'openssl is not installed'),
      hasOpenSsl
        ? row(withOpenSsl, 1, await besideOpenSsl(network, port))
        : failed(withOpenSsl, 'openssl is not installed'),
    ]
  } finally {
    stop()
  }
}
