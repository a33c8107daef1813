import { describe, expect, it } from 'vitest'
import { UserError } from '../user-error.ts'
import { parseAddress, parsePeer, parseTarget } from './address.ts'

describe('an address', () => {
  it.each([
    ['192.0.2.1:5684', { host: '192.0.2.1', port: 5684 }],
    ['host.example', { host: 'host.example' }],
    [':5683', { port: 5683 }],
    ['[2001:db8::1]:0', { host: '2001:db8::1', port: 0 }],
    ['[::]', { host: '::' }],
    ['::1', { host: '::1' }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['coap://host:5', { host: 'host', port: 5 }],
    ['coap://[::1]/', { host: '::1' }],
    ['COAP://host', { host: 'host' }],
    ['coap+tcp://host:5', { host: 'host', port: 5 }],
    ['coaps://host', { host: 'host' }],
    ['coaps+tcp://host', { host: 'host' }],
  ])('%s', (text, expected) => {
    expect(parseAddress(text, '--listen')).toEqual(expected)
  })

  it.each([
    ['', 'that is no address'],
    ['host:', 'that is no address'],
    ['host:port', 'that is no address'],
    ['host:1:2', 'that is no address'],
    ['a b', 'that is no address'],
    ['[::1', 'that is no address'],
    ['[nonsense]:1', 'that is no IPv6 address'],
    ['host:65536', '65536 is no port (0 to 65535)'],
    ['coap://host/rd', 'that is no address'],
    ['coap+ws://host', '"coap+ws" is not available yet'],
    ['http://host', '"http" is not available yet'],
  ])('cannot be "%s"', (text, why) => {
    expect(() => parseAddress(text, '--listen')).toThrow(UserError)
    expect(() => parseAddress(text, '--listen')).toThrow(`--listen ${text}: ${why}`)
  })

  it('of a peer needs a host and has the port of CoAP', () => {
    expect(parsePeer('host', '--target', 5683)).toEqual({ host: 'host', port: 5683 })
    expect(() => parsePeer(':5683', '--target', 5683)).toThrow('--target :5683: it lacks the host')
  })
})

describe('a target', () => {
  it('is the one chair that is judged', () => {
    expect(parseTarget('coap://h:1', ['bootstrap'], '--target', 5683)).toEqual({
      bootstrap: { host: 'h', port: 1 },
    })
  })

  it('names both chairs of a platform', () => {
    expect(
      parseTarget('server=h:1, bootstrap=coap://h:2', ['server', 'bootstrap'], '--target', 5683),
    ).toEqual({
      server: { host: 'h', port: 1 },
      bootstrap: { host: 'h', port: 2 },
    })
  })

  it('must say which is which', () => {
    expect(() => parseTarget('h:1', ['server', 'bootstrap'], '--target', 5683)).toThrow(
      'two chairs are judged',
    )
    expect(() => parseTarget('client=h', ['server'], '--target', 5683)).toThrow(
      '"client=h" is none of server=ADDRESS',
    )
  })
})
