import * as coap from 'coap'
import { afterEach, expect, it } from 'vitest'
import { udpNetwork } from '#net'
import { fetchPackage } from './fetching.ts'
import { packageSamples } from './package-samples.ts'

const { good } = packageSamples('firmware')
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

it('a package is fetched from node-coap, over UDP', async () => {
  const server = coap.createServer((request, response) => {
    response.code = request.url === '/images/new' ? '2.05' : '4.04'
    response.end(request.url === '/images/new' ? Buffer.from(good) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const socket = server._sock
  if (socket === null || !('address' in socket)) throw new Error('node-coap is not listening')
  const options = { network: udpNetwork(), endpoint: 'node-1', local: { host: '127.0.0.1' } }
  const at = `coap://127.0.0.1:${socket.address().port}`
  expect(await fetchPackage(`${at}/images/new`, options).octets).toEqual(good)
  expect(await fetchPackage(`${at}/images/old`, options).octets).toBe('uri')
})
