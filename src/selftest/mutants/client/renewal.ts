import type { DeviceAccount } from '#dtls'
import { addressText } from '#net'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Has each handshake with a peer go by what `chosen` says of the account it has with it and the one it had before. */
function remembering(
  chosen: (now: DeviceAccount, before: DeviceAccount, tries: number) => DeviceAccount,
): (client: ReferenceClient) => void {
  return ({ keys }) => {
    const known = new Map<string, { now: DeviceAccount; before: DeviceAccount; tries: number }>()
    instead(keys, 'accountAt', (accountAt) => (peer) => {
      const account = accountAt(peer)
      if (account === undefined) return undefined
      const last = known.get(addressText(peer)) ?? { now: account, before: account, tries: 0 }
      const isSame = Buffer.compare(last.now.identity, account.identity) === 0
      const next = isSame ? { ...last, tries: last.tries + 1 } : { now: account, before: last.now, tries: 1 }
      known.set(addressText(peer), next)
      return chosen(account, next.before, next.tries)
    })
  }
}

const variant = 'over-psk'
const purpose = 'TP/SEC/DTLS/RENEWAL/BV-01'

/** Faults of a Client that is given other credentials than it had. */
export const renewalMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'old-credentials-kept',
    title: 'Given other credentials by bootstrap, it goes on with those that it had before',
    variant,
    trips: [`${purpose} A`, `${purpose} B`],
    inject: remembering((_, before) => before),
  },
  {
    id: 'old-identity-tried-first',
    title: 'Given other credentials by bootstrap, it tries the new key with the identity before, once',
    variant,
    trips: [`${purpose} B`],
    inject: remembering((now, before, tries) => (tries === 1 ? { ...now, identity: before.identity } : now)),
  },
]
