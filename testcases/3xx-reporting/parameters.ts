import { type Asked, type CaseDefinition, type Check, check } from '#testcase'
import { C4 } from '../configurations/c4.ts'

/** Observe=0 in the request. */
export const beginsObserving: Check<Asked> = check('Observe=0', ({ observe }) =>
  observe === 0 ? undefined : `Observe=${observe ?? '(absent)'}`,
)

/** What the cases on Observe with parameters have in common. */
export const withParameters = {
  area: 'Information reporting',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §6.4.1' }, { clause: 'Core 1.2 §7.3.2' }],
  judges: ['client', 'server'],
  selection: {
    client: ['OBSERVE-ATTRIBUTES', 'RES.3.7'],
    server: ['OBSERVE-ATTRIBUTES'],
  },
  configuration: C4,
  impact: 'settings',
} as const satisfies Partial<CaseDefinition<string>>
