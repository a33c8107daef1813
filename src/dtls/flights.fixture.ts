import fc from 'fast-check'
import { shown } from '../certificates.fixture.ts'
import { mutation } from '../mutations.fixture.ts'
import type { ClientOptions } from './client.ts'
import type { Ladder } from './ladder.ts'
import { Pair, psk } from './pair.fixture.ts'
import type { ServerOptions } from './server.types.ts'
import type { Resumable } from './session.types.ts'

type Ends = readonly [Omit<ClientOptions, 'random'>, Omit<ServerOptions, 'random'>]

const cookies = { secret: Uint8Array.of(1, 2, 3), peer: '192.0.2.1:5684' }
const byPsk = (suite: number): Ends => [{ ...psk.client, suites: [suite] }, psk.server]
const byCertificate = (kind: 'rpk' | 'x509'): Ends => [
  { certificate: shown[kind].client, serverName: 'server.example' },
  { certificate: shown[kind].server, cookies },
]
const oldSuite = byPsk(0x00ae)

function resumption(): Ends {
  const sessions = new Map<string, Resumable>()
  const server = { ...psk.server, sessions }
  const { association } = new Pair(psk.client, server).handshake().client
  if (association?.resumable === undefined) throw new Error('nothing to resume')
  return [{ ...psk.client, resume: association.resumable }, server]
}

/** How two may come to an association. */
export const modes: Readonly<Record<string, () => Ends>> = {
  'a PSK and CCM': () => [psk.client, { ...psk.server, cookies }],
  'a PSK and GCM': () => byPsk(0x00a8),
  'a PSK and CBC': () => oldSuite,
  'a PSK and CBC with the MAC inside': () => [{ ...oldSuite[0], encryptThenMac: false }, oldSuite[1]],
  'a PSK and an ephemeral key': () => byPsk(0xc037),
  'a PSK and connection ids': () => [
    { ...psk.client, cid: Uint8Array.of(7) },
    { ...psk.server, cid: Uint8Array.of(8, 9) },
  ],
  'a session that goes on': resumption,
  'raw public keys': () => byCertificate('rpk'),
  certificates: () => byCertificate('x509'),
}

type Rung = Extract<keyof Ladder, 'message' | 'record' | 'datagrams'>

/** What of a side is changed: the so-manieth message, record or datagram that it sends. */
export interface Change {
  readonly rung: Rung
  readonly turn: number
  readonly mutate: (octets: Uint8Array) => Uint8Array
}

/** What may be changed of a side that shakes hands and then says a few words. */
export const change: fc.Arbitrary<Change> = fc.record({
  rung: fc.constantFrom<Rung>('message', 'record', 'datagrams'),
  turn: fc.nat(9),
  mutate: mutation,
})

/** The ladder that makes the changes; tells of each. */
export function changed(changes: readonly Change[], told: () => void): Ladder {
  const turns = { message: 0, record: 0, datagrams: 0 }
  const through = (rung: Rung, octets: Uint8Array): Uint8Array => {
    const turn = turns[rung]++
    const due = changes.filter((one) => one.rung === rung && one.turn === turn)
    for (const _ of due) told()
    return due.reduce((before, { mutate }) => mutate(before), octets)
  }
  return {
    message: (one) => [{ ...one, body: through('message', one.body) }],
    record: (one) => [{ ...one, content: through('record', one.content) }],
    datagrams: (all) => all.map((one) => through('datagrams', one)),
  }
}
