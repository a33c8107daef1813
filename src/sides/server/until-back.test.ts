import { expect, it } from 'vitest'
import { createEndpoint, type ExchangeFailure } from '#coap'
import { MemoryNetwork, sleep } from '#net'
import { openListener } from '../listener.ts'
import { countingScribe } from '../scribe.fixture.ts'
import { defaultPatience, Session } from '../session.ts'
import { giveUpWhenBack } from './until-back.ts'

const scribe = countingScribe()

/** A request to a Client that is away for 10 s, and registers then from this port: what comes of it, and when. */
async function asked(port: number) {
  const network = new MemoryNetwork()
  const { clock } = network
  const session = new Session(
    {
      ...{ endpoint: 'meter', clock, lwm2m: '1.1', transport: 'udp', isSecured: false },
      ...{ shapeOf: () => () => undefined, patience: defaultPatience, upperTester: undefined },
      values: new Map(),
    },
    scribe,
  )
  const { serverCoap } = await openListener({
    ...{ network, transport: 'udp', server: { port: 5683 }, bootstrap: { port: 5693 } },
    ...{ admit: () => session, nameless: () => undefined, onBootstrap() {} },
  })
  const host = '192.0.2.2'
  const exchange = serverCoap.request({ host, port: 1000 }, { method: 'GET' })
  giveUpWhenBack(session, exchange)
  const begun = clock.now()
  await sleep(clock, 10_000)
  const client = createEndpoint(await network.bind({ host, port }), network)
  client.onRequest((request) => void request.respond({ code: '2.05' }))
  const query = ['ep=meter', 'lt=60', 'lwm2m=1.1']
  await client.request(serverCoap.local, { method: 'POST', path: ['rd'], query }).response
  const outcome = await exchange.response.then(
    ({ code }) => code,
    (failure: ExchangeFailure) => failure.reason,
  )
  return { outcome, seconds: Math.floor((clock.now() - begun) / 1000) }
}

it.each([
  ['from where it was', 1000],
  ['from another address', 2000],
])('a request is given up when the Client registers %s', async (_, port) => {
  expect(await asked(port)).toEqual({ outcome: 'timeout', seconds: 10 })
})
