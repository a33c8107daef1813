import { describe, expect, it } from 'vitest'
import { shown } from '../certificates.fixture.ts'
import { encodeMessage, type HandshakeMessage, handshakeTypes } from './handshake.ts'
import type { Ladder } from './ladder.ts'
import { concat } from './octets.ts'
import { Pair, psk } from './pair.fixture.ts'
import { contentTypes, dtls12, encodeRecord } from './record.ts'

const cookies = { secret: Uint8Array.of(1, 2, 3), peer: '192.0.2.1:5684' }
const text = (octets: Uint8Array): string => new TextDecoder().decode(octets)
const octets = (what: string): Uint8Array => new TextEncoder().encode(what)

/** A ladder that changes handshake messages of one type. */
function changing(type: number, change: (body: Uint8Array) => Uint8Array): Ladder {
  const message = (one: HandshakeMessage): HandshakeMessage[] => [
    one.type === type ? { ...one, body: change(one.body) } : one,
  ]
  return { message }
}

const faults = (
  pair: Pair,
  side: 'client' | 'server',
  kind: 'violation' | 'dropped' = 'violation',
): string[] =>
  pair.of(side, kind).map(({ violation: { within, clause, text: what } }) => `${within} ${clause}: ${what}`)

describe('a handshake', () => {
  it('asks for a cookie first, and keeps nothing until it has it', () => {
    const pair = new Pair(psk.client, { ...psk.server, cookies })
    pair.take('client', pair.client.start(0))
    pair.play(1)
    expect(pair.server.started).toBe(false)
    expect(pair.sent.map(({ from }) => from)).toEqual(['client', 'server'])
    expect(pair.sent[1]?.datagram[13]).toBe(handshakeTypes.helloVerifyRequest)
    pair.play()
    expect(pair.server.started).toBe(true)
    expect(pair.client.association).toBeDefined()
  })

  it('is not spoilt by what the server said in another handshake', () => {
    const before = new Pair(psk.client, { ...psk.server, cookies }, { seed: 2 }).handshake()
    const isServerHello = ({ datagram }: { datagram: Uint8Array }): boolean =>
      datagram[13] === handshakeTypes.serverHello
    const late = before.sent.find(isServerHello)!.datagram
    const pair = new Pair(psk.client, { ...psk.server, cookies })
    pair.take('client', pair.client.start(0))
    pair.inject('client', late)
    expect(faults(pair, 'client', 'dropped')[0]).toMatch('datagram RFC 6347 §4.2.2: ServerHello 1 answers')
    pair.play()
    expect(pair.client.association).toBeDefined()
    expect(pair.say('client', 'up')).toEqual(['up'])
  })

  it('is refused with the alert that the server is to refuse all with, once there is a cookie', () => {
    const pair = new Pair(psk.client, { ...psk.server, cookies, refusesWith: 'access_denied' }).handshake()
    expect(pair.sent.map(({ from }) => from)).toEqual(['client', 'server', 'client', 'server'])
    expect(pair.of('client', 'closed')).toEqual([
      { kind: 'closed', reason: { by: 'peer', alert: 'access_denied' } },
    ])
    expect(pair.of('server', 'closed')).toEqual([
      { kind: 'closed', reason: { by: 'us', alert: 'access_denied' } },
    ])
  })

  it('gives no cookie of one peer to another', () => {
    const pair = new Pair(psk.client, { ...psk.server, cookies })
    const other = new Pair(psk.client, { ...psk.server, cookies: { ...cookies, peer: '192.0.2.2:5684' } })
    pair.handshake()
    const hello = pair.sent.filter(({ from }) => from === 'client')[1]!.datagram
    other.inject('server', hello)
    expect(other.server.started).toBe(false)
    expect(other.sent.map(({ datagram }) => datagram[13])).toEqual([handshakeTypes.helloVerifyRequest])
  })

  it('sends a flight again after 1, 2, 4 seconds … and gives up', () => {
    const lost: Ladder = { datagrams: () => [] }
    const pair = new Pair({ ...psk.client, ladder: lost }, psk.server)
    const times: number[] = []
    pair.take('client', pair.client.start(0))
    while (pair.client.deadline !== undefined) {
      times.push(pair.client.deadline)
      pair.take('client', pair.client.timeout(pair.client.deadline))
    }
    expect(times).toEqual([1000, 3000, 7000, 15_000, 31_000, 63_000, 123_000])
    expect(pair.of('client', 'closed')).toEqual([{ kind: 'closed', reason: { by: 'silence' } }])
  })

  it('gives up by its own patience, however often the peer sends its flight again', () => {
    const ladder: Ladder = { datagrams: (datagrams, turn) => (turn?.flight === 3 ? [] : datagrams) }
    const client = { ...psk.client, ladder, retransmission: { attempts: 3 } }
    const pair = new Pair(client, { ...psk.server, cookies }).handshake()
    expect(pair.of('server', 'closed')).toHaveLength(1)
    const again = new Pair(client, { ...psk.server, cookies })
    again.take('client', again.client.start(0))
    again.play(6900)
    expect(again.client.closed).toBe(false)
    again.play(7100)
    expect(again.of('client', 'closed')).toEqual([{ kind: 'closed', reason: { by: 'silence' } }])
  })

  it('sends its last flight again when the peer missed it', () => {
    let dropped = 0
    const ladder: Ladder = {
      datagrams: (datagrams, turn) => (turn?.flight === 2 && dropped++ === 0 ? [] : datagrams),
    }
    const pair = new Pair(psk.client, { ...psk.server, ladder }).handshake()
    expect(dropped).toBe(2)
    expect(pair.client.association).toBeDefined()
    expect(pair.now).toBeGreaterThanOrEqual(1000)
  })

  it('writes one line of a key log, by which both sides read', () => {
    const pair = new Pair(psk.client, psk.server).handshake()
    expect(pair.keyLog).toEqual([expect.stringMatching(/^CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}$/)])
  })

  it('tells the server which host is asked for', () => {
    const pair = new Pair({ ...psk.client, serverName: 'server.example' }, psk.server).handshake()
    expect(pair.server.association?.serverName).toBe('server.example')
    const address = new Pair({ ...psk.client, serverName: '192.0.2.1' }, psk.server).handshake()
    expect(address.server.association).toBeDefined()
    expect(address.of('server', 'violation').map(({ violation }) => violation.text)).toEqual([
      'the server name "192.0.2.1" is an IP address',
    ])
  })

  it('does without extended master secret and encrypt-then-MAC where a side does not want them', () => {
    const plain = { extendedMasterSecret: false, encryptThenMac: false, suites: [0x00ae] }
    const pair = new Pair({ ...psk.client, ...plain }, psk.server).handshake()
    expect(pair.server.association).toMatchObject({ extendedMasterSecret: false, encryptThenMac: false })
    expect(pair.say('client', 'up')).toEqual(['up'])
    const both = new Pair({ ...psk.client, suites: [0x00ae] }, psk.server).handshake()
    expect(both.client.association).toMatchObject({ extendedMasterSecret: true, encryptThenMac: true })
  })

  it('is the same for the same seed', () => {
    const bytes = (): unknown =>
      new Pair(psk.client, { ...psk.server, cookies }, { seed: 7 }).handshake().sent
    expect(bytes()).toEqual(bytes())
  })
})

