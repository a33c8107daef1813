import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import * as coap from 'coap'
import { afterEach, expect, it } from 'vitest'
import { udpNetwork } from '#net'
import { testAccounts } from '../accounts.fixture.ts'
import { pemOf } from '../certificates.fixture.ts'
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

const gives: RequestListener = ({ url }, response) => {
  if (url === '/images/cut')
    response.writeHead(200, { 'content-length': '9999' }).write('a part', () => response.destroy())
  else response.writeHead(url === '/images/new?v=2' ? 200 : 404).end(good)
}

it.each([
  ['http', () => createServer(gives)],
  ['https', () => createSecureServer({ key: pemOf.key, cert: pemOf.server }, gives)],
] as const)('a package is fetched by %s, from Node', async (scheme, makes) => {
  const server = makes()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { x509 } = testAccounts
  const options = { network: udpNetwork(), endpoint: 'node-1', local: { host: '127.0.0.1' }, dtls: x509 }
  const at = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
  expect(await fetchPackage(`${at}/images/new?v=2`, options).octets).toEqual(good)
  expect(await fetchPackage(`${at}/images/old`, options).octets).toBe('uri')
  expect(await fetchPackage(`${at}/images/cut`, options).octets).toBe('lost')
})
