import { setTimeout as pause } from 'node:timers/promises'

/** A body of several blocks. */
export const large = 'They speak block by block. '.repeat(120)
export const small = 'hello from us'
const octets = (/** @type {string} */ text) => new TextEncoder().encode(text)
const text = (/** @type {Uint8Array} */ payload) => new TextDecoder().decode(payload)

/**
 * Serves what peers ask for: `small`, `large`, `late`, `store` and `observed`.
 * @param {import('../../dist/src/coap/index.js').CoapEndpoint} endpoint
 */
export function serve(endpoint) {
  const told = { stored: '', requests: 0 }
  endpoint.onRequest((request) => {
    told.requests++
    const path = request.path.join('/')
    const content = (/** @type {string} */ body) =>
      request.respond({ code: '2.05', contentFormat: 0, payload: octets(body) })
    if (path === 'small') content(small)
    else if (path === 'large') content(large)
    else if (path === 'late') setTimeout(() => content('late'), 2300)
    else if (path === 'store') {
      told.stored = text(request.payload)
      request.respond({ code: '2.04' })
    } else if (path === 'observed' && request.observe === 0) {
      const { peer, message } = request
      const value = (/** @type {number} */ observe) => ({
        code: /** @type {const} */ ('2.05'),
        contentFormat: 0,
        observe,
        payload: octets(observe === 1 ? 'one' : 'two'),
      })
      request.respond(value(1))
      setTimeout(() => endpoint.notify(peer, { token: message.token, ...value(2) }), 300)
    } else request.respond({ code: '4.04' })
  })
  return told
}

/** Where a server of a peer has what we ask for. @typedef {{ read: string, store: string, observed: string }} Names */

/**
 * Asks a peer for everything: a read, a body in blocks each way, an observation and its end.
 * @param {import('../../dist/src/coap/index.js').CoapEndpoint} endpoint
 * @param {import('../../dist/src/net/index.js').Address} to
 * @param {Names} names
 * @returns {Promise<string | undefined>} what did not go as it should
 */
export async function ask(endpoint, to, { read, store, observed }) {
  const request = (/** @type {any} */ draft) => endpoint.request(to, draft).response
  const got = await request({ method: 'GET', path: [read] })
  if (got.code !== '2.05') return `GET /${read} is answered ${got.code}`
  const put = await request({
    method: 'PUT',
    path: [store],
    contentFormat: 0,
    payload: octets(large),
    blockSize: 256,
  })
  if (put.code !== '2.04' && put.code !== '2.01') return `PUT /${store} in blocks is answered ${put.code}`
  const back = await request({ method: 'GET', path: [store], blockSize: 128 })
  if (text(back.payload) !== large) return `GET /${store} in blocks gives ${back.payload.length} octets`
  const observation = endpoint.request(to, { method: 'GET', path: [observed], observe: 0 })
  let notified = 0
  observation.onNotification(() => notified++)
  const first = await observation.response
  for (let tries = 0; tries < 60 && notified === 0; tries++) await pause(50)
  if (first.observe === undefined || notified === 0) return `no notification of /${observed}`
  const { token } = observation
  const cancelled = await request({ method: 'GET', path: [observed], observe: 1, token })
  if (cancelled.observe !== undefined) return 'the observation goes on'
  return undefined
}
