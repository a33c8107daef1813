import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { SetupError } from './command.mjs'

/** Below the ports that systems give to whoever asks for any, so that nobody gets one of ours by chance. */
const [lowest, highest] = [20000, 32000]
const host = '127.0.0.1'
/** @type {Set<number>} given to another peer of this process */
const taken = new Set()

/**
 * Ports on loopback, one after the other, that nobody has by UDP or by TCP; never given twice by one process.
 * @param {number} count
 * @returns {Promise<number>} the first of them
 * @throws SetupError when there are none
 */
export async function freePorts(count) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const first = lowest + Math.floor(Math.random() * (highest - lowest - count))
    const ports = Array.from({ length: count }, (_, index) => first + index)
    if (ports.some((port) => taken.has(port))) continue
    for (const port of ports) taken.add(port)
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first
  }
  throw new SetupError(`no ${count} free ports between ${lowest} and ${highest}`)
}

/** @param {number} port @returns {Promise<boolean>} */
async function isFree(port) {
  return (await canBind(port)) && (await canListen(port))
}

/** @param {number} port @returns {Promise<boolean>} */
function canBind(port) {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.on('error', () => {
      socket.close()
      resolve(false)
    })
    socket.bind(port, host, () => socket.close(() => resolve(true)))
  })
}

/** @param {number} port @returns {Promise<boolean>} */
function canListen(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
