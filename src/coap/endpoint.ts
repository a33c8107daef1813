import type { DatagramSocket } from '#net'
import { Assembly } from './assembly.ts'
import { szxOf } from './block-option.ts'
import { Client } from './client.ts'
import { isRequestCode } from './code.ts'
import type { CoapEndpoint, CoapEndpointOptions } from './endpoint.types.ts'
import { MessageLayer } from './message-layer.ts'
import { Notifier } from './notifier.ts'
import { Representations } from './representations.ts'
import { Server } from './server.ts'
import { TokenTable } from './transaction.ts'
import { defaultTransmission, transmissionTimes } from './transmission.ts'
import { Wire } from './wire.ts'

/**
 * Speaks CoAP on a socket: RFC 7252, RFC 7641 and RFC 7959, client and server at once.
 * @throws RangeError when `blockSize` is not a power of two from 16 to 1024
 */
export function createEndpoint(socket: DatagramSocket, options: CoapEndpointOptions): CoapEndpoint {
  const { clock, random, tap, blockSize = 1024, maxBody = 2 ** 20 } = options
  szxOf(blockSize)
  const parameters = { ...defaultTransmission, ...options.parameters }
  const lifetime = transmissionTimes(parameters).exchangeLifetime
  const wire = new Wire(socket, clock, tap)
  const layer = new MessageLayer(wire, clock, random, parameters, (message, answer) =>
    (isRequestCode(message.message.code) ? server : client).receive(message, answer),
  )
  const representations = new Representations(clock, lifetime)
  const assembly = new Assembly(clock, lifetime, blockSize, maxBody)
  const server = new Server({ layer, clock, parameters, representations, assembly, blockSize })
  const tokens = new TokenTable()
  const client = new Client({ layer, clock, random, parameters, tokens, blockSize, maxBody })
  const notifier = new Notifier(layer, representations, blockSize)
  return {
    local: socket.local,
    socket,
    request: (to, draft) => client.request(to, draft),
    notify: (to, draft) => notifier.notify(to, draft),
    onRequest: (listener) => server.onRequest(listener),
    ping: (to) => client.ping(to),
    sendRaw: (to, datagram) => {
      wire.sendRaw(datagram, to)
    },
    close: async () => {
      client.close()
      notifier.close()
      server.close()
      layer.close()
      await wire.close()
    },
  }
}
