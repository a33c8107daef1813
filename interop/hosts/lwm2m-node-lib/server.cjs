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
  // What is not listed here and comes from a device ends the process.
  formats: [
    { name: 'application/vnd.oma.lwm2m+tlv', value: 11542 },
    { name: 'application/vnd.oma.lwm2m+json', value: 11543 },
  ],
  writeFormat: 'text/plain',
}

const registry = () => server.getRegistry()
const deviceNamed = (endpoint) => promisify(registry().getByName)(endpoint)
/** The library's verb as a promise; it takes the device's own name for itself and the numbers of a path. */
const asked = (name) => promisify(server[name])

/** What was told last of each observed path, by endpoint and path. */
const told = new Map()

/** Its Read, Write, Execute and Observe reach a resource and nothing above it, and its one format is text. */
function resource({ path, format = 'text' }) {
  const ids = idsOf(path)
  if (ids.length !== 3) throw new Error(`the library has no such operation on ${path}`)
  if (format !== 'text') throw new Error(`the library does not speak ${format}`)
  return ids
}

const idsOf = (path) => path.slice(1).split('/')

/** What the upper tester can do with a device. A promise of a verb ends when the device has answered. */
const verbs = {
  read: (device, given) => asked('read')(device, ...resource(given)),
  write: (device, given) => asked('write')(device, ...resource(given), String(given.content[''])),
  execute: (device, { argument = '', ...given }) => asked('execute')(device, ...resource(given), argument),
  discover: (device, { path }) => asked('discover')(device, ...idsOf(path)),
  attributes: (device, { path, query }) => {
    const attributes = Object.fromEntries(query.map((item) => item.split('=')))
    const [object, instance, id] = idsOf(path)
    return asked('writeAttributes')(device, object, instance, id, attributes)
  },
  create: (device, { path, content }) => {
    const [object, instance = Object.keys(content)[0]?.split('/')[0] ?? '0'] = idsOf(path)
    return asked('create')(device, object, instance)
  },
  delete: (device, { path }) => {
    const [object, instance, id] = idsOf(path)
    return asked('remove')(device, object, instance, id)
  },
  observe: (device, given) => {
    const name = `${given.endpoint} ${given.path}`
    const keep = (value) => told.set(name, value)
    return asked('observe')(device, ...resource(given), keep).then(keep)
  },
  cancel: (device, { by, ...given }) => {
    if (by !== 'reset') throw new Error('the library ends an observation by reset alone')
    return asked('cancelObserver')(device, ...resource(given))
  },
  forget: (device) => promisify(registry().unregister)(device),
}

/** What it can be asked. */
const questions = {
  'ask-registered': async ({ endpoint }) =>
    (await deviceNamed(endpoint).catch(() => undefined)) !== undefined,
  'ask-value': async ({ endpoint, path }) => told.get(`${endpoint} ${path}`),
}

async function perform({ verb, ...given }) {
  const question = questions[verb]
  if (question !== undefined) return { answer: await question(given) }
  const { id } = await deviceNamed(given.endpoint)
  // The verb is done when it is on its way; what the device answers is the suite's own affair.
  const done = Promise.resolve(verbs[verb](id, given))
  done.catch((failure) => console.error(`${verb} ${given.path}: ${failure.message}`))
  if (verb === 'forget') await done
  return {}
}

async function answer(request, response) {
  if (request.method === 'GET')
    return response.end(JSON.stringify({ verbs: [...Object.keys(verbs), ...Object.keys(questions)] }))
  let body = ''
  for await (const part of request) body += part
  try {
    return response.end(JSON.stringify(await perform(JSON.parse(body))))
  } catch (failure) {
    response.writeHead(500)
    response.end(String(failure.message))
  }
}

server.start(config, (failure, started) => {
  if (failure) throw failure
  for (const event of ['registration', 'unregistration', 'updateRegistration'])
    server.setHandler(started, event, (...given) => given.at(-1)())
  createServer(answer).listen(Number(web), '127.0.0.1', () => console.log('ready'))
})