describe('a peer is refused', () => {
  const refused = (pair: Pair, by: 'client' | 'server', alert: string): void => {
    const other = by === 'client' ? 'server' : 'client'
    expect(pair.of(by, 'closed')).toEqual([{ kind: 'closed', reason: { by: 'us', alert } }])
    expect(pair.of(other, 'closed')).toEqual([{ kind: 'closed', reason: { by: 'peer', alert } }])
    expect(pair.of('client', 'established')).toEqual([])
  }

  it('when its PSK identity is unknown', () => {
    const stranger = { psk: { ...psk.client.psk, identity: octets('x') } }
    refused(new Pair(stranger, psk.server).handshake(), 'server', 'unknown_psk_identity')
  })

  it('in silence when its PSK is another', () => {
    const stranger = { psk: { ...psk.client.psk, key: octets('x') } }
    const pair = new Pair(stranger, psk.server).handshake()
    expect(faults(pair, 'server', 'dropped')[0]).toBe(
      'datagram RFC 6347 §4.1.2.7: record 0 of epoch 1 is not authentic',
    )
    expect(pair.of('client', 'closed')).toEqual([{ kind: 'closed', reason: { by: 'silence' } }])
    expect(pair.server.association).toBeUndefined()
  })

  it('when there is no suite in common', () => {
    const pair = new Pair(
      { ...psk.client, suites: [0xc0a8] },
      { ...psk.server, suites: [0x00ae] },
    ).handshake()
    refused(pair, 'server', 'handshake_failure')
    expect(faults(pair, 'server')).toEqual([
      'ClientHello RFC 5246 §7.4.1.3: nothing to agree on among TLS_PSK_WITH_AES_128_CCM_8',
    ])
  })

  it.each(['rpk', 'x509'] as const)('when it shows the %s of somebody else', (kind) => {
    const client = { certificate: shown[kind].client, verifyPeer: () => 'bad_certificate' as const }
    refused(new Pair(client, { certificate: shown[kind].server }).handshake(), 'client', 'bad_certificate')
    const server = { certificate: shown[kind].server, verifyPeer: () => 'access_denied' as const }
    refused(new Pair({ certificate: shown[kind].client }, server).handshake(), 'server', 'access_denied')
  })

  it('when it shows a key that it does not have', () => {
    const thief = { ...shown.rpk.client, privateKey: shown.rpk.server.privateKey }
    refused(
      new Pair({ certificate: thief }, { certificate: shown.rpk.server }).handshake(),
      'server',
      'decrypt_error',
    )
    const impostor = { ...shown.rpk.server, privateKey: shown.rpk.client.privateKey }
    refused(
      new Pair({ certificate: shown.rpk.client }, { certificate: impostor }).handshake(),
      'client',
      'decrypt_error',
    )
  })

  it('when its ServerKeyExchange has no signature', () => {
    const ladder = changing(handshakeTypes.serverKeyExchange, (body) => body.slice(0, 69))
    const pair = new Pair(
      { certificate: shown.rpk.client },
      { certificate: shown.rpk.server, ladder },
    ).handshake()
    refused(pair, 'client', 'decode_error')
    expect(pair.of('client', 'violation')[0]?.violation).toMatchObject({
      within: 'ServerKeyExchange',
      offset: 69,
    })
  })

  it('when it leaves a message out', () => {
    const ladder: Ladder = {
      message: (one) => {
        if (one.type === handshakeTypes.serverKeyExchange) return []
        return [one.type === handshakeTypes.serverHelloDone ? { ...one, sequence: one.sequence - 1 } : one]
      },
    }
    const pair = new Pair({ ...psk.client, suites: [0xc037] }, { ...psk.server, ladder }).handshake()
    refused(pair, 'client', 'unexpected_message')
    expect(faults(pair, 'client')).toEqual(['ServerHelloDone RFC 5246 §7.3: ServerKeyExchange is due'])
  })

  it('when its point is not on the curve', () => {
    const ladder = changing(handshakeTypes.clientKeyExchange, (body) => body.with(-1, body.at(-1)! ^ 1))
    refused(
      new Pair({ ...psk.client, suites: [0xc037], ladder }, psk.server).handshake(),
      'server',
      'illegal_parameter',
    )
  })

  it('when its Finished is of another handshake', () => {
    const ladder = changing(handshakeTypes.finished, (body) => body.with(0, body[0]! ^ 1))
    refused(new Pair({ ...psk.client, ladder }, psk.server).handshake(), 'server', 'decrypt_error')
  })

  it('when it answers with what was not offered', () => {
    const ladder = changing(handshakeTypes.serverHello, (body) => body.with(36, 0xae).with(35, 0x00))
    refused(
      new Pair({ ...psk.client, suites: [0xc0a8] }, { ...psk.server, ladder }).handshake(),
      'client',
      'illegal_parameter',
    )
  })

  it('when it resumes a session without the extended master secret that it had', () => {
    const sessions = new Map()
    const resume = new Pair(psk.client, { ...psk.server, sessions }).handshake().client.association?.resumable
    if (resume === undefined) throw new Error('nothing to resume')
    const client = { ...psk.client, resume, extendedMasterSecret: false }
    refused(new Pair(client, { ...psk.server, sessions }).handshake(), 'server', 'handshake_failure')
  })

  it('when it sends no certificate where one is required, but not where one is only asked for', () => {
    const server = { certificate: shown.x509.server }
    const client = { suites: [0xc0ae] }
    refused(new Pair(client, server).handshake(), 'server', 'handshake_failure')
    const lenient = new Pair(client, { ...server, clientCertificate: 'requested' as const }).handshake()
    expect(lenient.server.association?.peer).toEqual({ kind: 'anonymous' })
    const unasked = new Pair(client, { ...server, clientCertificate: 'none' as const }).handshake()
    expect(unasked.server.association?.peer).toEqual({ kind: 'anonymous' })
  })
})

