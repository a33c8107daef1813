import { optionNumbers } from '#coap'
import { contentFormats } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams, readingAs } from '../on-datagrams.ts'

export const coapMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'M60',
    title: 'A response apart from the ACK is not recognised',
    from: 'BUG-277',
    trips: ['TP/COAP/MSG/BV-07 A'],
    inject: onDatagrams(
      readingAs((message) => (message.type === 'CON' && message.code.startsWith('2.') ? undefined : message)),
    ),
  },
  {
    id: 'discover-of-errors-unanswered',
    title: 'Discover of /3/0/11 is never answered',
    from: 'BUG-070',
    trips: ['TP/COAP/ALIVE/BV-01 A', 'int-261 A'],
    inject: (client) =>
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        instead(
          client.coap,
          'onRequest',
          (onRequest) => (listener) =>
            onRequest((request) => {
              if (request.accept !== contentFormats.link || request.path.join('/') !== '3/0/11')
                listener(request)
            }),
        )
      }),
  },
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
