import { expect, it } from 'vitest'
import { createEndpoint } from '#coap'
import { etsProfiles } from '#lwm2m'
import { MemoryNetwork, sleep } from '#net'
import { countingScribe } from '../scribe.fixture.ts'
import { defaultPatience, Session } from '../session.ts'
import { Ears } from './ears.ts'

async function client() {
  const network = new MemoryNetwork()
  const { clock } = network
  const scribe = countingScribe()
  const session = new Session(
    {
      endpoint: 'a',
      clock,
      lwm2m: '1.1',
      transport: 'udp',
      isSecured: false,
      shapeOf: () => () => undefined,
      patience: defaultPatience,
      upperTester: undefined,
      values: new Map(),
      profiles: etsProfiles,
    },
    scribe,
  )
  const ears = new Ears(session)
  const coap = createEndpoint(await ears.within(network).bind({ port: 1 }), network)
  coap.onRequest((request) => void request.respond({ code: '2.05' }))
  const server = createEndpoint(await network.bind({ port: 2 }), network)
  return { ears, coap, server, wait: (seconds: number) => sleep(clock, seconds * 1000) }
}

it('a Client that is awake answers, and nothing is missed', async () => {
  const { ears, coap, server, wait } = await client()
  const missed = ears.close(1)
  await wait(2)
  await server.request(coap.local, { method: 'GET', path: ['3', '0'] }).response
  expect(await missed.happens()).toEqual([])
})

it('a Client that sleeps answers nobody, and writes down what came with its frame', async () => {
  const { ears, coap, server, wait } = await client()
  const missed = ears.close(1)
  const { response } = server.request(coap.local, { method: 'GET', path: ['3', '0'] })
  await wait(0.5)
  const [first] = await missed.happens()
  expect(first?.text).toMatch(/^CON 0.01 GET \/3\/0 /)
  expect(first?.frame).toBe(1)
  // The Server's repetition is heard when it is awake again.
  expect((await response).code).toBe('2.05')
})

it('a Client is quiet when it has sent nothing for a while, and what it answers delays that', async () => {
  const { ears, coap, server, wait } = await client()
  const ask = () => server.request(coap.local, { method: 'GET', path: ['3', '0'] }).response
  await ask()
  const quiet = ears.quiet(10, 30)
  await wait(6)
  await ask()
  expect(await quiet).toBe(true)
  expect(await ears.quiet(20, 5)).toBe(false)
})
