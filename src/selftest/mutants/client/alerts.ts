import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

const common = { variant: 'over-psk' } as const
const purpose = 'TP/SEC/DTLS/ALERT'

/** Faults of a Client in what it makes of alerts. */
export const alertMutants: readonly Mutant<ReferenceClient>[] = [
  {
    ...common,
    id: 'alert-taken-for-final',
    title: 'The alert internal_error is taken for one that no other try will help against',
    trips: [`${purpose}/BV-01 A`],
    strict: true,
    inject: ({ keys }) =>
      instead(keys, 'isForGood', (isForGood) => (alert) => alert === 'internal_error' || isForGood(alert)),
  },
  {
    ...common,
    id: 'alert-never-bootstraps',
    title: 'A Client whose identity nobody knows goes on asking the Server alone',
    trips: [`${purpose}/BI-01 A`],
    inject: ({ bootstrapping, keys }) =>
      instead(
        bootstrapping,
        'helpsAfter',
        (helpsAfter) => async (attempt, server) => keys.tries(server, 2) > 1 && helpsAfter(attempt, server),
      ),
  },
  {
    ...common,
    id: 'alert-taken-for-passing',
    title: 'After the alert unknown_psk_identity a Client tries again with the same identity',
    trips: [`${purpose}/BI-01 B`],
    strict: true,
    inject: ({ keys }) => {
      keys.isForGood = () => false
    },
  },
]
