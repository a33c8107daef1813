import { optionNumbers } from '#coap'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

export const coapMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'size1-too-long',
    title: 'Its requests have a Size1 option of five octets',
    trips: ['TP/COAP/FORM/BV-01 A'],
    inject: (client) =>
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        const size1 = { number: optionNumbers.size1, value: new Uint8Array(5) }
        instead(
          client.coap,
          'request',
          (request) => (to, draft) => request(to, { ...draft, options: [size1] }),
        )
      }),
  },
]
