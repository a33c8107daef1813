import { createSocket } from 'node:dgram'
import { host } from './ours.mjs'

/** @returns {Promise<import('node:dgram').Socket>} */
function bound() {
  const socket = createSocket('udp4')
  return new Promise((resolve) => socket.bind(0, host, () => resolve(socket)))
}

/**
 * Stands between a client and a server, as a NAT does: the server sees the relay's address, and `move` changes it.
 * @param {number} port the server's
 */
export async function openRelay(port) {
  const inside = await bound()
  const opened = [inside]
  let client = 0
  const another = async () => {
    const socket = await bound()
    opened.push(socket)
    // Ports are used again: others may still send to who had this one before.
    socket.on('message', (datagram, from) => {
      if (from.port === port && client !== 0) inside.send(datagram, client, host)
    })
    return socket
  }
  let outside = await another()
  inside.on('message', (datagram, from) => {
    client = from.port
    outside.send(datagram, port, host)
  })
  return {
    port: inside.address().port,
    async move() {
      outside = await another()
    },
    close: () => {
      for (const socket of opened) socket.close()
    },
  }
}
