import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { errata } from './errata.ts'
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
  [312, 'voltagePmin', 5],
  [312, 'voltagePmax', 15],
  [313, 'voltagePmin', 5],
  [313, 'unhurriedPmax', 60],
  [313, 'parameterPmax', 10],
  ...[710, 810, 910].flatMap((number) => [
    [number, 'objectPmin', 2] as const,
    [number, 'objectPmax', 10] as const,
  ]),
  [760, 'firmwarePmin', 2],
  [760, 'firmwarePmax', 10],
  [951, 'firstPmin', 2],
  [951, 'firstPmax', 10],
  [951, 'secondPmin', 15],
  [951, 'secondPmax', 50],
  ...[1203, 1230].flatMap((number) => [
    [number, 'voltagePmin', 5] as const,
    [number, 'voltagePmax', 15] as const,
    [number, 'currentPmin', 10] as const,
    [number, 'currentPmax', 20] as const,
  ]),
]

/** What the ETS prints and no case waits for, by an erratum. */
const notWaited: readonly (readonly [id: string, printed: string])[] = [
  ['int-1900', 'pmin=300 and pmax=3600.'],
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

it.each(notWaited)('%s: an erratum says what is waited for instead of %s', (id, printed) => {
  expect(errata.filter((erratum) => erratum.id === id).map((erratum) => erratum.printed)).toContain(printed)
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

/** Waits that `--timing short` changes, with what their length looks like in a sentence. */
const shortened = Object.entries(waits).flatMap(([name, wait]) =>
  'short' in wait && wait.short !== wait.seconds
    ? [{ name, why: wait.why, figure: new RegExp(`\\b${wait.seconds} s\\b|=${wait.seconds}\\b`) }]
    : [],
)

it('what is told of a wait holds under --timing short, too', () => {
  for (const { why, figure } of shortened) expect(why).not.toMatch(figure)
})

it('what is told of a criterion holds under --timing short, too', () => {
  const folder = dirname(fileURLToPath(import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const told = files.flatMap((file) => {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) return []
    const source = readFileSync(join(folder, file), 'utf8')
    const texts = source.match(/\btext:\s*['"`].*/g) ?? []
    const figures = shortened.filter(({ name }) => new RegExp(`\\bwaits\\.${name}\\b`).test(source))
    return texts
      .filter((text) => figures.some(({ figure }) => figure.test(text)))
      .map((text) => `${file}: ${text}`)
  })
  expect(told).toEqual([])
})
