import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { messageMutants } from '../messages.ts'
import { compositeMutants } from './composites.ts'
import { observationMutants } from './observation.ts'
import { operationMutants } from './operations.ts'
import { registrationMutants } from './registration.ts'
import { registrationModeMutants } from './registration-modes.ts'

/** Deliberate faults of the reference Server. */
export const serverMutants: readonly Mutant<ReferenceServer>[] = [
  ...registrationMutants,
  ...registrationModeMutants,
  ...operationMutants,
  ...compositeMutants,
  ...observationMutants,
  ...messageMutants<ReferenceServer>((rule) => 'BDFH'[rule]!),
]
