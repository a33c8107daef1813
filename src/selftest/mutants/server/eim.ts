import { type Operations, type PackageHow, type Psmo, type SoftEim, sampleIccids } from '#esim'
import type { ReferenceServer } from '#peers'
import { eims } from '../../esim.ts'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { downloadFaults } from './eim-downloads.ts'
import { resultFaults } from './eim-results.ts'

export type EimMutant = Omit<Mutant<ReferenceServer>, 'variant' | 'inject'> & {
  readonly inject: (eim: SoftEim, server: ReferenceServer) => void
}

/** Makes the package that enables the profile that was enabled at first otherwise than the eIM would. */
function enables(how: (eim: SoftEim) => PackageHow): EimMutant['inject'] {
  return (eim) =>
    instead(eim, 'packageOf', (packageOf) => (operations) => {
      const [first] = 'psmo' in operations ? operations.psmo : []
      const isMeant = first?.kind === 'enable' && first.value.iccid === sampleIccids.enabled
      return isMeant ? eim.eim.package(operations, how(eim)) : packageOf(operations)
    })
}

/** Makes packages of other operations than were asked for. */
function changes(change: (operations: Operations) => Operations): EimMutant['inject'] {
  return (eim) => instead(eim, 'packageOf', (packageOf) => (operations) => packageOf(change(operations)))
}

function changesPsmo(change: (psmo: Psmo) => Psmo): EimMutant['inject'] {
  return changes((operations) => ('psmo' in operations ? { psmo: operations.psmo.map(change) } : operations))
}

/** Faults about packages, and about how they are left. */
const packageFaults: readonly EimMutant[] = [
  {
    id: 'eim-octet-after-package',
    title: 'leaves an octet behind the end of a package',
    trips: ['ESIM-801 A'],
    inject(eim) {
      instead(
        eim,
        'written',
        (written) => (message) =>
          Uint8Array.from([
            ...written(message),
            ...(message.kind === 'transferEimPackageRequest' ? [0] : []),
          ]),
      )
    },
  },
  {
    id: 'eim-other-eid',
    title: 'makes packages for another eUICC than that of the device',
    trips: ['ESIM-801 B'],
    inject(eim) {
      instead(
        eim,
        'packageOf',
        () => (operations) => eim.eim.package(operations, { eid: '89000000000000000000000000000099' }),
      )
    },
  },
  {
    id: 'eim-gives-busy-up',
    title: 'drops a package where the mailbox takes no message at once',
    trips: ['ESIM-802 A'],
    inject(eim, { mail }) {
      instead(mail, 'comesToTake', () => async (endpoint) => {
        if (await mail.isReady(endpoint)) return true
        eim.gives()
        return false
      })
    },
  },
  {
    id: 'eim-clears-nothing',
    title: 'does not say that it has a message that it read',
    trips: ['ESIM-803 A', 'ESIM-824 B'],
    inject(_, { mail }) {
      instead(mail, 'clear', () => async () => {})
    },
  },
  {
    id: 'eim-clears-unheard',
    title: 'clears a message that came without being confirmable, and passes it to nobody',
    trips: ['ESIM-803 B'],
    inject(_, server) {
      instead(server, 'reported', (reported) => (endpoint, path, notification) => {
        if (path === '/3443/0/3' && notification.type === 'NON') void server.mail.clear(endpoint)
        else reported(endpoint, path, notification)
      })
    },
  },
  {
    id: 'eim-no-rollback-flag',
    title: 'leaves the rollback flag out',
    trips: ['ESIM-804 A'],
    inject: changesPsmo((psmo) =>
      psmo.kind === 'enable' ? { kind: 'enable', value: { iccid: psmo.value.iccid } } : psmo,
    ),
  },
  {
    id: 'eim-other-name',
    title: 'gives another name than its own',
    trips: ['ESIM-804 B'],
    inject: enables(() => ({ eimId: 'another.invalid' })),
  },
  {
    id: 'eim-token-left-out',
    title: 'signs without the octets of an association token',
    trips: ['ESIM-804 C'],
    inject: enables(() => ({ associationToken: 7 })),
  },
  {
    id: 'eim-counter-stays',
    title: 'gives two packages the same counter value',
    trips: ['ESIM-804 D'],
    inject: enables(({ eim: { counter } }) => ({ counter })),
  },
  {
    id: 'eim-operations-reversed',
    title: 'puts operations in the reverse order',
    trips: ['ESIM-805 A'],
    inject: changes((operations) =>
      'psmo' in operations ? { psmo: operations.psmo.toReversed() } : operations,
    ),
  },
  {
    id: 'eim-list-for-rules',
    title: 'lists profiles where it is to ask for the rules',
    trips: ['ESIM-805 B'],
    inject: changesPsmo((psmo) => (psmo.kind === 'getRAT' ? { kind: 'listProfileInfo', value: {} } : psmo)),
  },
  {
    id: 'eim-fallback-of-another',
    title: 'gives the fallback attribute to another profile',
    trips: ['ESIM-805 C'],
    inject: changesPsmo((psmo) =>
      psmo.kind === 'setFallbackAttribute' ? { ...psmo, value: { iccid: sampleIccids.spare } } : psmo,
    ),
  },
  {
    id: 'eim-added-without-key',
    title: 'adds an eIM without its public key',
    trips: ['ESIM-805 D', 'ESIM-822 A'],
    inject: changes((operations) =>
      'eco' in operations
        ? {
            eco: operations.eco.map((eco) =>
              eco.kind === 'addEim' ? { kind: 'addEim', value: { eimId: eco.value.eimId } } : eco,
            ),
          }
        : operations,
    ),
  },
  {
    id: 'eim-long-package-cut',
    title: 'leaves operations out of a package that gets long',
    trips: ['ESIM-822 A'],
    inject: changes((operations) =>
      'eco' in operations ? { eco: operations.eco.slice(0, 8) } : { psmo: operations.psmo.slice(0, 8) },
    ),
  },
]

/** Faults of an eIM and of the Server that carries its messages. */
export const eimMutants: readonly Mutant<ReferenceServer>[] = [
  ...packageFaults,
  ...resultFaults,
  ...downloadFaults,
].map(({ inject, ...facts }) => ({
  variant: 'with-eim',
  ...facts,
  inject(server) {
    const eim = eims.get(server)
    if (eim === undefined) throw new Error(`${facts.id}: there is no eIM`)
    inject(eim, server)
  },
}))
