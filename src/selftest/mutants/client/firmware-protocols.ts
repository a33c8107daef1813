import { fetchPackage, type ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onFirmware } from './firmware-faults.ts'

type Download = ReturnType<ReferenceClient['effects']['firmware']['host']['download']>
type Brought = Awaited<Download['octets']>

/** Downloads by a URI that begins so bring something else. */
function bringing(schemes: RegExp, otherwise: (download: () => Download) => Promise<Brought>) {
  return onFirmware(({ host }) =>
    instead(host, 'download', (download) => (uri) => {
      if (!schemes.test(uri)) return download(uri)
      return { octets: otherwise(() => download(uri)), stop: () => {} }
    }),
  )
}

/** Protocols that can be tried by the variants of the reference Client, and the purposes that try them. */
const tried: readonly (readonly [
  variant: string | undefined,
  schemes: RegExp,
  purposes: readonly string[],
])[] = [
  [undefined, /^(coap\+tcp|http):/, ['05', '07']],
  ['over-psk', /^coaps(\+tcp)?:/, ['04', '06']],
  ['over-x509', /^https:/, ['08']],
]

const of = (purposes: readonly string[], letter: 'A' | 'B'): readonly CriterionId[] =>
  purposes.map((number): CriterionId => `TP/FW/PULL/BV-${number} ${letter}`)

/** Protocols by which a stranger gives, and the purposes that try them. */
const strange = [
  ['https', '04'],
  ['coaps', '05'],
] as const

/** Faults of who fetches from somebody that it has no reason to trust. */
const ofStrangers: readonly Mutant<ReferenceClient>[] = strange.flatMap(
  ([scheme, number]): Mutant<ReferenceClient>[] => [
    {
      id: `firmware-from-anybody-by-${scheme}`,
      title: `Whoever gives by ${scheme} is trusted`,
      from: 'BUG-232',
      variant: 'over-x509',
      trips: [`TP/FW/PULL/BI-${number} A`, `TP/FW/PULL/BI-${number} B`],
      inject: onFirmware(({ host }, { options }) =>
        instead(
          host,
          'download',
          (download) => (uri) =>
            uri.startsWith(`${scheme}:`)
              ? fetchPackage(uri, { ...options, verifyPeer: () => undefined })
              : download(uri),
        ),
      ),
    },
    {
      id: `firmware-waits-for-${scheme}`,
      title: `Who gives by ${scheme} and is not trusted is waited for`,
      variant: 'over-x509',
      trips: [`TP/FW/PULL/BI-${number} B`],
      inject: bringing(new RegExp(`^${scheme}:`), async (download) => {
        const brought = await download().octets
        return typeof brought === 'string' ? new Promise(() => {}) : brought
      }),
    },
  ],
)

const otherwise: readonly Mutant<ReferenceClient>[] = tried.flatMap(
  ([variant, schemes, purposes]): Mutant<ReferenceClient>[] => {
    const within = variant === undefined ? {} : { variant }
    const name = variant ?? 'nosec'
    return [
      {
        ...within,
        id: `firmware-${name}-unspoken`,
        title: `A protocol that is listed is not spoken (${purposes.join(', ')})`,
        trips: of(purposes, 'A'),
        ...(schemes.test('https:') && { unsettles: ['TP/FW/PULL/BI-04'] }),
        inject: bringing(schemes, async () => 'protocol'),
      },
      {
        ...within,
        id: `firmware-${name}-damaged`,
        title: `What comes by a protocol is damaged on the way (${purposes.join(', ')})`,
        trips: of(purposes, 'B'),
        inject: bringing(schemes, (download) => download().octets.then(() => 'corrupt')),
      },
    ]
  },
)

/** Faults in the protocols by which firmware is fetched. */
export const firmwareProtocolMutants: readonly Mutant<ReferenceClient>[] = [...otherwise, ...ofStrangers]
