import { accountFor } from './credentials.mjs'

export const host = '127.0.0.1'

/** The rooms of the suite that are held against others; only there once it is built. */
export async function rooms() {
  const [dtls, net, coap, oscore] = await Promise.all([
    import('../../dist/src/dtls/index.js'),
    import('../../dist/src/net/index.js'),
    import('../../dist/src/coap/index.js'),
    import('../../dist/src/oscore/index.js'),
  ])
  return { dtls, net, coap, oscore }
}

/**
 * What we are to be in a trial.
 * @typedef {object} Manner
 * @property {'psk' | 'rpk' | 'x509'} mode
 * @property {string} suite its name
 * @property {Record<string, unknown>} [options] of the session, beyond what the account says
 * @property {Record<string, unknown>} [account] what is other in the account
 */

/**
 * Our end of DTLS, by the account that the suite itself would use.
 * @param {'client' | 'server'} role ours
 * @param {Manner} manner
 */
export async function openOurs(role, { mode, suite, options = {}, account = {} }) {
  const { dtls, net } = await rooms()
  const held = { ...accountFor(mode), ...account }
  const id = dtls.suites.find(({ name }) => name === suite)?.id
  const network = net.udpNetwork()
  const { clock, random } = network
  const end = {
    ...(role === 'server' ? dtls.serverEnd([held]) : dtls.deviceEnd(held, () => clock.now())),
    ...(id === undefined ? {} : { suites: [id] }),
    retransmission: { first: 500, longest: 1000, attempts: 4 },
    ...options,
  }
  const watch = new Watch()
  const carrier = await network.bind({ host, port: 0 })
  const socket = dtls.secureSocket(watch.over(carrier), {
    clock,
    random,
    [role]: () => end,
    onEvent: (_peer, event) => watch.take(event),
  })
  return { socket, watch, clock, random, port: carrier.local.port, close: () => socket.close() }
}

/**
 * What a handshake came to.
 * @typedef {{ association: import('../../dist/src/dtls/index.js').Association, longest: number }
 *   | { over: string }} Outcome `longest`: octets of the peer's longest datagram until then
 */

/** What becomes of a session. */
class Watch {
  /** The handshake's outcome. @type {Promise<Outcome>} */
  outcome
  /** @type {(outcome: Outcome) => void} */
  #settle = () => {}
  #complaint = ''
  #longest = 0

  constructor() {
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  /** Looks at what passes a socket. @template {import('../../dist/src/net/index.js').DatagramSocket} Socket @param {Socket} socket @returns {Socket} */
  over(socket) {
    return {
      ...socket,
      onDatagram: (told) =>
        socket.onDatagram((datagram, from) => {
          this.#longest = Math.max(this.#longest, datagram.length)
          told(datagram, from)
        }),
    }
  }

  /** @param {{ kind: string, [more: string]: any }} event */
  take({ kind, association, reason, violation }) {
    if (kind === 'established') this.#settle({ association, longest: this.#longest })
    else if (kind === 'closed' && reason.by === 'silence') this.giveUp()
    else if (kind === 'closed')
      this.#settle({ over: `refused by ${reason.by === 'us' ? 'us' : 'the peer'}: ${reason.alert}` })
    else if (violation !== undefined) this.#complaint = `${violation.within}: ${violation.text}; `
  }

  giveUp() {
    this.#settle({ over: 'no answer' })
  }

  /** The last thing that the peer did against a rule; for whoever has to find out why. */
  get complaint() {
    return this.#complaint
  }
}
