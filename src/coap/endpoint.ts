import type { DatagramSocket } from '#net'
import { szxOf } from './block-option.ts'
import type { CoapEndpoint, CoapEndpointOptions } from './endpoint.types.ts'
import { MessageLayer } from './message-layer.ts'
import { createRoles, tapOf } from './roles.ts'
import { defaultTransmission } from './transmission.ts'
import { Wire } from './wire.ts'

/**
 * Speaks CoAP on a socket: RFC 7252, RFC 7641 and RFC 7959, client and server at once.
 * @throws RangeError when `blockSize` is not a power of two from 16 to 1024
 */
export function createEndpoint(socket: DatagramSocket, options: CoapEndpointOptions): CoapEndpoint {
  const { clock, random, protection, blockSize = 1024 } = options
  const tap = tapOf(options)
  szxOf(blockSize)
  const parameters = { ...defaultTransmission, ...options.parameters }
  const wire = new Wire(socket, clock, tap)
  const roles = createRoles(options, parameters, (receive) => {
    return new MessageLayer(wire, clock, random, parameters, blockSize, receive)
  })
  return {
    ...roles,
    local: socket.local,
    connect: async (to) => socket.connect === undefined || socket.connect(to),
    sendRaw: (to, datagram) => {
      wire.sendRaw(protection?.raw(to, datagram, 'udp') ?? datagram, to)
    },
    close: async () => {
      roles.end()
      await wire.close()
    },
  }
}
