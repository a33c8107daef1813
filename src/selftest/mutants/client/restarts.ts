import { updateDraft } from '#lwm2m'
import { sleep } from '#net'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

const variant = 'over-psk'
const purpose = 'TP/SEC/DTLS/LOST/BV-02'

/** Whether it has restarted since this was asked last. */
function restarted(client: ReferenceClient): () => boolean {
  let isBack = false
  instead(client, 'reboot', (reboot) => () => {
    isBack = true
    return reboot()
  })
  return () => {
    const wasBack = isBack
    isBack = false
    return wasBack
  }
}

/** Milliseconds for which a Client believes in an association in which nobody answers: longer than it is waited for. */
const belief = 700_000

/** Faults of a Client that comes back over another association. */
export const restartMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'dtls-restart-updates',
    title:
      'Back over another association, it sends an Update of the registration before, and registers minutes later',
    variant,
    trips: [`${purpose} A`],
    // Once it has restarted it is away for minutes, in which cases behind wait for it.
    mayTrip: ['TP/SEC/DTLS/RENEWAL/BV-01 B'],
    unsettles: ['int-1', 'TP/SEC/DTLS/ALERT/BV-01'],
    inject(client) {
      const isBack = restarted(client)
      let location: readonly string[] = []
      instead(client, 'locationOf', (locationOf) => (response) => {
        location = locationOf(response)
        return location
      })
      instead(client, 'register', (register) => async () => {
        if (isBack()) {
          const server = await client.addressOf(client.serverUri() ?? '')
          client.coap.request(server, updateDraft(location, {})).response.catch(() => {})
          await sleep(client.options.network.clock, 600_000)
        }
        await register()
      })
    },
  },
  {
    id: 'dtls-unanswered-believed',
    title: 'An association in which nothing is answered is kept for minutes',
    variant,
    strict: true,
    trips: ['TP/SEC/DTLS/LOST/BV-03 A'],
    inject(client) {
      const { clock } = client.options.network
      instead(client.keys, 'forget', (forget) => (peer) => {
        clock.after(belief, () => forget(peer))
      })
    },
  },
  {
    id: 'M52-dtls',
    title: 'Observations survive the association that they were made in',
    from: 'BUG-187',
    variant,
    trips: ['TP/SEC/DTLS/LOST/BV-04 A'],
    inject: ({ keys }) => instead(keys, 'security', (security) => () => security()),
  },
  {
    id: 'dtls-unanswered-updates',
    title: 'Over another association, after one in which nothing was answered, it sends an Update',
    variant,
    trips: ['TP/SEC/DTLS/LOST/BV-03 B'],
    inject(client) {
      let location: readonly string[] = []
      instead(client, 'locationOf', (locationOf) => (response) => {
        location = locationOf(response)
        return location
      })
      instead(client, 'updateRefused', (updateRefused) => async () => {
        const server = await client.addressOf(client.serverUri() ?? '')
        client.coap.request(server, updateDraft(location, {})).response.catch(() => {})
        await sleep(client.options.network.clock, belief)
        await updateRefused()
      })
    },
  },
  {
    id: 'dtls-restart-refuses',
    title: 'Back over another association, it refuses the first Read',
    variant,
    trips: [`${purpose} B`],
    inject(client) {
      const isBack = restarted(client)
      instead(client, 'answer', (answer) => (request) => {
        const isRead = request.method === 'GET'
        return isRead && isBack() ? { code: '4.01' } : answer(request)
      })
    },
  },
]
