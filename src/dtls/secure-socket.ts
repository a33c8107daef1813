import { type Address, addressText, type Clock, type DatagramSocket, type Random, type Timer } from '#net'
import type { AlertName } from './alerts.ts'
import { type ClientOptions, DtlsClient } from './client.ts'
import { decodeFragments, handshakeTypes } from './handshake.ts'
import { decodeClientHello } from './hellos.ts'
import { hex } from './octets.ts'
import { contentTypes, headerSize, longestPlaintext, type ReceivedRecord, splitRecords } from './record.ts'
import { DtlsServer } from './server.ts'
import type { ServerOptions } from './server.types.ts'
import type { Association, DtlsEvent } from './session.types.ts'

export interface SecureOptions {
  readonly clock: Clock
  readonly random: Random
  /** As whom we connect to a peer that we send to first; undefined: what is sent to it is lost. */
  readonly client?: (to: Address) => Omit<ClientOptions, 'random'> | undefined
  /** As whom we answer a peer that connects; undefined: it is not answered. */
  readonly server?: (from: Address) => Omit<ServerOptions, 'random' | 'cookies'> | undefined
  /** Told what happens in each session, but for datagrams and data. */
  readonly onEvent?: (peer: Address, event: DtlsEvent) => void
}

/**
 * A socket whose datagrams go through DTLS. A peer that is followed to another address is known to the user by the one
 * that it had before: what goes on over an association, as a transfer in blocks or an observation, goes on.
 */
export interface SecureSocket extends DatagramSocket {
  /** What was agreed on with a peer; undefined where there is no association. */
  association(peer: Address): Association | undefined
  /** Sends an alert to a peer that there is a session with; a fatal one ends it, as does close_notify. */
  alert(peer: Address, level: 'warning' | 'fatal', name: AlertName): void
  /** Forgets the session with a peer without a word, as who restarts does. */
  forget(peer: Address): void
}

interface Entry {
  readonly session: DtlsClient | DtlsServer
  /** Where it is. */
  peer: Address
  /** Where its user takes it to be. */
  name: Address
  /** What waits for the handshake. */
  readonly waiting: Uint8Array[]
  /** Told whether an association came about. */
  readonly connecting: ((connected: boolean) => void)[]
  readonly cid: Uint8Array | undefined
  timer?: Timer
}

/** As many datagrams wait for a handshake; more are lost. */
const mostWaiting = 64
/** Of as many peers pieces of a ClientHello are kept. */
const mostHalfHeard = 16
/** As many ClientHellos are remembered that were taken up. */
const mostTakenUp = 256
/** As many peers that showed their cookie may be in the middle of a handshake; the oldest gives way. */
const mostHalfOpen = 2048

/**
 * Puts DTLS 1.2 between a socket and its user: a session for each peer, opened by whoever speaks first. A peer with a
 * connection id is followed to another address by the newest of its records (RFC 9146 §6).
 */
