import { contentTypes, handshakeTypes, serverEnd } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams } from '../on-datagrams.ts'

const nullSuite = 0x002c
const ccm8 = 0xc0a8

/** The key of an identity that it knows, changed by how often it was asked for since a handshake came about. */
function keyChanged(
  server: ReferenceServer,
  change: (key: Uint8Array, times: number) => Uint8Array | undefined,
): void {
  const [account] = server.options.accounts ?? []
  let times = 0
  server.otherwise = {
    server: {
      ladder: {
        message(one) {
          // A Server says so only when it has seen that the Client has the key, too.
          if (one.type === handshakeTypes.finished) times = 0
          return [one]
        },
      },
      psk: (identity) =>
        account === undefined || Buffer.compare(identity, account.identity) !== 0
          ? undefined
          : change(account.secretKey, ++times),
    },
  }
}

/** Where the suites of a ClientHello begin, in a datagram that has it whole (RFC 6347 §4.2.1, RFC 5246 §7.4.1.2). */
function suitesOf(datagram: Uint8Array): Uint8Array | undefined {
  if (datagram[0] !== contentTypes.handshake || datagram[13] !== handshakeTypes.clientHello) return undefined
  const sessionId = 13 + 12 + 2 + 32
  const cookie = sessionId + 1 + datagram[sessionId]!
  const at = cookie + 1 + datagram[cookie]!
  return datagram.subarray(at + 2, at + 2 + ((datagram[at]! << 8) | datagram[at + 1]!))
}

const begins = (suites: Uint8Array | undefined, suite: number): boolean =>
  suites !== undefined && suites[0] === suite >> 8 && suites[1] === (suite & 255)

