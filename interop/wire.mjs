import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mustRun, runToEnd } from './tools/command.mjs'

const host = '127.0.0.1'
const large = 'libcoap and ours speak block by block. '.repeat(100)
const octets = (text) => new TextEncoder().encode(text)
const text = (payload) => new TextDecoder().decode(payload)

/**
 * Holds our CoAP room against libcoap, both ways, and our captures against tshark. Prints a line for each check.
 * @param {readonly string[]} runFolders folders of runs whose captures are read
 * @returns {Promise<number>} how many checks failed
 */
export async function checkWire(runFolders) {
  const checks = [
    ...(await oursAsServer('udp')),
    ...(await oursAsServer('tcp')),
    ...(await oursAsClient('udp')),
    ...(await oursAsClient('tcp')),
    ...(await captures(runFolders)),
  ]
  for (const { what, seen } of checks)
    console.log(
      `${seen === undefined ? 'ok     ' : 'WRONG  '}  ${what}${seen === undefined ? '' : `: ${seen}`}`,
    )
  return checks.filter(({ seen }) => seen !== undefined).length
}

/** @param {string} what @param {boolean} isRight @param {string} seen */
function check(what, isRight, seen) {
  return { what, seen: isRight ? undefined : seen.trim().slice(-300) || 'nothing' }
}

/** coap-client of libcoap against our endpoint. @param {'udp' | 'tcp'} transport */
async function oursAsServer(transport) {
  const { endpoint } = await open(transport, 'listens')
  const { port } = endpoint.local
  const scheme = transport === 'tcp' ? 'coap+tcp' : 'coap'
  const say = (/** @type {string} */ what) => `${what} (${transport})`
  let stored = ''
  let observations = 0
  endpoint.onRequest((request) => {
    const path = request.path.join('/')
    if (path === 'small')
      return void request.respond({ code: '2.05', contentFormat: 0, payload: octets('hello') })
    if (path === 'large')
      return void request.respond({ code: '2.05', contentFormat: 0, payload: octets(large) })
    if (path === 'slow')
      return void setTimeout(
        () => request.respond({ code: '2.05', contentFormat: 0, payload: octets('late') }),
        2500,
      )
    if (path === 'store' && request.method === 'PUT') {
      stored = text(request.payload)
      return void request.respond({ code: '2.04' })
    }
    if (path === 'observed' && request.observe === 0) {
      observations++
      const { peer } = request
      request.respond({ code: '2.05', contentFormat: 0, observe: 1, payload: octets('one') })
      setTimeout(() => {
        endpoint.notify(peer, {
          token: request.message.token,
          code: '2.05',
          contentFormat: 0,
          observe: 2,
          payload: octets('two'),
        })
      }, 300)
      return
    }
    request.respond({ code: path === 'observed' ? '2.05' : '4.04' })
  })
  const client = async (/** @type {readonly string[]} */ words, path) => {
    const { output } = await runToEnd(
      'coap-client-notls',
      ['-B', '8', ...words, `${scheme}://${host}:${port}/${path}`],
      { timeout: 20 },
    )
    return output
  }
  const [small, big, late, missing] = [
    await client([], 'small'),
    await client([], 'large'),
    await client([], 'slow'),
    await client([], 'nowhere'),
  ]
  const put = await client(['-m', 'put', '-t', '0', '-e', large], 'store')
  const observed = await client(['-s', '2'], 'observed')
  await endpoint.close()
  return [
    check(say('coap-client reads from us'), small.includes('hello'), small),
    check(say('coap-client reads a body of several blocks from us'), big.includes(large.trim()), big),
    check(say('coap-client takes a separate response from us'), late.includes('late'), late),
    check(say('coap-client is told 4.04 by us'), missing.includes('4.04'), missing),
    check(
      say('coap-client writes a body of several blocks to us'),
      stored === large,
      `${stored.length} octets; ${put}`,
    ),
    check(
      say('coap-client observes a resource of ours'),
      observations > 0 && observed.includes('one') && observed.includes('two'),
      observed,
    ),
  ]
}

