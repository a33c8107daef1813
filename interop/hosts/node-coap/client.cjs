// Just enough of a device around the CoAP server of node-coap: node client.cjs FOLDER URI ENDPOINT, where FOLDER holds
// its node_modules. It has objects 1 and 3441, the latter with its string alone. What it answers is the library’s; its
// Register is put together here.
const { createSocket } = require('node:dgram')
const { join } = require('node:path')

const [folder, uri, endpoint] = process.argv.slice(2)
const coap = require(join(folder, 'node_modules', 'coap'))
const { generate } = require(join(folder, 'node_modules', 'coap-packet'))
const { hostname, port } = new URL(uri)

coap.registerFormat('application/vnd.oma.lwm2m+tlv', 11542)

/** Short Server ID 1, lifetime and Disable Timeout of a day, no storing, binding U. */
const account = Buffer.from('c10001c40100015180c40500015180c10600c10755', 'hex')
const string = '/3441/0/110'
let value = Buffer.from('initial value')

const served = (request, response) => {
  const answer = (code, format, payload) => {
    response.code = code
    if (format !== undefined) response.setOption('Content-Format', format)
    response.end(payload)
  }
  const path = request.url.split('?')[0]
  const isDiscover = request.headers.Accept === 'application/link-format'
  if (request.method === 'GET' && isDiscover && path === '/3441')
    return answer('2.05', 'application/link-format', Buffer.from(`</3441>,</3441/0>,<${string}>`))
  if (request.method === 'GET' && path === '/1/0')
    return answer('2.05', 'application/vnd.oma.lwm2m+tlv', account)
  if (request.method === 'GET' && path === string) return answer('2.05', 'text/plain', value)
  if (request.method === 'PUT' && path === string) {
    value = request.payload
    return answer('2.04')
  }
  return answer('4.04')
}

const register = () =>
  generate({
    confirmable: true,
    code: '0.02',
    messageId: 1,
    token: Buffer.from('01', 'hex'),
    options: [
      { name: 'Uri-Path', value: Buffer.from('rd') },
      { name: 'Content-Format', value: Buffer.from([40]) },
      ...['lwm2m=1.0', 'lt=86400', 'b=U', `ep=${endpoint}`].map((query) => {
        return { name: 'Uri-Query', value: Buffer.from(query) }
      }),
    ],
    payload: Buffer.from('</>;rt="oma.lwm2m",</1/0>,</3441/0>'),
  })

// One socket for both roles: the library answers requests there and passes responses over.
const socket = createSocket('udp4')
coap.createServer(served).listen(socket)
socket.bind(0, '127.0.0.1', () => {
  socket.send(register(), Number(port || '5683'), hostname)
  console.log('ready')
})
