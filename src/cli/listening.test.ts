import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { MemoryNetwork, seededRandom, VirtualClock } from '#net'
import { invitation, receptionOf } from './listening.ts'

const network = new MemoryNetwork({ clock: new VirtualClock(), random: seededRandom(1) })

describe('clients are received', () => {
  it('at every address of this machine, and told one that they can reach', async () => {
    const { listen, advertise } = await receptionOf({ transport: 'udp', devices: 1 }, network)
    expect(listen).toEqual({ host: '0.0.0.0', port: 5683 })
    const own = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).map(({ address }) => address),
    )
    expect(own).toContain(advertise)
  })

  it('at the address that was given', async () => {
    const { listen, listenBootstrap, advertise } = await receptionOf(
      { transport: 'udp', listen: '[2001:db8::1]:5', devices: 1 },
      network,
    )
    expect(listen).toEqual({ host: '2001:db8::1', port: 5 })
    expect(listenBootstrap).toEqual({ host: '2001:db8::1', port: expect.any(Number) })
    expect(advertise).toBeUndefined()
  })

  it('at ports that are known before a device is set up', async () => {
    const given = { transport: 'udp', listen: '192.0.2.1:0', devices: 1 } as const
    const { listen, listenBootstrap } = await receptionOf(given, network)
    expect(listen.port).toBeGreaterThan(0)
    expect(listenBootstrap?.port).toBeGreaterThan(0)
    expect(listenBootstrap?.port).not.toBe(listen.port)
  })

  it('not at one address for both chairs', async () => {
    const address = '192.0.2.1:5683'
    const given = { transport: 'udp', listen: address, listenBootstrap: address, devices: 1 } as const
    await expect(receptionOf(given, network)).rejects.toThrow('already in use')
  })

  it.each(['', 'foo bar', '192.0.2.1:5683', 'http://there'])(
    'not when they would be told to come to "%s"',
    async (advertise) => {
      await expect(receptionOf({ transport: 'udp', advertise, devices: 1 }, network)).rejects.toThrow(
        '--advertise',
      )
    },
  )

  it('at an IPv6 host, told with or without brackets', async () => {
    const given = { transport: 'udp', advertise: '[2001:db8::1]', devices: 1 } as const
    expect((await receptionOf(given, network)).advertise).toBe('2001:db8::1')
  })

  it('by the names that were given', async () => {
    expect(
      (await receptionOf({ transport: 'udp', endpoint: 'a, b', devices: 1 }, network)).endpoints,
    ).toEqual(['a', 'b'])
  })

  it('by names of ours when we launch them, on the loopback', async () => {
    const launched = await receptionOf({ transport: 'udp', launch: 'iut -n {endpoint}', devices: 2 }, network)
    expect(launched).toMatchObject({ endpoints: ['iut-1', 'iut-2'], advertise: '127.0.0.1' })
  })
})

it('says who is awaited and where', () => {
  const [listen, listenBootstrap] = [5683, 5685].map((port) => ({ host: '::', port }))
  const reception = { listen: listen!, advertise: '2001:db8::1', endpoints: [], devices: 2 }
  expect(invitation('udp', reception)).toBe(
    'Waiting for 2 clients at coap://[2001:db8::1]:5683; Ctrl-C ends this. A device that is registered already comes with its next Update, or at once when it is restarted.\n',
  )
  expect(invitation('udp', { ...reception, listenBootstrap: listenBootstrap! })).toContain(
    '5683 (as its Bootstrap-Server at coap://[2001:db8::1]:5685)',
  )
})