/** Our endpoint against coap-server of libcoap. @param {'udp' | 'tcp'} transport */
async function oursAsClient(transport) {
  const { endpoint } = await open(transport, 'connects')
  const theirs = await freePort()
  const say = (/** @type {string} */ what) => `${what} (${transport})`
  const server = spawn('coap-server-notls', ['-A', host, '-p', String(theirs), '-d', '10'], {
    stdio: 'ignore',
  })
  const to = { host, port: theirs }
  try {
    await pause(500)
    const ask = async (draft) => endpoint.request(to, draft).response
    const time = await ask({ method: 'GET', path: ['time'] })
    const put = await ask({
      method: 'PUT',
      path: ['example_data'],
      contentFormat: 0,
      payload: octets(large),
      blockSize: 64,
    })
    const read = await ask({ method: 'GET', path: ['example_data'], blockSize: 32 })
    const wellKnown = await ask({ method: 'GET', path: ['.well-known', 'core'] })
    const observation = endpoint.request(to, { method: 'GET', path: ['time'], observe: 0 })
    let notified = 0
    observation.onNotification(() => notified++)
    const first = await observation.response
    await pause(2500)
    const cancelled = await ask({ method: 'GET', path: ['time'], observe: 1, token: observation.token })
    const ping = await endpoint.ping(to)
    return [
      check(say('we read from coap-server'), time.code === '2.05' && time.payload.length > 0, time.code),
      check(
        say('we write a body of several blocks to coap-server'),
        put.code === '2.04' || put.code === '2.01',
        put.code,
      ),
      check(
        say('we read it back in other blocks'),
        text(read.payload) === large,
        `${read.code}, ${read.payload.length} octets`,
      ),
      check(
        say('coap-server lists its resources in link-format'),
        wellKnown.contentFormat === 40,
        String(wellKnown.contentFormat),
      ),
      check(
        say('we observe a resource of coap-server'),
        first.observe !== undefined && notified >= 1,
        `${notified} notifications`,
      ),
      check(
        say('coap-server takes our cancellation'),
        cancelled.code === '2.05' && cancelled.observe === undefined,
        cancelled.code,
      ),
      check(say('coap-server answers our ping'), ping, 'no sign of life'),
    ]
  } finally {
    server.kill()
    await endpoint.close()
  }
}

/**
 * tshark on our captures: as many frames as the journal has messages, with our comments. What is sound to the journal is
 * sound to tshark; of what some cases break on purpose, tshark takes offence at some and not at the rest.
 */
async function captures(runFolders) {
  const checks = []
  for (const folder of runFolders) {
    const journal = readFileSync(join(folder, 'journal.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const messages = journal.filter(({ event }) => event === 'message')
    const ports = new Set(
      messages.flatMap(({ from, to }) => [from, to]).map((address) => address.split(':').at(-1)),
    )
    const decode = [...ports].flatMap((port) => ['-d', `udp.port==${port},coap`])
    let [frames, sound, comments, malformed] = [0, 0, 0, 0]
    for (const line of await linesOfTshark(folder, decode)) {
      const [mid = '', comment = '', offence = '', protocols = ''] = line.split('\t')
      // What a payload holds is another matter: some cases send broken TLV in sound CoAP.
      const isBad = offence !== '' && protocols.endsWith(':coap')
      frames++
      if (mid !== '' && !isBad) sound++
      if (comment !== '') comments++
      if (isBad) malformed++
    }
    const name = folder.split('/').slice(-2).join('/')
    const wanted = messages.length
    const broken = messages.filter(({ violations }) => violations.length > 0).length
    checks.push(
      check(
        `tshark reads every message of ${name} as CoAP`,
        wanted > 0 && frames === wanted && sound >= wanted - broken && malformed <= broken,
        `${frames} of ${wanted}, ${sound} sound and ${malformed} malformed where ${broken} are broken`,
      ),
    )
    checks.push(
      check(`tshark shows which criterion a frame decided in ${name}`, comments > 0, `${comments} comments`),
    )
  }
  return checks
}

/**
 * A line for each frame of the captures of a run, of message ID, comment, offence and protocols. They are put together
 * first: to start takes tshark longer than to read.
 * @param {string} folder
 * @param {readonly string[]} decode
 */
async function linesOfTshark(folder, decode) {
  const evidence = join(folder, 'evidence')
  const files = readdirSync(evidence).map((file) => join(evidence, file))
  const together = join(folder, 'together.pcapng')
  await mustRun('putting captures together', ['mergecap', '-a', '-w', together, ...files], { timeout: 60 })
  const fields = ['coap.mid', 'frame.comment', '_ws.malformed', 'frame.protocols'].flatMap((one) => [
    '-e',
    one,
  ])
  const words = ['-r', together, ...decode, '-T', 'fields', ...fields]
  const { output } = await runToEnd('tshark', words, { timeout: 60 })
  return output.split('\n').filter((line) => line.includes('\t'))
}

/** Our endpoint on a free port. @param {'udp' | 'tcp'} transport @param {'listens' | 'connects'} role */
async function open(transport, role) {
  // Only there once the suite is built.
  const { openEndpoint } = await import('../dist/src/coap/index.js')
  const { udpNetwork } = await import('../dist/src/net/index.js')
  const network = udpNetwork()
  const { clock, random } = network
  const endpoint = await openEndpoint(network, { transport, role, local: { host, port: 0 }, clock, random })
  return { endpoint }
}

/** A port that was free a moment ago, by UDP and by TCP. */
async function freePort() {
  const { endpoint } = await open('tcp', 'listens')
  const { port } = endpoint.local
  await endpoint.close()
  return port
}
