import { etsProfileId } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { messageMutants } from '../messages.ts'
import { attributeMutants } from './attributes.ts'
import { blockMutants } from './blocks.ts'
import { bootstrapMutants } from './bootstrap.ts'
import { coapMutants } from './coap.ts'
import { compositeMutants } from './composite.ts'
import { discoverMutants } from './discover.ts'
import { depthMutants } from './discover-depth.ts'
import { executeMutants } from './execute.ts'
import { managementMutants } from './management.ts'
import { portfolioMutants } from './portfolio.ts'
import { readFormatMutants, readLevelMutants } from './read-formats.ts'
import { registrationMutants } from './registration.ts'
import { registrationModeMutants } from './registration-modes.ts'
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
    inject: ({ manner }) => {
      manner.queueMode = true
    },
  },
  {
    id: 'alternate-root',
    title: 'has its objects below /lwm2m',
    trips: [],
    inject: ({ manner }) => {
      manner.rootPath = '/lwm2m'
    },
  },
  {
    id: 'profile-id',
    title: 'has Server and Device alone, and registers with their Profile ID',
    lwm2m: '1.2',
    trips: [],
    inject: ({ manner, store }) => {
      manner.profileId = etsProfileId
      for (const object of store.objects()) if (![0, 1, 3].includes(object)) store.dropObject(object)
    },
  },
  {
    id: 'profile-id-and-list',
    title: 'registers with a Profile ID, and lists what the profile lacks',
    lwm2m: '1.2',
    trips: [],
    inject: ({ manner }) => {
      manner.profileId = etsProfileId
    },
  },
]

/** Every mutant of the reference Client. */
export const clientMutants: readonly Mutant<ReferenceClient>[] = [
  ...registrationMutants,
  ...registrationModeMutants,
  ...bootstrapMutants,
  ...securityMutants,
  ...discoverMutants,
  ...depthMutants,
  ...compositeMutants,
  ...managementMutants,
  ...readFormatMutants,
  ...readLevelMutants,
  ...writeMutants,
  ...executeMutants,
  ...reportingMutants,
  ...portfolioMutants,
  ...coapMutants,
  ...blockMutants,
  ...messageMutants<ReferenceClient>((rule) => 'ACEG'[rule]!),
  ...typeMutants,
  ...attributeMutants,
]
