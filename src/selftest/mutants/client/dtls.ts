import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { recordMutants } from '../dtls.ts'

/** Faults of a Client below CoAP, in its associations. */
export const clientDtlsMutants: readonly Mutant<ReferenceClient>[] = [
  ...recordMutants<ReferenceClient>({
    letter: (rule) => 'AC'[rule]!,
    otherwise({ keys }, how) {
      keys.otherwise = how
    },
  }),
]
