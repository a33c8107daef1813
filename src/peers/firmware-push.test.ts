import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Node } from '#content'
import { MemoryNetwork, seededRandom, sleep } from '#net'
import { loadRegistry } from '#registry'
import { ReferenceClient } from './client.ts'
import { packageSamples } from './package-samples.ts'
import { ReferenceServer } from './server.ts'

const digest = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex')

it('a mebibyte that is pushed while every twentieth message is lost arrives as it was sent', async () => {
  const network = new MemoryNetwork({ random: seededRandom(7), weather: { loss: 0.05 } })
  const registry = loadRegistry({ imported: '' })
  const peer = { network, registry, lwm2m: '1.1' } as const
  const server = new ReferenceServer({ ...peer, local: { host: '192.0.2.1', port: 5683 } })
  const local = { host: '192.0.2.2', port: 56830 }
  const client = new ReferenceClient({ ...peer, endpoint: 'meter', local, serverUri: 'coap://192.0.2.1' })
  await server.start()
  await client.start()
  await sleep(network.clock, 60_000)
  // Head, names and digest are beside the content.
  const value = packageSamples('firmware', 2 ** 20 - 69).good
  expect(value.length).toBe(2 ** 20)
  const nodes: Node[] = [{ path: [5, 0, 0], value: { type: 'opaque', value } }]
  const response = await server.write('meter', '/5/0/0', nodes, { replace: true, format: 'opaque' })
  expect(response?.code).toBe('2.04')
  const arrived = client.value('/5/0/0')?.value
  expect(arrived instanceof Uint8Array && digest(arrived)).toBe(digest(value))
  await sleep(network.clock, 10_000)
  expect(client.value('/5/0/3')?.value).toBe(2n)
  await client.stop()
  await server.stop()
})
