import type { ReferenceClient } from '#peers'
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

/** Faults in the protocols by which firmware is fetched. */
export const firmwareProtocolMutants: readonly Mutant<ReferenceClient>[] = tried.flatMap(
  ([variant, schemes, purposes]): Mutant<ReferenceClient>[] => {
    const within = variant === undefined ? {} : { variant }
    const name = variant ?? 'nosec'
    return [
      {
        ...within,
        id: `firmware-${name}-unspoken`,
        title: `A protocol that is listed is not spoken (${purposes.join(', ')})`,
        trips: of(purposes, 'A'),
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
