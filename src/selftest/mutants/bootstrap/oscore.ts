import type { ReferenceBootstrapServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { asksNobody } from '../oscore.ts'

const common = { variant: 'under-oscore-1.2', lwm2m: '1.2' } as const

/** Faults of a Bootstrap-Server under OSCORE. */
export const oscoreMutants: readonly Mutant<ReferenceBootstrapServer>[] = [
  {
    ...common,
    id: 'request-refused-under-oscore',
    title: 'A Bootstrap-Request under OSCORE is refused',
    trips: ['int-11 F', 'TP/SEC/OSCORE/BI-06 G'],
    inject: (server) => {
      server.requestCode = () => '4.00'
      server.provide = async () => false
    },
  },
  {
    ...common,
    id: 'asks-nobody-for-freshness',
    title: 'Whoever comes first under a context is served at once',
    trips: ['TP/SEC/OSCORE/BV-05 B'],
    inject: ({ options: { keyring } }) => asksNobody(keyring),
  },
  {
    ...common,
    id: 'keys-not-linked',
    title: 'The Security instance does not say which OSCORE keys are for it',
    trips: ['int-11 G'],
    inject: (server) => {
      server.keyLink = () => []
    },
  },
  {
    ...common,
    id: 'never-finishes-under-oscore',
    title: 'Given an account with OSCORE keys, nobody is sent a Finish',
    trips: ['int-11 H'],
    inject: (server) => {
      server.finish = async () => undefined
    },
  },
]
