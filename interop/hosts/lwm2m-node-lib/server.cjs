// A server made of lwm2m-node-lib alone: node server.cjs FOLDER PORT, where FOLDER holds its node_modules.
const { join } = require('node:path')

const [folder, port] = process.argv.slice(2)
const { server } = require(join(folder, 'node_modules', 'lwm2m-node-lib'))

const config = {
  logLevel: 'FATAL',
  port: Number(port),
  lifetimeCheckInterval: 1000,
  udpWindow: 100,
  defaultType: 'Device',
  types: [],
  deviceRegistry: { type: 'memory' },
  ipProtocol: 'udp4',
  serverProtocol: 'udp4',
  formats: [
    { name: 'application-vnd-oma-lwm2m/text', value: 1541 },
    { name: 'application-vnd-oma-lwm2m/tlv', value: 1542 },
  ],
  writeFormat: 'application-vnd-oma-lwm2m/text',
}

server.start(config, (failure, started) => {
  if (failure) throw failure
  for (const event of ['registration', 'unregistration', 'updateRegistration'])
    server.setHandler(started, event, (...given) => given.at(-1)())
  console.log('ready')
})