describe('an association', () => {
  const established = (): Pair => new Pair(psk.client, psk.server).handshake()

  it('refuses application data in epoch 0, and says where', () => {
    const pair = established()
    const bad = encodeRecord(
      { type: contentTypes.applicationData, version: dtls12, epoch: 0, sequence: 99 },
      octets('x'),
    )
    const events = pair.inject('server', concat(bad, bad))
    expect(events.map((event) => event.kind === 'violation' && event.violation.offset)).toEqual([
      0,
      bad.length,
    ])
    expect(faults(pair, 'server')[0]).toBe(
      'datagram RFC 6347 §4.1: application data without protection, in epoch 0',
    )
    expect(pair.say('client', 'still here')).toEqual(['still here'])
  })

  it('takes no record twice', () => {
    const pair = established()
    pair.say('client', 'once')
    const again = pair.sent.at(-1)!.datagram
    pair.inject('server', again)
    expect(pair.of('server', 'data').map(({ content }) => text(content))).toEqual(['once'])
    expect(faults(pair, 'server', 'dropped')).toEqual([
      'datagram RFC 6347 §4.1.2.6: record 1 of epoch 1 came before, or is too old',
    ])
  })

  it('takes records out of order', () => {
    const pair = established()
    const sent = ['a', 'b', 'c'].map((what) => pair.client.send(octets(what), pair.now)[0])
    for (const event of sent.toReversed())
      if (event?.kind === 'datagram') pair.inject('server', event.datagram)
    expect(pair.of('server', 'data').map(({ content, newest }) => [text(content), newest])).toEqual([
      ['c', true],
      ['b', false],
      ['a', false],
    ])
  })

  it('refuses renegotiation with a warning, and goes on', () => {
    const request = encodeMessage({ type: handshakeTypes.helloRequest, sequence: 0, body: new Uint8Array() })
    let asks = false
    const ladder: Ladder = {
      record: (one) => [asks ? { ...one, type: contentTypes.handshake, content: request } : one],
    }
    const pair = new Pair(psk.client, { ...psk.server, ladder }).handshake()
    asks = true
    pair.say('server', 'x')
    asks = false
    expect(pair.of('server', 'alert')).toEqual([
      { kind: 'alert', level: 'warning', name: 'no_renegotiation' },
    ])
    expect(faults(pair, 'client')).toEqual(['datagram RFC 5746 §4.5: HelloRequest within an association'])
    expect(pair.say('client', 'still here')).toEqual(['still here'])
  })

  it('ends with close_notify on both sides', () => {
    const pair = established()
    pair.take('client', pair.client.close(pair.now))
    pair.play()
    expect(pair.of('client', 'closed')).toEqual([
      { kind: 'closed', reason: { by: 'us', alert: 'close_notify' } },
    ])
    expect(pair.of('server', 'closed')).toEqual([
      { kind: 'closed', reason: { by: 'peer', alert: 'close_notify' } },
    ])
    expect(() => pair.client.send(octets('x'), pair.now)).toThrow('There is no association to send on.')
  })

  it('ignores alerts that are not protected', () => {
    const pair = established()
    const alert = encodeRecord(
      { type: contentTypes.alert, version: dtls12, epoch: 0, sequence: 99 },
      Uint8Array.of(2, 40),
    )
    pair.inject('client', alert)
    expect(pair.client.closed).toBe(false)
    expect(faults(pair, 'client')).toEqual(['datagram RFC 6347 §4.1: an alert in epoch 0, which is over'])
  })

  it('keeps data that came before the Finished until then', () => {
    const held: Uint8Array[] = []
    const pair = new Pair(psk.client, psk.server)
    pair.take('client', pair.client.start(0))
    pair.play(3)
    // The server is done; its data overtakes its Finished.
    expect(pair.server.association).toBeDefined()
    for (const event of pair.server.send(octets('early'), 3))
      if (event.kind === 'datagram') held.push(event.datagram)
    pair.inject('client', held[0]!)
    expect(pair.of('client', 'data')).toEqual([])
    pair.play()
    expect(pair.of('client', 'data').map(({ content }) => text(content))).toEqual(['early'])
    const kinds = pair.events.client.map(({ kind }) => kind)
    expect(kinds.indexOf('data')).toBeGreaterThan(kinds.indexOf('established'))
  })

  it('drops records whose connection id is not there, or not ours', () => {
    const cid = Uint8Array.of(1, 2)
    const pair = new Pair({ ...psk.client, cid }, { ...psk.server, cid }).handshake()
    pair.say('client', 'x')
    const record = pair.sent.at(-1)!.datagram
    pair.inject('server', record.with(11, 9))
    const without = concat(Uint8Array.of(23), record.slice(1, 11), record.slice(13))
    pair.inject('server', without)
    expect(faults(pair, 'server', 'dropped')).toEqual([
      expect.stringContaining('came before'),
      expect.stringContaining('came before'),
    ])
    pair.inject('server', record.with(10, 99).with(11, 9))
    pair.inject('server', without.with(10, 99))
    expect(faults(pair, 'server', 'dropped').slice(2)).toEqual([
      'datagram RFC 9146 §4: a record with a connection id that is not ours',
      'datagram RFC 9146 §4: a record without the connection id that was agreed on',
    ])
  })
})
