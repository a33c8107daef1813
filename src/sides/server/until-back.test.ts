import { expect, it } from 'vitest'
import { createEndpoint, type ExchangeFailure } from '#coap'
import { MemoryNetwork, sleep } from '#net'
import { openListener } from '../listener.ts'
import { countingScribe } from '../scribe.fixture.ts'
import { defaultPatience, Session } from '../session.ts'
import { giveUpWhenBack } from './until-back.ts'

/** A request to a Client that is away for so many seconds, and registers then from this port: what comes of it, and when. */
async function asked(port: number, { seconds, away }: { seconds: number; away: number }) {
  const network = new MemoryNetwork()
  const { clock } = network
  const told: string[] = []
  const scribe = { ...countingScribe(), tell: (text: string) => void told.push(text) }
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
  giveUpWhenBack(session, exchange, { seconds })
  const begun = clock.now()
  await sleep(clock, away * 1000)
  const client = createEndpoint(await network.bind({ host, port }), network)
  client.onRequest((request) => void request.respond({ code: '2.05' }))
  const query = ['ep=meter', 'lt=60', 'lwm2m=1.1']
  await client.request(serverCoap.local, { method: 'POST', path: ['rd'], query }).response
  const outcome = await exchange.response.then(
    ({ code }) => code,
    (failure: ExchangeFailure) => failure.reason,
  )
  return { told, outcome, seconds: Math.floor((clock.now() - begun) / 1000) }
}

it.each([
  ['from where it was', 1000],
  ['from another address', 2000],
])('a request is given up when the Client registers %s', async (_, port) => {
  expect(await asked(port, { seconds: 600, away: 5 })).toEqual({ told: [], outcome: 'timeout', seconds: 5 })
})

it.each([
  [600, ['meter has not answered for 10 s; it is waited for, some 600 s at most']],
  [30, []],
])('of a silence that may last %i s, the user is told: %j', async (seconds, told) => {
  expect((await asked(1000, { seconds, away: 20 })).told).toEqual(told)
})
