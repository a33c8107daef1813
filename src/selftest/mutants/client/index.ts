import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { attributeMutants } from './attributes.ts'
import { bootstrapMutants } from './bootstrap.ts'
import { coapMutants } from './coap.ts'
import { discoverMutants } from './discover.ts'
import { executeMutants } from './execute.ts'
import { portfolioMutants } from './portfolio.ts'
import { readFormatMutants, readLevelMutants } from './read-formats.ts'
import { registrationMutants } from './registration.ts'
import { reportingMutants } from './reporting.ts'
import { securityMutants } from './security.ts'
import { typeMutants } from './types.ts'
import { writeMutants } from './write.ts'

/** Sound clients that differ from the reference in what they have. */
export const clientVariants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'queue-mode',
    title: 'registers in queue mode',
    trips: [],
    inject: (client) =>
      instead(client, 'registerFields', (fields) => () => ({ ...fields(), queueMode: true })),
  },
]

/** Every mutant of the reference Client. */
export const clientMutants: readonly Mutant<ReferenceClient>[] = [
  ...registrationMutants,
  ...bootstrapMutants,
  ...securityMutants,
  ...discoverMutants,
  ...readFormatMutants,
  ...readLevelMutants,
  ...writeMutants,
  ...executeMutants,
  ...reportingMutants,
  ...portfolioMutants,
  ...coapMutants,
  ...typeMutants,
  ...attributeMutants,
]
