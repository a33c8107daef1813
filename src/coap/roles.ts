import { Assembly } from './assembly.ts'
import { Client } from './client.ts'
import { isRequestCode } from './code.ts'
import type { CoapEndpoint, CoapEndpointOptions, TransmissionParameters } from './endpoint.types.ts'
import type { Layer, Receive } from './layer.ts'
import { Notifier } from './notifier.ts'
import { Representations } from './representations.ts'
import { Server } from './server.ts'
import { TokenTable } from './transaction.ts'
import { transmissionTimes } from './transmission.ts'

/** Both roles of an endpoint, whatever carries their messages. */
export interface Roles extends Pick<CoapEndpoint, 'request' | 'notify' | 'onRequest' | 'ping'> {
  /** Ends all exchanges with 'cancelled', and the layer. */
  end(): void
}

/** @param open makes the layer, which hands over requests and responses, each once */
export function createRoles(
  options: CoapEndpointOptions,
  parameters: TransmissionParameters,
  open: (receive: Receive) => Layer,
): Roles {
  const { clock, random, blockSize = 1024, maxBody = 2 ** 20, protection } = options
  const { endsAtForeignToken = false } = options
  const { intake = { size: blockSize, refusing: false } } = options
  const lifetime = transmissionTimes(parameters).exchangeLifetime
  const receive: Receive = (message, answer) =>
    (isRequestCode(message.message.code) ? server : client).receive(message, answer)
  const layer = protection === undefined ? open(receive) : protection.over(receive, open)
  const representations = new Representations(clock, lifetime)
  const assembly = new Assembly(clock, lifetime, intake, maxBody)
  const server = new Server({ layer, clock, parameters, representations, assembly })
  const tokens = new TokenTable()
  const client = new Client({ layer, clock, random, parameters, tokens, maxBody, endsAtForeignToken })
  const notifier = new Notifier(layer, representations)
  return {
    request: (to, draft) => client.request(to, draft),
    notify: (to, draft) => notifier.notify(to, draft),
    onRequest: (listener) => server.onRequest(listener),
    ping: (to) => client.ping(to),
    end: () => {
      client.close()
      notifier.close()
      server.close()
      layer.close()
    },
  }
}

/** What sees the messages of an endpoint: as they are inside, where they are protected. */
export function tapOf({ tap, protection }: CoapEndpointOptions): CoapEndpointOptions['tap'] {
  if (tap === undefined || protection === undefined) return tap
  return (event) => tap(protection.reveal(event))
}
