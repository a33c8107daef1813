import { expect, it } from 'vitest'
import { ClientKeys } from './client-keys.ts'

const [peer, other] = [
  { host: '192.0.2.1', port: 5684 },
  { host: '192.0.2.2', port: 5684 },
]
const local = { host: '192.0.2.3', port: 5684 }

it('tries once where the last handshake was refused for good', () => {
  const keys = new ClientKeys()
  const hears = (name: string, level: 'fatal' | 'warning' = 'fatal'): number => {
    keys.security().watch?.happened({ local, peer: peer! }, { kind: 'alert', level, name })
    return keys.tries(peer!, 5)
  }
  expect(keys.tries(peer!, 5)).toBe(5)
  expect([hears('internal_error'), hears('unknown_psk_identity', 'warning')]).toEqual([5, 5])
  expect([hears('unknown_psk_identity'), keys.tries(other!, 5)]).toEqual([1, 5])
  expect(hears('handshake_failure')).toBe(5)
})
