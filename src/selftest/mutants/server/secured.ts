import { suites } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'

/** The suites spoken here, but those with CCM. */
const withoutCcm = suites.filter(({ bulk }) => bulk !== 'ccm8').map(({ id }) => id)

/** Faults that a Server can have over DTLS, whatever it shows of itself. */
const common = (
  credential: 'psk' | 'x509',
  id: 'int-401' | 'int-402',
  full: 'int-1' | 'int-2',
): readonly Mutant<ReferenceServer>[] => {
  const variant = `over-${credential}`
  const trips = (...letters: string[]): CriterionId[] =>
    letters.map((letter): CriterionId => `${id} ${letter}`)
  return [
    {
      id: `ccm8-not-taken-${credential}`,
      title: 'Suites with CCM are not spoken',
      variant,
      trips: trips('C'),
      inject: (server) => {
        server.otherwise = { server: { suites: withoutCcm } }
      },
    },
    {
      id: `register-refused-${credential}`,
      title: 'Who registers over an association is turned away',
      variant,
      trips: [...trips('D', 'E'), `${full} G`, `${full} H`],
      unsettles: [
        ...['RECORD/BI-01', 'RECORD/BI-02', 'RECORD/BI-03', 'LOST/BV-01', 'RENEGOTIATION/BI-01'],
        ...[
          'CID/BV-01',
          'CID/BI-01',
          'CID/BI-02',
          'CID/BV-03',
          'CID/BV-04',
          'CID/BV-05',
          'CID/BV-06',
          'FAILED/BI-01',
          'FINISHED/BI-01',
          'FINISHED/BI-02',
          'FLIGHT/BV-01',
          'NAME/BI-01',
        ],
        ...['LOST/BI-01', 'RESUME/BV-01', 'RESUME/BV-02'],
        ...(credential === 'x509' ? ['KEY/BI-01', 'KEY/BI-02', 'CERTIFICATE/BI-02'] : []),
      ].map((purpose) => `TP/SEC/DTLS/${purpose}`),
      inject: (server) => {
        server.refusal = () => '4.00'
      },
    },
    {
      id: `never-asks-${credential}`,
      title: 'Nothing is asked over an association',
      variant,
      trips: [...trips('E'), `${full} H`, 'TP/SEC/DTLS/CID/BV-04 C'],
      inject: (server) => {
        server.read = async () => undefined
      },
    },
  ]
}

/** Faults that a Server can have over TLS. */
const overTls = (
  credential: 'psk' | 'x509',
  id: 'int-404' | 'int-406',
): readonly Mutant<ReferenceServer>[] => {
  const variant = `over-tls-${credential}`
  return [
    {
      id: `register-refused-tls-${credential}`,
      title: 'Who registers over TLS is turned away',
      variant,
      unsettles: ['TP/SEC/DTLS/NAME/BI-01'],
      trips: [`${id} G`, `${id} H`],
      inject: (server) => {
        server.refusal = () => '4.00'
      },
    },
    {
      id: `never-asks-tls-${credential}`,
      title: 'Nothing is asked over TLS',
      variant,
      trips: [`${id} H`],
      inject: (server) => {
        server.read = async () => undefined
      },
    },
  ]
}

/** Faults of a Server over DTLS and TLS. */
export const securedMutants: readonly Mutant<ReferenceServer>[] = [
  ...common('psk', 'int-401', 'int-1'),
  ...common('x509', 'int-402', 'int-2'),
  ...overTls('psk', 'int-406'),
  ...overTls('x509', 'int-404'),
]
