// A device made of lwm2m-node-lib alone: node client.cjs FOLDER URI ENDPOINT, where FOLDER holds its node_modules.
const { join } = require('node:path')
const { promisify } = require('node:util')

const [folder, uri, endpoint] = process.argv.slice(2)
const library = join(folder, 'node_modules', 'lwm2m-node-lib')
const { client } = require(library)
const { hostname, port } = new URL(uri)

const config = {
  lifetime: '86400',
  version: '1.0',
  logLevel: 'FATAL',
  observe: { period: 3000 },
  ipProtocol: 'udp4',
  serverProtocol: 'udp4',
  formats: [{ name: 'text/plain', value: 0 }],
  writeFormat: 'text/plain',
}

/** The Server account's own object, and a Device after ETS configuration C.3. What can be executed holds a value too. */
const values = {
  '/1/0': { 0: '1', 1: config.lifetime, 4: '-', 5: '86400', 6: '0', 7: 'U', 8: '-' },
  '/3/0': {
    0: 'Open Interop',
    1: 'lwm2m-node-lib',
    2: '345000123',
    3: '1.0',
    4: '-',
    9: '100',
    14: '+00:00',
    15: 'Etc/UTC',
    16: 'U',
  },
}

let session

async function begin() {
  session = await promisify(client.register)(hostname, port || '5683', '', endpoint)
  client.setHandler(session.serverInfo, 'execute', executed)
  client.setHandler(session.serverInfo, 'write', written)
}

/** After the answer is out; the library leaves to its user when to send an Update. */
function soon(what) {
  setTimeout(() => what().catch((failure) => console.error(failure.message)), 200)
}

async function update() {
  await promisify(client.update)(session)
  client.setHandler(session.serverInfo, 'execute', executed)
  client.setHandler(session.serverInfo, 'write', written)
}

async function leave() {
  await promisify(client.unregister)(session)
  setTimeout(() => soon(begin), Number(values['/1/0'][5]) * 1000)
}

function executed(object, _instance, resource, _argument, done) {
  if (`/${object}/${resource}` === '/1/4') soon(leave)
  if (`/${object}/${resource}` === '/1/8') soon(update)
  if (`/${object}/${resource}` === '/3/4') soon(begin)
  done(null)
}

function written(object, _instance, resource, value, done) {
  if (`/${object}/${resource}` === '/1/1') {
    config.lifetime = String(value)
    soon(update)
  }
  if (`/${object}/${resource}` === '/1/5') values['/1/0'][5] = String(value)
  done(null)
}

async function main() {
  // Early releases read a file of their own instead.
  if (client.init === undefined) Object.assign(require(join(library, 'config')).client, config)
  else client.init({ client: config })
  for (const [path, resources] of Object.entries(values)) {
    await promisify(client.registry.create)(path)
    for (const [id, value] of Object.entries(resources))
      await promisify(client.registry.setResource)(path, id, value)
  }
  await begin()
  console.log('ready')
}

main().catch((failure) => {
  console.error(failure)
  process.exitCode = 1
})
