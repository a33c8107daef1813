import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import type { Address, Connection } from '#net'
import type { TlsAssociation, TlsVersion, VerifyPeer } from './tls.types.ts'

/** The certificates that the peer showed, its own first. */
export function shownBy(socket: TLSSocket): Uint8Array[] {
  const chain: Uint8Array[] = []
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  // The end of a chain names itself as its issuer.
  while (next?.raw !== undefined && !chain.some((known) => next?.raw.equals(known) === true)) {
    chain.push(new Uint8Array(next.raw))
    next = next.issuerCertificate
  }
  return chain
}

/** What the ends agreed on. @param verify refuses certificates. @throws Error with its reason */
export function agreed(
  socket: TLSSocket,
  verify: VerifyPeer | undefined,
  identity: string | undefined,
): TlsAssociation {
  const certificates = shownBy(socket)
  const reason = verify?.(certificates)
  if (reason !== undefined) throw new Error(reason)
  const version: TlsVersion = socket.getProtocol() === 'TLSv1.3' ? '1.3' : '1.2'
  const { standardName } = socket.getCipher()
  return { version, suite: standardName, certificates, ...(identity !== undefined && { identity }) }
}

/** The inside of TLS as a connection between the same two. */
export function connectionIn(socket: TLSSocket, ends: { local: Address; peer: Address }): Connection {
  let isOurs = false
  let isOver = false
  let ended: (() => void) | undefined
  // What breaks a session is told as the end of its connection.
  socket.on('error', () => {})
  socket.on('end', () => socket.end())
  socket.on('close', () => {
    isOver = true
    if (!isOurs) ended?.()
  })
  return {
    ...ends,
    send(octets) {
      if (socket.writable) socket.write(Buffer.from(octets))
    },
    onOctets: (listener) => void socket.on('data', (octets: Buffer) => listener(new Uint8Array(octets))),
    onEnd(listener) {
      ended = listener
      if (isOver && !isOurs) listener()
    },
    close() {
      isOurs = true
      socket.destroySoon()
    },
  }
}
