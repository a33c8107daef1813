import { freePorts } from '../tools/ports.mjs'
import { ask, large, serve, small } from './coap.mjs'
import { host, openOurs, rooms } from './ours.mjs'
import { openRelay } from './relay.mjs'
import { Talker } from './talker.mjs'

/** Seconds that a host takes to start and to ask everything. */
const longest = 40

/** What a host as client is told to ask, and what its answer says when all went well. */
const questions = {
  small: (/** @type {string} */ answer) => answer.includes(small),
  large: (/** @type {string} */ answer) => answer.includes(large.trim()),
  late: (/** @type {string} */ answer) => answer.includes('late'),
  store: (/** @type {string} */ answer) => answer.includes('2.04'),
  observed: (/** @type {string} */ answer) => answer.includes('one two'),
}

/**
 * Our end of a conversation.
 * @typedef {object} Ours
 * @property {import('../../dist/src/coap/index.js').CoapEndpoint} endpoint
 * @property {() => Promise<string | undefined>} outcome what has come of the handshake, if not what it should
 *
 * A conversation with our few lines around a library. As a client a host is given questions, prints a line for each
 * answer and ends; as a server it prints `ready`.
 * @typedef {object} Hosted
 * @property {'client' | 'server'} role the host's
 * @property {(role: 'client' | 'server', to?: import('../../dist/src/net/index.js').Address) => Promise<Ours>} open ours
 * @property {(port: number) => readonly string[]} command of the host; questions are added for a client
 * @property {boolean} [isShort] a read is all
 * @property {readonly (keyof typeof questions)[]} [asks] what a client asks; everything unless it is short
 * @property {boolean} [moves] the client's address changes after the first read
 *
 * @param {Hosted} hosted
 * @returns {Promise<import('./trial.mjs').Finding>}
 */
export function converse(hosted) {
  return hosted.role === 'client' ? theyAsk(hosted) : weAsk(hosted)
}

/** @param {Hosted} hosted @returns {Promise<import('./trial.mjs').Finding>} */
async function theyAsk({ open, command, isShort, asks, moves }) {
  const { endpoint, outcome } = await open('server')
  const told = serve(endpoint)
  const all = isShort ? ['small'] : (asks ?? Object.keys(questions))
  const asked = Object.entries(questions).filter(([name]) => all.includes(name))
  const relay = await openRelay(endpoint.local.port)
  const { port } = moves ? relay : endpoint.local
  const talker = new Talker([...command(port), ...asked.map(([name]) => name)])
  try {
    const over = await outcome()
    if (over !== undefined) return { result: over, seen: talker.said }
    for (const [name, isRight] of asked) {
      await talker.says(`${name}: `, longest)
      await talker.says('\n', longest, talker.said.indexOf(`${name}: `))
      const answer = talker.said.split('\n').find((line) => line.startsWith(`${name}: `)) ?? 'no answer'
      const isServed = told.requests > 0 || answer.endsWith('no answer')
      if (!isRight(answer))
        return { result: isServed ? `its ${answer.slice(0, 60)}` : 'refused by us', seen: talker.said }
      if (name === 'small') await relay.move()
    }
    if (all.includes('store') && told.stored !== large)
      return { result: 'its body is lost', seen: told.stored }
    return { result: 'works', seen: talker.said }
  } finally {
    await talker.stop()
    await endpoint.close()
    relay.close()
  }
}

/** @param {Hosted} hosted @returns {Promise<import('./trial.mjs').Finding>} */
async function weAsk({ open, command, isShort, moves }) {
  const port = await freePorts(1)
  const talker = new Talker(command(port))
  if (!(await talker.says('ready', longest))) {
    await talker.stop()
    return { result: 'not ready', seen: talker.said }
  }
  const relay = await openRelay(port)
  const to = { host, port: moves ? relay.port : port }
  const { endpoint, outcome } = await open('client', to)
  const found = (/** @type {string} */ result) => ({ result, seen: talker.said })
  try {
    void endpoint.connect(to)
    const over = await outcome()
    if (over !== undefined) return found(over)
    const { code } = await endpoint.request(to, { method: 'GET', path: ['small'] }).response
    if (code !== '2.05') return found(`refused by the peer: ${code}`)
    if (isShort) return found('works')
    await relay.move()
    return found(
      (await ask(endpoint, to, { read: 'small', store: 'store', observed: 'observed' })) ?? 'works',
    )
  } catch (failure) {
    return found(String(failure))
  } finally {
    await endpoint.close()
    await talker.stop()
    relay.close()
  }
}

/**
 * Our end under DTLS.
 * @param {import('./ours.mjs').Manner} manner
 * @param {(association: any) => string | undefined} [fault] what the association lacks
 * @returns {Hosted['open']}
 */
export const underDtls = (manner, fault) => async (role) => {
  const { coap } = await rooms()
  const { socket, watch, clock, random } = await openOurs(role, manner)
  const endpoint = coap.createEndpoint(socket, { clock, random })
  const outcome = async () => {
    const timer = setTimeout(() => watch.giveUp(), longest * 1000)
    const found = await watch.outcome
    clearTimeout(timer)
    return 'over' in found ? found.over : fault?.(found.association)
  }
  return { endpoint, outcome }
}

/**
 * A security context of OSCORE, as its client has it; octets in hexadecimal.
 * @typedef {object} Shared
 * @property {string} secret
 * @property {string} [salt]
 * @property {string} client
 * @property {string} server
 * @property {string} [idContext]
 * @property {number} [aead] @property {number} [hkdf] numbers of COSE
 *
 * Our end under OSCORE.
 * @param {Shared} shared
 * @param {{ isLost?: boolean }} [how] `isLost`: as a client we have lost the context's state and negotiate (RFC 8613 B.2)
 * @returns {Hosted['open']}
 */
export const underOscore =
  (shared, { isLost = false } = {}) =>
  async (role, to) => {
    const { coap, net, oscore } = await rooms()
    const network = net.udpNetwork()
    const { clock, random } = network
    const octets = (/** @type {string} */ hex) => new Uint8Array(Buffer.from(hex, 'hex'))
    const { secret, salt, client, server, idContext, aead, hkdf } = shared
    const parameters = {
      masterSecret: octets(secret),
      ...(salt === undefined ? {} : { masterSalt: octets(salt) }),
      ...(idContext === undefined ? {} : { idContext: octets(idContext) }),
      ...(aead === undefined ? {} : { aead }),
      ...(hkdf === undefined ? {} : { hkdf }),
      senderId: octets(client),
      recipientId: octets(server),
    }
    const keyring =
      role === 'server' ? oscore.servingKeyring([oscore.otherEnd(parameters)]) : new oscore.Keyring()
    const context = new oscore.SecurityContext(parameters)
    if (role === 'client') keyring.add(context, to)
    const { protection, negotiate } = oscore.createOscore({ clock, random, keyring, negotiates: true })
    const socket = await network.bind({ host, port: 0 })
    const endpoint = coap.createEndpoint(socket, { clock, random, protection })
    if (isLost) negotiate(context)
    return { endpoint, outcome: async () => undefined }
  }