export function secureSocket(socket: DatagramSocket, options: SecureOptions): SecureSocket {
  const { clock, random } = options
  const secret = random.bytes(32)
  let sessions = 0
  const chance = (): Random => random.fork(`session ${++sessions}`)
  /** By where they are. */
  const entries = new Map<string, Entry>()
  const byName = new Map<string, Entry>()
  const byCid = new Map<string, Entry>()
  const cidLengths = new Set<number>()
  /** Peers whose first ClientHello comes in pieces. */
  const halfHeard = new Map<string, DtlsServer>()
  /** Randoms of ClientHellos that were taken up: seen again, they are late or replayed. */
  const takenUp = new Set<string>()
  /** Peers who began a handshake with us that is not done. */
  const halfOpen = new Set<Entry>()
  let listener: (datagram: Uint8Array, from: Address) => void = () => {}

  const add = (entry: Entry): void => {
    const key = addressText(entry.peer)
    const before = entries.get(key)
    if (before !== undefined) remove(before)
    entries.set(key, entry)
    rename(entry, entry.peer)
    if (entry.cid === undefined || entry.cid.length === 0) return
    byCid.set(hex(entry.cid), entry)
    cidLengths.add(entry.cid.length)
  }
  /** Who had the name goes by the place where it is now, which is nobody else's. */
  const rename = (entry: Entry, name: Address): void => {
    const before = byName.get(addressText(name))
    if (byName.get(addressText(entry.name)) === entry) byName.delete(addressText(entry.name))
    entry.name = name
    byName.set(addressText(name), entry)
    if (before !== undefined && before !== entry) rename(before, before.peer)
  }
  const remove = (entry: Entry): void => {
    entry.timer?.cancel()
    halfOpen.delete(entry)
    for (const settle of entry.connecting.splice(0)) settle(false)
    if (entries.get(addressText(entry.peer)) === entry) entries.delete(addressText(entry.peer))
    if (byName.get(addressText(entry.name)) === entry) byName.delete(addressText(entry.name))
    if (entry.cid !== undefined) byCid.delete(hex(entry.cid))
  }
  const move = (entry: Entry, to: Address): void => {
    const before = entries.get(addressText(to))
    if (before !== undefined && before !== entry) remove(before)
    entries.delete(addressText(entry.peer))
    entry.peer = to
    entries.set(addressText(to), entry)
  }

  /** Does what a session asks for. */
  const deal = (entry: Entry, events: readonly DtlsEvent[], from = entry.peer): void => {
    for (const event of events) {
      if (event.kind === 'datagram') socket.send(event.datagram, from)
      else if (event.kind === 'data') {
        if (event.newest && addressText(from) !== addressText(entry.peer)) move(entry, from)
        // An older record may have been held anywhere on its way: it is the peer's, and the answer is for the peer.
        listener(event.content, entry.name)
      } else {
        options.onEvent?.(entry.name, event)
        if (event.kind === 'closed') remove(entry)
      }
      if (event.kind === 'established') {
        halfOpen.delete(entry)
        for (const content of entry.waiting.splice(0)) deal(entry, entry.session.send(content, clock.now()))
        for (const settle of entry.connecting.splice(0)) settle(true)
      }
    }
    entry.timer?.cancel()
    const { deadline } = entry.session
    if (deadline === undefined || entries.get(addressText(entry.peer)) !== entry) return
    entry.timer = clock.after(deadline - clock.now(), () => deal(entry, entry.session.timeout(clock.now())))
  }

  const cidEntry = (datagram: Uint8Array): Entry | undefined => {
    if (datagram[0] !== contentTypes.connectionId) return undefined
    const at = headerSize() - 2
    for (const length of cidLengths) {
      const found = byCid.get(hex(datagram.subarray(at, at + length)))
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Waits for the rest of a ClientHello. */
  const hold = (key: string, session: DtlsServer): void => {
    halfHeard.set(key, session)
    const [oldest] = halfHeard.keys()
    if (halfHeard.size > mostHalfHeard && oldest !== undefined) halfHeard.delete(oldest)
  }

  /** A peer that knocks: nothing but pieces of a ClientHello is kept before it showed its cookie (RFC 6347 §4.2.1). */
  const knock = (datagram: Uint8Array, from: Address): void => {
    const [first] = splitRecords(datagram).records
    // What is left of a session that is over is for nobody.
    if (first !== undefined && !isClearHandshake(first)) return
    const own = options.server?.(from)
    if (own === undefined) return
    const cookies = { secret, peer: addressText(from) }
    const key = addressText(from)
    const session = halfHeard.get(key) ?? new DtlsServer({ ...own, cookies, random: chance() })
    halfHeard.delete(key)
    const entry: Entry = { session, peer: from, name: from, waiting: [], connecting: [], cid: own.cid }
    const events = session.receive(datagram, clock.now())
    if (session.clientRandom !== undefined) {
      takenUp.add(hex(session.clientRandom))
      const [oldest] = takenUp
      if (takenUp.size > mostTakenUp && oldest !== undefined) takenUp.delete(oldest)
    }
    if (session.started && !session.closed) {
      add(entry)
      halfOpen.add(entry)
      const [oldest] = halfOpen
      if (halfOpen.size > mostHalfOpen && oldest !== undefined) remove(oldest)
    } else if (!session.closed && events.length === 0) hold(key, session)
    deal(entry, events)
  }

  socket.onDatagram((datagram, from) => {
    const entry = cidEntry(datagram) ?? entries.get(addressText(from))
    if (entry === undefined || isNewHello(datagram, entry, takenUp)) knock(datagram, from)
    else deal(entry, entry.session.receive(datagram, clock.now()), from)
  })

  /** Begins a handshake with a peer that there is no session with; undefined where we may not. */
  const open = (to: Address): Entry | undefined => {
    const own = options.client?.(to)
    if (own === undefined) return undefined
    const session = new DtlsClient({ ...own, random: chance() })
    const entry: Entry = { session, peer: to, name: to, waiting: [], connecting: [], cid: own.cid }
    add(entry)
    deal(entry, session.start(clock.now()))
    return entry
  }

  return {
    local: socket.local,
    association: (peer) => byName.get(addressText(peer))?.session.association,
    forget(peer) {
      const known = byName.get(addressText(peer))
      if (known !== undefined) remove(known)
    },
    alert(peer, level, name) {
      const known = byName.get(addressText(peer))
      if (known !== undefined) deal(known, known.session.alert(level, name, clock.now()))
    },
    onDatagram: (told) => {
      listener = told
    },
    connect(to) {
      const known = byName.get(addressText(to)) ?? open(to)
      if (known === undefined || known.session.closed) return Promise.resolve(false)
      if (known.session.association !== undefined) return Promise.resolve(true)
      return new Promise((resolve) => {
        known.connecting.push(resolve)
      })
    },
    send(datagram, to) {
      // No record carries more: lost, as what no network carries.
      if (datagram.length > longestPlaintext) return
      const known = byName.get(addressText(to)) ?? open(to)
      if (known?.session.association !== undefined) deal(known, known.session.send(datagram, clock.now()))
      else if (known !== undefined && known.waiting.length < mostWaiting) known.waiting.push(datagram)
    },
    async close() {
      for (const entry of [...entries.values()]) {
        if (entry.session.association !== undefined) deal(entry, entry.session.close(clock.now()))
        remove(entry)
      }
      await socket.close()
    },
  }
}

const isClearHandshake = ({ type, epoch }: ReceivedRecord): boolean =>
  type === contentTypes.handshake && epoch === 0

/** Whether a peer that we serve begins anew: with a ClientHello in the clear that was not taken up before. */
function isNewHello(datagram: Uint8Array, { session }: Entry, takenUp: ReadonlySet<string>): boolean {
  const record = splitRecords(datagram).records[0]
  if (!(session instanceof DtlsServer)) return false
  if (record === undefined || !isClearHandshake(record)) return false
  const fragment = decodeFragments(record.fragment).value?.[0]
  if (fragment?.type !== handshakeTypes.clientHello) return false
  const hello = decodeClientHello(fragment.fragment).value
  return hello !== undefined && !takenUp.has(hex(hello.random))
}
