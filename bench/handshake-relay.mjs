import { createSocket } from 'node:dgram'

const host = '127.0.0.1'
const changeCipherSpec = 20

/** @returns {Promise<import('node:dgram').Socket>} on a port of its own */
function bound() {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.bind(0, host, () => resolve(socket))
  })
}

/**
 * Stands between clients and a server, and times handshakes on the wire: from the first datagram of the client to the
 * ChangeCipherSpec of the server, which is its last word. How long a client takes to start does not count.
 * @param {number} port of the server
 */
export async function relayTo(port) {
  const front = await bound()
  const backs = []
  let told = () => {}
  const known = new Map()
  front.on('message', async (datagram, from) => {
    const key = `${from.address} ${from.port}`
    if (!known.has(key)) known.set(key, open(from, performance.now()))
    const back = await known.get(key)
    back.send(datagram, port, host)
  })
  async function open(from, start) {
    const back = await bound()
    backs.push(back)
    back.on('message', (datagram) => {
      if (datagram[0] === changeCipherSpec) told(performance.now() - start)
      front.send(datagram, from.port, from.address)
    })
    return back
  }
  return {
    port: front.address().port,
    /** Milliseconds of the next handshake. @returns {Promise<number>} */
    next: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('a handshake did not come to its end')), 10_000)
        told = (milliseconds) => {
          clearTimeout(timer)
          resolve(milliseconds)
        }
      }),
    close() {
      for (const socket of [front, ...backs]) socket.close()
    },
  }
}
