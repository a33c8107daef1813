import type { ReferenceBootstrapServer, ReferenceServer } from '#peers'
import type { CriterionId, Mutant } from '../mutant.ts'
import { instead } from './instead.ts'

interface Named {
  readonly names: ReferenceServer['names']
}

/** What a Server of Clients does with those who go by another name than their own. */
interface Naming<Peer> {
  /** Criteria: that they are not served, that they are told so by 4.00, that the next one is served. */
  readonly letters: readonly [string, string, string]
  /** Answers them otherwise than with 4.00. */
  readonly otherCode: (peer: Peer, isOther: () => boolean) => void
}

/** Whether the request that is being answered came under another name than its own. */
function watched(names: Named['names'], after: (isOther: boolean) => boolean): () => boolean {
  let isOther = false
  instead(names, 'nameOf', (nameOf) => (request, stated) => {
    const name = nameOf(request, stated)
    const isRefused = after(name === undefined && stated !== undefined)
    isOther = name === undefined && stated !== undefined
    return isRefused ? undefined : name
  })
  return () => isOther
}

function nameMutants<Peer extends Named>({ letters, otherCode }: Naming<Peer>) {
  return (variant: string, purpose: string): readonly Mutant<Peer>[] => {
    const trips = (...of: number[]): readonly CriterionId[] =>
      of.map((index): CriterionId => `TP/SEC/${purpose} ${letters[index]}`)
    return [
      {
        id: `other-name-taken-${variant}`,
        title: 'Who comes under the name of another is served as that one',
        variant,
        trips: trips(0, 1),
        inject: ({ names }) =>
          instead(names, 'nameOf', (nameOf) => (request, stated) => stated ?? nameOf(request, stated)),
      },
      {
        id: `other-name-code-${variant}`,
        title: 'Who comes under the name of another is refused, not with 4.00',
        variant,
        trips: trips(1),
        inject: (peer) =>
          otherCode(
            peer,
            watched(peer.names, () => false),
          ),
      },
      {
        id: `other-name-upsets-${variant}`,
        title: 'After one who came under the name of another the next is refused',
        variant,
        trips: trips(2),
        inject({ names }) {
          let wasOther = false
          watched(names, (isOther) => {
            const isRefused = wasOther
            wasOther = isOther
            return isRefused
          })
        },
      },
    ]
  }
}

const ofServer = nameMutants<ReferenceServer>({
  letters: ['A', 'B', 'C'],
  otherCode(server, isOther) {
    instead(
      server,
      'refusal',
      (refusal) =>
        (...asked) =>
          isOther() ? '4.09' : refusal(...asked),
    )
  },
})

const ofBootstrapServer = nameMutants<ReferenceBootstrapServer>({
  letters: ['E', 'F', 'G'],
  otherCode(server, isOther) {
    instead(
      server,
      'requestCode',
      (requestCode) =>
        (...asked) =>
          isOther() ? '4.15' : requestCode(...asked),
    )
  },
})

/** Faults of a Server with the names of its Clients. */
export const serverNameMutants = [
  ...ofServer('over-psk', 'DTLS/NAME/BI-01'),
  ...ofServer('under-oscore', 'OSCORE/BI-06'),
]

/** Faults of a Bootstrap-Server with the names of its Clients. */
export const bootstrapNameMutants = [
  ...ofBootstrapServer('over-psk', 'DTLS/NAME/BI-01'),
  ...ofBootstrapServer('under-oscore-1.2', 'OSCORE/BI-06').map((mutant) => ({
    ...mutant,
    lwm2m: '1.2' as const,
  })),
]
