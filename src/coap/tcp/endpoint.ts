import type { Address, Connection, ConnectionListener } from '#net'
import { szxOf } from '../block-option.ts'
import type { CoapEndpoint, CoapEndpointOptions } from '../endpoint.types.ts'
import { createRoles, tapOf } from '../roles.ts'
import { defaultTransmission, transmissionTimes } from '../transmission.ts'
import { StreamLayer } from './stream-layer.ts'

/** Where connections come from: peers that open them, or we that do. */
export type ConnectionSource =
  | { readonly listener: ConnectionListener }
  | { readonly local: Address; readonly dial: (to: Address) => Promise<Connection> }

/** Octets of the longest message that we take, and say so. */
const maxMessageSize = 65_536

/**
 * Speaks CoAP over TCP: RFC 8323, with RFC 7641 and RFC 7959, client and server at once. It has the interface of an
 * endpoint over UDP: types are of no consequence, and what is told of ACK and RST does not happen.
 * @throws RangeError when `blockSize` is not a power of two from 16 to 1024
 */
export function createTcpEndpoint(source: ConnectionSource, options: CoapEndpointOptions): CoapEndpoint {
  const { clock, random, blockSize = 1024, lenient = false } = options
  const tap = tapOf(options)
  szxOf(blockSize)
  const parameters = { ...defaultTransmission, ...options.parameters }
  let layer!: StreamLayer
  const roles = createRoles(options, parameters, (receive) => {
    layer = new StreamLayer(
      {
        clock,
        random,
        tap,
        lenient,
        blockSize,
        capabilities: { maxMessageSize, blockWise: true },
        pingTimeout: transmissionTimes(parameters).maxTransmitWait,
        ...('dial' in source && { dial: source.dial }),
      },
      receive,
    )
    return layer
  })
  if ('listener' in source) source.listener.onConnection((connection) => layer.accept(connection))
  return {
    ...roles,
    local: 'listener' in source ? source.listener.local : source.local,
    streams: layer.streams,
    connect: (to) => layer.connect(to),
    sendRaw: (to, octets, piece) =>
      layer.sendRaw(to, options.protection?.raw(to, octets, 'tcp') ?? octets, piece),
    close: async () => {
      roles.end()
      if ('listener' in source) await source.listener.close()
    },
  }
}
