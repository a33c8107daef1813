import { expect, it } from 'vitest'
import { type Connection, MemoryNetwork, sleep } from '#net'
import { dozing } from './dozing.ts'

const at = { host: '192.0.2.1', port: 5683 }

async function dozer() {
  const network = new MemoryNetwork()
  const listener = await network.listen(at)
  const taken = new Promise<Connection>((resolve) => {
    listener.onConnection(resolve)
  })
  const ours = await dozing(network, () => 1000).connect(at)
  const heard: number[] = []
  ours.onOctets((octets) => heard.push(...octets))
  return { ours, theirs: await taken, heard, wait: (ms: number) => sleep(network.clock, ms) }
}

it('a stream brings what comes while its owner is awake at once', async () => {
  const { theirs, heard, wait } = await dozer()
  theirs.send(Uint8Array.of(1))
  await wait(10)
  expect(heard).toEqual([1])
})

it('a stream keeps what comes while its owner sleeps until it says something', async () => {
  const { ours, theirs, heard, wait } = await dozer()
  await wait(1500)
  theirs.send(Uint8Array.of(1, 2))
  theirs.send(Uint8Array.of(3))
  await wait(10)
  expect(heard).toEqual([])
  ours.send(Uint8Array.of(9))
  expect(heard).toEqual([1, 2, 3])
})