/** Faults of a Server in handshakes. */
export const handshakeMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'psk-identity-ignored',
    title: 'Whatever identity a Client gives, its key will do',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/PSK/BI-01 A'],
    unsettles: ['TP/SEC/DTLS/FAILED/BI-01'],
    inject(server) {
      const [account] = server.options.accounts ?? []
      server.otherwise = { server: { psk: () => account?.secretKey } }
    },
  },
  {
    id: 'psk-unknown-upsets',
    title: 'After an unknown identity the next known one is refused',
    from: 'BUG-244',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/PSK/BI-01 B'],
    inject(server) {
      const [account] = server.options.accounts ?? []
      let isUpset = false
      server.otherwise = {
        server: {
          psk(identity) {
            const isKnown = account !== undefined && Buffer.compare(identity, account.identity) === 0
            const key = isKnown && !isUpset ? account.secretKey : undefined
            isUpset = !isKnown
            return key
          },
        },
      }
    },
  },
  {
    id: 'dtls-failures-counted',
    title: 'Once 50 handshakes have failed by their identities none is answered for 150 s',
    from: 'BUG-246',
    variant: 'over-psk',
    strict: true,
    trips: ['TP/SEC/DTLS/FAILED/BI-01 A'],
    inject(server) {
      const [account] = server.options.accounts ?? []
      const { clock } = server.options.network
      let failures = 0
      let until = 0
      server.otherwise = {
        server: {
          psk(identity) {
            if (account !== undefined && Buffer.compare(identity, account.identity) === 0)
              return account.secretKey
            failures++
            if (failures === 50) until = clock.now() + 150_000
            return undefined
          },
        },
      }
      onDatagrams<ReferenceServer>(() => ({
        incoming: (datagram) =>
          clock.now() < until && suitesOf(datagram) !== undefined ? undefined : datagram,
      }))(server)
    },
  },
  {
    id: 'psk-wiped-by-failure',
    title: 'A handshake that fails leaves an empty key behind for the next',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/PSK/BI-02 A'],
    mayTrip: ['TP/SEC/DTLS/FINISHED/BI-01 B'],
    inject: (server) => keyChanged(server, (key, times) => (times % 2 === 0 ? new Uint8Array() : key)),
  },
  {
    id: 'psk-failures-lock',
    title: 'After two handshakes that fail the next one is refused',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/PSK/BI-02 B'],
    inject: (server) => keyChanged(server, (key, times) => (times === 3 ? undefined : key)),
  },
  {
    id: 'dtls-null-chosen',
    title: 'A suite without encryption is chosen where it is offered first',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/HELLO/BI-01 A'],
    inject(server) {
      let isNull = false
      server.otherwise = {
        server: {
          ladder: {
            message: (one) => [
              isNull && one.type === handshakeTypes.serverHello
                ? { ...one, body: Uint8Array.from(one.body).fill(0, 35, 36).fill(nullSuite, 36, 37) }
                : one,
            ],
          },
        },
      }
      onDatagrams<ReferenceServer>(() => ({
        incoming(datagram) {
          if (suitesOf(datagram) === undefined) return datagram
          isNull = begins(suitesOf(datagram), nullSuite)
          const changed = Uint8Array.from(datagram)
          if (isNull) suitesOf(changed)!.set([ccm8 >> 8, ccm8 & 255])
          return changed
        },
      }))(server)
    },
  },
  {
    id: 'dtls-null-upsets',
    title: 'After an offer of suites that protect nothing the next handshake is refused',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/HELLO/BI-01 B'],
    inject(server) {
      let isUpset = false
      onDatagrams<ReferenceServer>(() => ({
        incoming(datagram) {
          isUpset ||= begins(suitesOf(datagram), nullSuite)
          return datagram
        },
      }))(server)
      keyChanged(server, (key) => {
        if (!isUpset) return key
        isUpset = false
        return undefined
      })
    },
  },
  {
    id: 'dtls-finished-upsets',
    title: 'After a Finished that is wrong the next handshake is refused',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/FINISHED/BI-01 B'],
    inject: (server) => keyChanged(server, (key, times) => (times === 2 ? undefined : key)),
  },
  {
    id: 'dtls-any-finished',
    title: 'The Finished of a Client is not looked at',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/FINISHED/BI-01 A'],
    inject(server) {
      server.otherwise = { server: { trusts: ['Finished'] } }
    },
  },
  {
    id: 'dtls-early-data',
    title: 'What comes under the keys of a handshake is served before its Finished',
    from: 'BUG-255',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/FINISHED/BI-02 A'],
    inject(server) {
      server.otherwise = { server: { trusts: ['early data'] } }
    },
  },
  {
    id: 'dtls-hello-ends',
    title: 'A ClientHello ends the association with whoever has its address',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/LOST/BI-01 A'],
    inject: onDatagrams<ReferenceServer>(() => {
      let isEnded = false
      return {
        incoming(datagram) {
          if (suitesOf(datagram) !== undefined) isEnded = true
          // The message before a ChangeCipherSpec is that of the Client in a new handshake.
          if (datagram[13] === handshakeTypes.clientKeyExchange) isEnded = false
          return isEnded && datagram[0] === contentTypes.applicationData ? undefined : datagram
        },
      }
    }),
  },
  {
    id: 'dtls-lost-association',
    title: 'Who has an association that was not closed gets no other for 150 s',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/LOST/BV-01 A', 'TP/SEC/DTLS/CID/BV-04 A'],
    inject(server) {
      const { clock } = server.options.network
      let until = 0
      onDatagrams<ReferenceServer>(() => ({
        incoming(datagram) {
          if (datagram[0] === contentTypes.applicationData) until = clock.now() + 150_000
          if (datagram[0] === contentTypes.alert) until = 0
          return clock.now() < until && suitesOf(datagram) !== undefined ? undefined : datagram
        },
      }))(server)
    },
  },
  {
    id: 'dtls-lost-registration',
    title: 'Who comes again by another association is not registered again',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/LOST/BV-01 B', 'TP/SEC/DTLS/CID/BV-04 B', 'TP/SEC/DTLS/CID/BV-04 C'],
    inject(server) {
      let isAssociated = false
      let isLost = false
      onDatagrams<ReferenceServer>(() => ({
        incoming(datagram) {
          if (datagram[0] === contentTypes.applicationData) isAssociated = true
          if (datagram[0] === contentTypes.alert) isAssociated = false
          if (suitesOf(datagram) !== undefined) isLost = isAssociated
          return datagram
        },
      }))(server)
      instead(
        server,
        'refusal',
        (refusal) =>
          (...asked) =>
            isLost ? '4.00' : refusal(...asked),
      )
    },
  },
  ...(['rpk', 'x509'] as const).flatMap((mode): Mutant<ReferenceServer>[] => [
    {
      id: `any-${mode}-client-taken`,
      title: 'What a Client shows of itself is not looked at',
      variant: `over-${mode}`,
      trips: ['TP/SEC/DTLS/KEY/BI-01 B'],
      unsettles: ['TP/SEC/DTLS/FAILED/BI-01'],
      inject(server) {
        server.otherwise = { server: { verifyPeer: () => undefined } }
      },
    },
    {
      id: `refused-${mode}-client-upsets`,
      title: 'After a Client that was refused the next one is refused, too',
      variant: `over-${mode}`,
      trips: [
        'TP/SEC/DTLS/KEY/BI-01 D',
        ...(mode === 'x509' ? (['TP/SEC/DTLS/CERTIFICATE/BI-02 F'] as const) : []),
      ],
      inject(server) {
        const { accounts = [] } = server.options
        const verify = serverEnd(accounts).verifyPeer
        let isUpset = false
        server.otherwise = {
          server: {
            verifyPeer(peer) {
              const wasUpset = isUpset
              isUpset = verify?.(peer) !== undefined
              return isUpset || wasUpset ? 'bad_certificate' : undefined
            },
          },
        }
      },
    },
  ]),
]
