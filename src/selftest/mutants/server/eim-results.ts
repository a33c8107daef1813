import type { SoftEim } from '#esim'
import { instead } from '../instead.ts'
import type { EimMutant } from './eim.ts'

/** Takes no result any more once something was found not to be right, until there is a new package. */
function deafAfter(
  watches: (eim: SoftEim, found: (isRight: boolean) => boolean) => void,
): EimMutant['inject'] {
  return (eim) => {
    let isDeaf = false
    instead(eim, 'packageOf', (packageOf) => (operations) => {
      isDeaf = false
      return packageOf(operations)
    })
    instead(
      eim,
      'acknowledged',
      (acknowledged) =>
        (...told) =>
          isDeaf ? [] : acknowledged(...told),
    )
    watches(eim, (isRight) => {
      isDeaf ||= !isRight
      return isRight
    })
  }
}

/** Faults about results, and about those who ask. */
export const resultFaults: readonly EimMutant[] = [
  {
    id: 'eim-result-unacknowledged',
    title: 'acknowledges notifications, and not the result that they came with',
    trips: ['ESIM-806 A'],
    inject(eim) {
      instead(eim, 'acknowledged', (acknowledged) => (...told) => {
        const numbers = acknowledged(...told)
        return numbers.length > 1 ? numbers.slice(0, -1) : numbers
      })
    },
  },
  {
    id: 'eim-answers-notification',
    title: 'answers HandleNotification as it does a result',
    trips: ['ESIM-807 A'],
    inject(eim) {
      instead(
        eim,
        'answer',
        (answer) => (message) =>
          message.kind === 'handleNotification' && message.value.kind === 'provideEimPackageResult'
            ? eim.provided(message.value.value)
            : answer(message),
      )
    },
  },
  {
    id: 'eim-result-of-anybody',
    title: 'takes the result of a package whatever EID it comes with',
    trips: ['ESIM-808 A'],
    inject(eim) {
      instead(eim, 'provided', (provided) => (told) => provided({ ...told, eidValue: eim.eid }))
    },
  },
  {
    id: 'eim-deaf-after-another',
    title: 'takes no result of a package once one came with another EID',
    trips: ['ESIM-808 C'],
    inject: deafAfter((eim, found) => instead(eim, 'isOurs', (isOurs) => (eid) => found(isOurs(eid)))),
  },
  {
    id: 'eim-gives-anybody',
    title: 'gives packages to whoever asks',
    trips: ['ESIM-809 A'],
    inject(eim) {
      instead(eim, 'asked', (asked) => () => asked(eim.eid))
    },
  },
  {
    id: 'eim-none-undefined',
    title: 'does not say that there is no package',
    trips: ['ESIM-809 C', 'ESIM-823 A'],
    inject(eim) {
      instead(eim, 'asked', (asked) => (eid) => {
        const answer = asked(eid)
        return answer.kind === 'getEimPackageResponse' && answer.value.value === 1
          ? { ...answer, value: { kind: 'eimPackageError', value: 127 } }
          : answer
      })
    },
  },
  {
    id: 'eim-silent-on-change',
    title: 'does not answer who tells of a change when it asks for a package',
    trips: ['ESIM-823 A'],
    inject(eim) {
      instead(
        eim,
        'answer',
        (answer) => (message) =>
          message.kind === 'getEimPackageRequest' && message.value.notifyStateChange === true
            ? undefined
            : answer(message),
      )
    },
  },
  {
    id: 'eim-signature-unchecked',
    title: 'does not verify who signed a result',
    trips: ['ESIM-810 A'],
    inject(eim) {
      instead(eim, 'isOfEuicc', () => () => true)
    },
  },
  {
    id: 'eim-deaf-after-signature',
    title: 'takes no result of a package once one came with a wrong signature',
    trips: ['ESIM-810 B'],
    inject: deafAfter((eim, found) =>
      instead(eim, 'isOfEuicc', (isOfEuicc) => (result) => found(isOfEuicc(result))),
    ),
  },
  {
    id: 'eim-deaf-after-counter',
    title: 'takes no result of a package once one came with another counter value',
    trips: ['ESIM-811 B'],
    inject: deafAfter((eim, found) => instead(eim, 'isDue', (isDue) => (told) => found(isDue(told)))),
  },
  {
    id: 'eim-counter-again',
    title: 'sends a package again with the counter value that was refused',
    trips: ['ESIM-813 A'],
    inject(eim) {
      instead(eim, 'repeat', (repeat) => (open) => {
        const { counter } = eim.eim
        repeat(open)
        eim.eim.counter = counter - 1
      })
    },
  },
  {
    id: 'eim-rollback-unheard',
    title: 'does not take a rollback for the result of a package',
    trips: ['ESIM-815 A'],
    inject(eim) {
      instead(eim, 'acknowledged', (acknowledged) => (result, notifications) => {
        const [first] =
          result.kind === 'euiccPackageResultSigned'
            ? result.value.euiccPackageResultDataSigned.content.euiccResult
            : []
        return first?.kind === 'rollbackResult' ? [] : acknowledged(result, notifications)
      })
    },
  },
]
