import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { type Connection, udpNetwork } from '#net'
import { shown } from './certificates.fixture.ts'
import { securedStreams } from './secure-streams.ts'

const host = '127.0.0.1'
const key = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`
const ciphers = 'ALL:@SECLEVEL=0'
const inPem = {
  cert: pem(shown.server.chain[0]!),
  key: shown.server.privateKey.export({ format: 'pem', type: 'pkcs8' }),
}

const said = (connection: Connection): Promise<string> =>
  new Promise((resolve) => connection.onOctets((octets) => resolve(Buffer.from(octets).toString())))

describe.each(['TLSv1.2', 'TLSv1.3'] as const)("Node's own %s over real TCP", (version) => {
  const versions = { minVersion: version, maxVersion: version }

  it.each(['a PSK', 'a certificate'])('as a client is answered by %s', async (kind) => {
    const server =
      kind === 'a PSK'
        ? { psk: (identity: string) => (identity === 'dev' ? key : undefined) }
        : { certificate: shown.server }
    const listener = await securedStreams(udpNetwork(), { server }).listen({ host })
    listener.onConnection((connection) => connection.onOctets((octets) => connection.send(octets)))
    const socket = connect({
      ...{ host, port: listener.local.port, ciphers, ...versions, ALPNProtocols: ['coap'] },
      ...(kind === 'a PSK'
        ? { pskCallback: () => ({ identity: 'dev', psk: key }), checkServerIdentity: () => undefined }
        : { ca: inPem.cert, servername: 'server.example' }),
    })
    socket.write('hello')
    const [echoed] = await once(socket, 'data')
    expect(String(echoed)).toBe('hello')
    expect(socket.getProtocol()).toBe(version)
    expect(socket.alpnProtocol).toBe('coap')
    if (kind === 'a certificate') expect(socket.authorized).toBe(true)
    socket.destroy()
    await listener.close()
  })

  it.each(['a PSK', 'a certificate'])('as a server answers us by %s', async (kind) => {
    const server = createServer({
      ...{ ciphers, ...versions, ALPNProtocols: ['coap'] },
      ...(kind === 'a PSK'
        ? { pskCallback: (_: TLSSocket, identity: string) => (identity === 'dev' ? key : null) }
        : inPem),
    })
    const names: (string | false)[] = []
    server.on('secureConnection', (socket: TLSSocket & { servername?: string | false }) => {
      names.push(socket.servername ?? false)
      socket.pipe(socket)
    })
    server.listen(0, host)
    await once(server, 'listening')
    const client =
      kind === 'a PSK'
        ? { psk: { identity: 'dev', key } }
        : { verifyPeer: () => undefined, serverName: 'server.example' }
    const network = securedStreams(udpNetwork(), { client: () => client })
    const connection = await network.connect({ host, port: (server.address() as AddressInfo).port })
    const answer = said(connection)
    connection.send(Buffer.from('hello'))
    expect(await answer).toBe('hello')
    expect(names).toEqual([kind === 'a PSK' ? false : 'server.example'])
    connection.close()
    server.close()
    await once(server, 'close')
  })
})
