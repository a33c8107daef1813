// A server made of lwm2m-node-lib alone: node server.cjs FOLDER PORT WEB, where FOLDER holds its node_modules and
// WEB is the TCP port of its upper tester.
const { createServer } = require('node:http')
const { join } = require('node:path')
const { promisify } = require('node:util')

const [folder, port, web] = process.argv.slice(2)
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
  formats: [{ name: 'text/plain', value: 0 }],
  writeFormat: 'text/plain',
}

const deviceNamed = (endpoint) => promisify(server.getRegistry().getByName)(endpoint)
const write = promisify(server.write)
const execute = promisify(server.execute)

/** What the upper tester can do: a verb, the device's own name for itself, the three numbers of a path. */
const verbs = {
  write: (device, ids, { content }) => write(device, ...ids, String(content[''])),
  execute: (device, ids, { argument = '' }) => execute(device, ...ids, argument),
}

async function perform({ verb, endpoint, path, ...given }) {
  const { id } = await deviceNamed(endpoint)
  // The verb is done when it is on its way; what the device answers is the suite's own affair.
  verbs[verb](id, path.slice(1).split('/'), given).catch(() => {})
}

async function answer(request, response) {
  if (request.method === 'GET') return response.end(JSON.stringify({ verbs: Object.keys(verbs) }))
  let body = ''
  for await (const part of request) body += part
  try {
    await perform(JSON.parse(body))
  } catch (failure) {
    response.writeHead(500)
    return response.end(String(failure.message))
  }
  response.end()
}

server.start(config, (failure, started) => {
  if (failure) throw failure
  for (const event of ['registration', 'unregistration', 'updateRegistration'])
    server.setHandler(started, event, (...given) => given.at(-1)())
  createServer(answer).listen(Number(web), '127.0.0.1', () => console.log('ready'))
})
