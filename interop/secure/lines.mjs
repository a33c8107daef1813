import { setTimeout as pause } from 'node:timers/promises'
import { freePorts } from '../tools/ports.mjs'
import { host, openOurs } from './ours.mjs'
import { openRelay } from './relay.mjs'
import { Talker } from './talker.mjs'

/** Seconds that a handshake may take. */
const longest = 8
const [fromUs, fromPeer] = ['a line from us', 'a line from the peer']
const octets = (/** @type {string} */ text) => new TextEncoder().encode(text)
const text = (/** @type {Uint8Array} */ payload) => new TextDecoder().decode(payload)

/**
 * Sessions with a program that passes lines on, and a line each way in each of them.
 * @typedef {object} Lines
 * @property {'client' | 'server'} role the peer's
 * @property {(before: any) => import('./ours.mjs').Manner} manner ours, after the association before
 * @property {(port: number, session: number) => readonly string[]} command of the peer, at or for a port
 * @property {string} [ready] what a server prints when it listens
 * @property {boolean} [echoes] a server that sends back what it gets; others send what they read
 * @property {boolean} [isMute] the handshake is all
 * @property {boolean} [moves] the client's address changes, and lines pass once more
 * @property {number} [sessions] so many, one after the other
 * @property {(association: any, longest: number) => string | undefined} [fault] what the last one lacks
 *
 * @typedef {import('./trial.mjs').Finding} Finding
 */

/** @param {Lines} lines @returns {Promise<Finding>} */
export async function passLines({ sessions = 1, fault, ...lines }) {
  const { role, command, ready = '' } = lines
  const port = role === 'server' ? await freePorts(1) : 0
  const server = role === 'server' ? new Talker(command(port, 1)) : undefined
  try {
    if (server !== undefined && !(await server.says(ready))) return { result: 'not ready', seen: server.said }
    // A server that says nothing is given a moment.
    if (ready === '') await pause(server === undefined ? 0 : 400)
    let before
    for (let session = 1; session < sessions; session++) {
      const { result, seen, association } = await oneSession(lines, session, { server, port, before })
      if (result !== 'works') return { result: `session ${session}: ${result}`, seen }
      before = association
    }
    const { result, seen } = await oneSession({ ...lines, ...(fault && { fault }) }, sessions, {
      server,
      port,
      before,
    })
    return { result, seen }
  } finally {
    await server?.stop()
  }
}

/** @param {Lines} lines @param {number} session @param {{ server: Talker | undefined, port: number, before: any }} with */
async function oneSession(
  { role, manner, command, echoes, fault, isMute, moves },
  session,
  { server, port, before },
) {
  const ours = await openOurs(role === 'client' ? 'server' : 'client', manner(before))
  const { socket, watch } = ours
  const relay = await openRelay(server === undefined ? ours.port : port)
  let peer = { host, port: moves ? relay.port : port }
  let received = ''
  socket.onDatagram((datagram, from) => {
    peer = from
    received += text(datagram)
  })
  const timer = setTimeout(() => watch.giveUp(), longest * 1000)
  const talker = server ?? new Talker(command(moves ? relay.port : ours.port, session))
  if (server !== undefined) void socket.connect?.(peer)
  try {
    const outcome = await watch.outcome
    const found = (/** @type {string} */ result) => ({
      result,
      seen: `${watch.complaint}${talker.said}`,
      association: 'association' in outcome ? outcome.association : undefined,
    })
    if ('over' in outcome) return found(outcome.over)
    const lacking = fault?.(outcome.association, outcome.longest)
    if (lacking !== undefined) return found(lacking)
    if (isMute) return found('works')
    const wanted = echoes ? fromUs : fromPeer
    const hear = async () => {
      if (!echoes) talker.write(`${fromPeer}\n`)
      for (let tries = 0; tries < 80 && !received.includes(wanted); tries++) await pause(50)
      return received.includes(wanted)
    }
    const tell = async () => {
      const said = talker.said.length
      socket.send(octets(`${fromUs}\n`), peer)
      return echoes || (await talker.says(fromUs, 4, said))
    }
    for (let round = 0; round < (moves ? 2 : 1); round++) {
      received = ''
      // Whose turn it is first: a server of ours does not know whom to tell before it was told something.
      const isTold = role === 'server' && (await tell())
      if (!(await hear())) return found('its data is lost')
      if (!isTold && !(await tell())) return found('our data is lost')
      await relay.move()
    }
    return found('works')
  } finally {
    clearTimeout(timer)
    await ours.close()
    relay.close()
    if (server === undefined) await talker.stop()
  }
}
