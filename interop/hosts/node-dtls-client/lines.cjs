// node lines.cjs FOLDER PORT IDENTITY KEY SUITE: a client of node-dtls-client that sends the lines it reads and prints
// what it gets. FOLDER holds its node_modules; the key is text.
const { join } = require('node:path')
const { createInterface } = require('node:readline')

const [folder, port, identity, key, suite] = process.argv.slice(2)
const { dtls } = require(join(folder, 'node_modules', 'node-dtls-client'))

const socket = dtls
  .createSocket({
    type: 'udp4',
    address: '127.0.0.1',
    port: Number(port),
    psk: { [identity]: key },
    ciphers: [suite],
    timeout: 2000,
  })
  .on('connected', () => {
    createInterface({ input: process.stdin }).on('line', (line) => socket.send(Buffer.from(`${line}\n`)))
  })
  .on('message', (message) => process.stdout.write(String(message)))
  .on('error', (failure) => console.log(`error: ${failure.message}`))
  .on('close', () => process.exit())
