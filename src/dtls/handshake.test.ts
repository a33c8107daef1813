import { describe, expect, it } from 'vitest'
import { shown } from '../certificates.fixture.ts'
import type { ClientOptions } from './client.ts'
import { Pair, psk, type Road } from './pair.fixture.ts'
import type { ServerOptions } from './server.types.ts'
import type { OwnCertificate, PeerIdentity } from './session.types.ts'
import { suites } from './suites.ts'

const cookies = { secret: Uint8Array.of(1, 2, 3), peer: '192.0.2.1:5684' }

interface Mode {
  readonly name: string
  readonly client: Omit<ClientOptions, 'random'>
  readonly server: Omit<ServerOptions, 'random'>
  /** Who each side is to the other. */
  readonly clientIdentity: PeerIdentity
  readonly serverIdentity: PeerIdentity
}

const modes: Mode[] = suites.flatMap(({ id, name, keyExchange }): Mode[] => {
  if (keyExchange !== 'ECDHE_ECDSA') {
    return [
      {
        name,
        client: { ...psk.client, suites: [id] },
        server: { ...psk.server, cookies },
        clientIdentity: { kind: 'psk', identity: psk.client.psk.identity },
        serverIdentity: { kind: 'anonymous' },
      },
    ]
  }
  return (['rpk', 'x509'] as const).map((kind) => ({
    name: `${name} by ${kind}`,
    client: { certificate: shown[kind].client, suites: [id] },
    server: { certificate: shown[kind].server, cookies },
    clientIdentity: identity(shown[kind].client),
    serverIdentity: identity(shown[kind].server),
  }))
})

function identity({ privateKey: _, ...seen }: OwnCertificate): PeerIdentity {
  return seen
}

const cids: [string, { client?: Uint8Array; server?: Uint8Array }][] = [
  ['without connection ids', {}],
  ['with connection ids', { client: Uint8Array.of(7), server: Uint8Array.of(1, 2, 3, 4) }],
  [
    'with a connection id towards the server alone',
    { client: new Uint8Array(), server: Uint8Array.of(9, 9) },
  ],
]

describe.each(modes)('$name', (mode) => {
  it.each(cids)('comes to an association %s, and carries data both ways', (_, cid) => {
    const pair = new Pair(
      { ...mode.client, ...(cid.client && { cid: cid.client }) },
      { ...mode.server, ...(cid.server && { cid: cid.server }) },
    ).handshake()
    expect(pair.of('client', 'violation')).toEqual([])
    expect(pair.of('server', 'violation')).toEqual([])
    expect(pair.server.association).toMatchObject({
      peer: mode.clientIdentity,
      extendedMasterSecret: true,
    })
    expect(pair.client.association).toMatchObject({ peer: mode.serverIdentity, resumed: false })
    expect(mode.name).toContain(pair.client.association?.suite.name)
    if (cid.client && cid.server) {
      expect(pair.client.association?.cid).toEqual({ own: cid.client, peer: cid.server })
      expect(pair.server.association?.cid).toEqual({ own: cid.server, peer: cid.client })
    }
    expect(pair.say('client', 'up')).toEqual(['up'])
    expect(pair.say('server', 'down')).toEqual(['down'])
    expect(pair.sent.at(-2)?.datagram[0]).toBe(cid.server ? 25 : 23)
    expect(pair.of('server', 'violation')).toEqual([])
  })

  it('resumes', () => {
    const sessions = new Map()
    const first = new Pair(mode.client, { ...mode.server, sessions }).handshake()
    const resume = first.client.association?.resumable
    if (resume === undefined) throw new Error('nothing to resume')
    const second = new Pair({ ...mode.client, resume }, { ...mode.server, sessions }, { seed: 2 }).handshake()
    expect(second.client.association).toMatchObject({ resumed: true, peer: mode.serverIdentity })
    expect(second.server.association).toMatchObject({ resumed: true, peer: mode.clientIdentity })
    expect(second.say('client', 'up')).toEqual(['up'])
    expect(second.say('server', 'down')).toEqual(['down'])
  })

  const roads: [string, Road, number | undefined][] = [
    ['a third of all datagrams is lost', { loss: 0.33 }, undefined],
    ['datagrams are doubled', { twice: 0.5, delay: 30 }, undefined],
    ['datagrams come out of order, in small pieces', { delay: 200 }, 120],
    ['all of it happens, in small pieces', { loss: 0.1, twice: 0.2, delay: 50 }, 150],
  ]
  it.each(roads)('comes to an association where %s', (_, road, mtu) => {
    for (let seed = 1; seed <= 5; seed++) {
      const retransmission = { attempts: 20 }
      const cid = Uint8Array.of(seed)
      const limits = { retransmission, cid, ...(mtu !== undefined && { mtu }) }
      const pair = new Pair(
        { ...mode.client, ...limits },
        { ...mode.server, ...limits },
        { seed, road },
      ).handshake()
      expect([seed, pair.client.association?.resumed, pair.server.association?.resumed]).toEqual([
        seed,
        false,
        false,
      ])
      // Nobody is blamed for what the road does.
      expect([pair.of('client', 'violation'), pair.of('server', 'violation')]).toEqual([[], []])
      if (mtu !== undefined)
        for (const { datagram } of pair.sent) expect(datagram.length).toBeLessThanOrEqual(mtu)
    }
  })
})
