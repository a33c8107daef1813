import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { answersWith, onlySays } from './faults.ts'

export const executeMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'reboot-2.01',
    title: 'Execute of Reboot is answered 2.01',
    trips: ['int-241 B'],
    inject: answersWith('2.01', { kind: 'execute', path: '/3/0/4' }),
  },
  {
    id: 'reboot-nothing',
    title: 'Reboot is answered, and nothing happens',
    trips: ['int-241 C', 'int-6 A'],
    inject: onlySays('2.04', { kind: 'execute', path: '/3/0/4' }),
  },
]
