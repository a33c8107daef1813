import { buildOptions, encode } from '#coap'
import { contentTypes, handshakeTypes } from '#dtls'
import { registerDraft } from '#lwm2m'
import { through } from '#net'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

const isClientHello = (datagram: Uint8Array): boolean =>
  datagram[0] === contentTypes.handshake && datagram[13] === handshakeTypes.clientHello

/** The Register of a Client, as it would go in the clear. */
function clearRegister(client: ReferenceClient): Uint8Array {
  const { path = [], query = [] } = registerDraft(client.registerFields())
  return encode({
    ...{ type: 'CON', code: '0.02', messageId: 0x2540, token: Uint8Array.of(1) },
    ...{ options: buildOptions({ path, query }, []), payload: new Uint8Array() },
  })
}

/** What a Client with an account for DTLS says without it. */
export const cleartextMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'dtls-register-in-the-clear',
    title: 'With each ClientHello its Register goes to the Server in the clear',
    from: 'BUG-254',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/CLEAR/BI-01 A'],
    inject: (client) =>
      instead(client, 'options', (options) => ({
        ...options,
        network: through(options.network, {
          socket: (socket) => ({
            ...socket,
            send(datagram, to) {
              socket.send(datagram, to)
              if (isClientHello(datagram)) socket.send(clearRegister(client), to)
            },
          }),
        }),
      })),
  },
]
