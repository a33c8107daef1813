import * as coap from 'coap'
import { expect, it } from 'vitest'
import { systemClock, udpNetwork } from '#net'
import { defaultPatience, type Scribe, Session } from '../session.ts'
import { packagesTester } from './tester.ts'

const octets = Uint8Array.from({ length: 3000 }, (_, index) => (index * 13) & 0xff)

it('a package is fetched by node-coap, over UDP, and every message is written down', async () => {
  let frames = 0
  const scribe: Scribe = {
    message: () => ++frames,
    step() {},
    wait() {},
    prompt() {},
    observe() {},
    carried: () => 0,
    happened() {},
    key() {},
  }
  const session = new Session(
    {
      ...{ endpoint: 'meter', clock: systemClock, lwm2m: '1.1', transport: 'udp', isSecured: false },
      ...{
        shapeOf: () => () => undefined,
        patience: defaultPatience,
        upperTester: undefined,
        values: new Map(),
      },
    },
    scribe,
  )
  const packages = packagesTester(session, {
    network: udpNetwork(),
    host: '127.0.0.1',
    ixit: { firmware: { samples: { good: octets }, version: '2.0' } },
  })
  expect(packages.sample('firmware', 'good')).toBe(octets)
  expect(packages.sample('software', 'good')).toBeUndefined()
  expect([packages.gives('coap'), packages.gives('coaps')]).toEqual([true, false])

  const offered = await packages.offers(octets)
  const { payload } = await new Promise<coap.IncomingMessage>((resolve) => {
    coap.request(offered.uri).on('response', resolve).end()
  })
  expect(new Uint8Array(payload)).toEqual(octets)
  expect((await offered.asked.happens()).method).toBe('GET')
  await offered.given.happens()
  expect(offered.requests.length).toBe(frames / 2)
  for (const { run } of session.undo.splice(0)) await run()
})
