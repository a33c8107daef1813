import { expect, it } from 'vitest'
import { type WaitName, waits } from './waits.ts'

/** Seconds that the ETS prints, and in which case. */
const printed: readonly (readonly [case_: number, wait: WaitName, seconds: number])[] = [
  [102, 'shortLifetime', 20],
  [104, 'shortLifetime', 20],
  [105, 'forgottenLifetime', 60],
  [107, 'firstLifetime', 60],
  [107, 'extendedLifetime', 120],
  [109, 'sleeperLifetime', 240],
  [109, 'untilAsleep', 120],
  [301, 'voltagePmin', 5],
  [301, 'voltagePmax', 15],
  [301, 'currentPmin', 10],
  [301, 'currentPmax', 20],
  [304, 'compositePmin', 30],
  [304, 'compositePmax', 45],
  [308, 'compositePmin', 30],
  [308, 'compositePmax', 45],
  [309, 'compositePmin', 30],
  [309, 'compositePmax', 45],
  [310, 'changedPmax', 5],
  [313, 'unhurriedPmax', 60],
  [313, 'parameterPmax', 10],
  [710, 'objectPmin', 2],
  [710, 'objectPmax', 10],
  [760, 'firmwarePmin', 2],
  [760, 'firmwarePmax', 10],
  [951, 'firstPmin', 2],
  [951, 'firstPmax', 10],
  [951, 'secondPmin', 15],
  [951, 'secondPmax', 50],
]

/** Waits that the ETS asks for without a figure. */
const withoutFigure: readonly WaitName[] = ['beforeTrigger', 'pastTheFirstLifetime', 'muted', 'counting']

const names = Object.keys(waits).filter((name): name is WaitName => name in waits)

it('a wait that the ETS prints is as long as printed', () => {
  expect(printed.filter(([, name, seconds]) => waits[name].seconds !== seconds)).toEqual([])
})

it('a wait says which case of the ETS prints it, and no other does', () => {
  const stated = names.flatMap((name) =>
    withoutFigure.includes(name)
      ? []
      : [...(/ETS (int-\d+(?:, int-\d+)*)/.exec(waits[name].clause)?.[1] ?? '').matchAll(/\d+/g)].map(
          ([number]) => `${number} ${name}`,
        ),
  )
  expect(stated.sort()).toEqual(printed.map(([number, name]) => `${number} ${name}`).sort())
})

it('what is to happen before a lifetime ends, or after, does', () => {
  for (const timing of ['seconds', 'short'] as const) {
    const of = (name: WaitName): number => {
      const wait: { readonly seconds: number; readonly short?: number } = waits[name]
      return timing === 'short' ? (wait.short ?? wait.seconds) : wait.seconds
    }
    expect(of('beforeTrigger')).toBeLessThan(of('shortLifetime'))
    const renewed = of('halfTheLifetime') + of('pastTheFirstLifetime')
    expect(renewed).toBeGreaterThan(of('shortLifetime'))
    expect(of('pastTheFirstLifetime')).toBeLessThan(of('shortLifetime'))
    expect(of('pastTheOldLifetime')).toBeGreaterThan(of('firstLifetime'))
    expect(of('pastTheOldLifetime')).toBeLessThan(of('extendedLifetime'))
  }
})
