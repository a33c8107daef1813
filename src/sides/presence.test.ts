import { expect, it } from 'vitest'
import { parseRegister } from '#lwm2m'
import { VirtualClock } from '#net'
import { isAsleep } from './presence.ts'

const clock = new VirtualClock()
const heard = (secondsAgo: number, query: readonly string[]) => ({
  clock,
  client: {
    registration: parseRegister({ query, payload: new Uint8Array() }).registration,
    address: { host: '192.0.2.2', port: 5683 },
    location: ['rd', '1'],
    lifetime: 600,
    lastHeard: clock.now() - secondsAgo * 1000,
  },
})

it.each([
  [92, ['Q'], false],
  [93, ['Q'], true],
  [93, ['b=UQ'], true],
  [1000, ['b=U'], false],
])('a client heard %d s ago that registered with %j: asleep is %s', (ago, query, asleep) => {
  expect(isAsleep(heard(ago, query))).toBe(asleep)
})

it('nobody sleeps who is not registered', () => {
  expect(isAsleep({ clock, client: undefined })).toBe(false)
})
