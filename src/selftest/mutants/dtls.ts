import { alerts, contentTypes, encodeMessage, type Otherwise, type PlainRecord } from '#dtls'
import { through } from '#net'
import type { CriterionId, Mutant } from '../mutant.ts'
import { instead } from './instead.ts'
import type { Networked } from './on-datagrams.ts'

/** What such a fault needs of a peer. */
export interface DtlsPeer<Peer> {
  /** The criterion for a rule. */
  readonly letter: (rule: number) => string
  /** Its own hello. */
  readonly hello: number
  /** Has the peer's end of handshakes differ. */
  readonly otherwise: (peer: Peer, how: Otherwise) => void
}

const isRecordOfData = (datagram: Uint8Array): boolean => datagram[0] === contentTypes.applicationData
const lastBitChanged = (datagram: Uint8Array): Uint8Array => datagram.with(-1, datagram.at(-1)! ^ 1)

/** Does not look at the last bit of a MAC: what comes is tried as it is, and with that bit changed. */
function trustsLastBit(peer: Networked): void {
  instead(peer, 'options', (options) => ({
    ...options,
    network: through(options.network, {
      socket: (socket) => ({
        ...socket,
        onDatagram: (listener) =>
          socket.onDatagram((datagram, from) => {
            listener(datagram, from)
            if (isRecordOfData(datagram)) listener(lastBitChanged(datagram), from)
          }),
      }),
    }),
  }))
}

/** Faults in dealing with records, that a Client and a Server can have alike. */
export function recordMutants<Peer extends Networked>({
  letter,
  hello,
  otherwise,
}: DtlsPeer<Peer>): readonly Mutant<Peer>[] {
  const both = (how: NonNullable<Otherwise['client']> & NonNullable<Otherwise['server']>) => (peer: Peer) =>
    otherwise(peer, { client: how, server: how })
  const rule = (purpose: string, number: number): { trips: readonly CriterionId[] } => ({
    trips: [`TP/SEC/DTLS/RECORD/${purpose} ${letter(number)}`],
  })
  const endsOver = (clause: string) =>
    both({
      ladder: { endsOver: (violation) => (violation.clause === clause ? 'bad_record_mac' : undefined) },
    })
  const common = { variant: 'over-psk' }
  const insteadOfRefusal = (content: () => Partial<PlainRecord>) =>
    both({
      ladder: {
        record: (one) => [
          one.type === contentTypes.alert && one.content[1] === alerts.no_renegotiation
            ? { ...one, ...content() }
            : one,
        ],
      },
    })
  return [
    {
      ...{ ...common, ...rule('BI-01', 0), strict: true },
      id: 'dtls-replay-taken',
      title: 'Records are taken twice',
      inject: both({ detectsReplays: false }),
    },
    {
      ...{ ...common, ...rule('BI-01', 1) },
      id: 'dtls-ends-over-replay',
      title: 'Over a record that came twice the association is ended',
      inject: endsOver('RFC 6347 §4.1.2.6'),
    },
    {
      ...{ ...common, ...rule('BI-02', 0) },
      id: 'dtls-mac-in-part',
      title: 'The last bit of a MAC is not looked at',
      inject: trustsLastBit,
    },
    {
      ...{ ...common, ...rule('BI-02', 1), strict: true },
      id: 'dtls-ends-over-bad-mac',
      title: 'Over a record with a wrong MAC the association is ended',
      inject: endsOver('RFC 6347 §4.1.2.7'),
    },
    {
      ...{ ...common, ...rule('BI-03', 0) },
      id: 'dtls-epoch-0-taken',
      title: 'Requests in the clear, in epoch 0, are served within the association',
      inject: both({
        ladder: {
          reads: ({ type, epoch, fragment }) =>
            type === contentTypes.applicationData && epoch === 0
              ? { kind: 'opened', type, content: fragment, epoch, newest: false }
              : undefined,
        },
      }),
    },
    {
      ...{ ...common, ...rule('BI-03', 1), strict: true },
      id: 'dtls-ends-over-epoch-0',
      title: 'Over a record in the clear the association is ended',
      inject: endsOver('RFC 6347 §4.1'),
    },
    {
      ...{ ...common, strict: true },
      trips: [`TP/SEC/DTLS/RENEGOTIATION/BI-01 ${letter(0)}`],
      id: 'dtls-renegotiates',
      title: 'Asked to renegotiate, it says hello',
      inject: insteadOfRefusal(() => ({
        type: contentTypes.handshake,
        content: encodeMessage({ type: hello, sequence: 0, body: new Uint8Array(40) }),
      })),
    },
    {
      ...{ ...common, strict: true },
      trips: [`TP/SEC/DTLS/RENEGOTIATION/BI-01 ${letter(1)}`],
      id: 'dtls-ends-over-renegotiation',
      title: 'Asked to renegotiate, it ends the association',
      inject: insteadOfRefusal(() => ({ content: Uint8Array.of(2, alerts.handshake_failure) })),
    },
  ]
}
