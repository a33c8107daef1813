import { type Answer, type Body, type Check, check, Freshness, type Moment, type Scene } from '#testcase'

/** The values of a notification, as a key. */
function valuesOf(answer: Answer): string {
  return answer.nodes
    .map(
      ({ path, value }) =>
        `${path.join('/')}=${value?.value instanceof Uint8Array ? Buffer.from(value.value).toString('hex') : String(value?.value)}`,
    )
    .join(';')
}

/**
 * Gaps between successive notifications, in seconds, with whether the values changed in between. One that was lost, and
 * lost again, comes after what was sent later (RFC 7641 §3.4), and tells of no gap.
 */
function gaps(series: readonly Answer[]): { seconds: number; unchanged: boolean }[] {
  const freshness = new Freshness()
  const orders = series.map(({ observe, at }, index) => ({
    isFresh: freshness.take(observe, at),
    isSame: observe === series[index - 1]?.observe,
  }))
  const kept = series.filter((_, index) => orders[index]!.isFresh || orders[index]!.isSame)
  return kept.slice(1).map((answer, index) => ({
    seconds: (answer.at - kept[index]!.at) / 1000,
    unchanged: valuesOf(answer) === valuesOf(kept[index]!),
  }))
}

function twiceRunning<T>(items: readonly T[], fits: (item: T) => boolean): readonly [T, T] | undefined {
  const at = items.findIndex((item, index) => index > 0 && fits(item) && fits(items[index - 1]!))
  return at < 0 ? undefined : [items[at - 1]!, items[at]!]
}

/** Never, twice running, later than pmax. Once may be the network's doing. All in seconds. */
export function noLaterThanPmax(pmax: number, tolerance: number): Check<readonly Answer[]> {
  return check(`${pmax} s or less between notifications`, (series) => {
    const late = twiceRunning(gaps(series), ({ seconds }) => seconds > pmax + tolerance)
    return late === undefined
      ? undefined
      : `${late.map(({ seconds }) => `${seconds.toFixed(1)} s`).join(', then ')}`
  })
}

/** Whether the values change in a series. */
export async function changes(series: Moment<readonly Answer[]>): Promise<boolean> {
  return gaps(await series.happens()).some(({ unchanged }) => !unchanged)
}

/** At least this many notifications: fewer means that some came late twice running, or not at all. */
export function atLeast(count: number): Check<readonly Answer[]> {
  return check(`${count} notifications or more`, (series) =>
    series.length >= count ? undefined : `${series.length}`,
  )
}

/** No notification at all. */
export const none: Check<readonly Answer[]> = check('no notification', (series) =>
  series.length === 0 ? undefined : `${series.length}, the first in frame ${series[0]!.frame ?? '?'}`,
)

/** No notification any more. One may have been under way, or be repeated for want of an ACK (RFC 7641 §4.5). */
export const silent: Check<readonly Answer[]> = check('no more than one late notification', (series) =>
  series.length <= 1 ? undefined : `${series.length}, the first in frame ${series[0]!.frame ?? '?'}`,
)

/** Never, twice running, sooner than pmin. Once may be the network's doing. All in seconds. */
export function noSoonerThanPmin(pmin: number, tolerance: number): Check<readonly Answer[]> {
  return check(`${pmin} s or more between notifications`, (series) => {
    const early = twiceRunning(gaps(series), ({ seconds }) => seconds < pmin - tolerance)
    return early === undefined
      ? undefined
      : `${early.map(({ seconds }) => `${seconds.toFixed(1)} s`).join(', then ')}`
  })
}

/**
 * Likewise, where each change is made when the one before was reported: a report that the network delayed shortens the
 * gap after it, but not the whole series.
 */
export function noSoonerOnTheWhole(pmin: number, tolerance: number): Check<readonly Answer[]> {
  const { expected, verify } = noSoonerThanPmin(pmin, tolerance)
  return check(expected, (series) => {
    const seconds = ((series.at(-1)?.at ?? 0) - (series[0]?.at ?? 0)) / 1000
    return seconds < (series.length - 1) * pmin - tolerance ? verify(series) : undefined
  })
}

/** Never, twice running, sooner than pmax while the values stay the same. All in seconds. */
export function unchangedNoSoonerThanPmax(pmax: number, tolerance: number): Check<readonly Answer[]> {
  return check(`${pmax} s between notifications of unchanged values`, (series) => {
    const early = twiceRunning(
      gaps(series),
      ({ seconds, unchanged }) => unchanged && seconds < pmax - tolerance,
    )
    return early === undefined
      ? undefined
      : `${early.map(({ seconds }) => `${seconds.toFixed(1)} s`).join(', then ')}`
  })
}

/**
 * Every notification has an Observe option of its own, and it is newer than the one before as often as not at least
 * (RFC 7641 §3.4): one that was lost, and lost again, comes after others that were sent later.
 */
export const observeGrows: Check<readonly Answer[]> = check('an Observe value that grows', (series) => {
  const values = series.map(({ observe }) => observe)
  const seen = `Observe ${values.map((value) => value ?? '(absent)').join(', ')}`
  if (values.includes(undefined) || new Set(values).size < values.length) return seen
  const span = 2 ** 24
  const steps = values.slice(1).map((value = 0, index) => (value - (values[index] ?? 0) + span) % span)
  const falls = steps.filter((step) => step >= span / 2)
  return falls.length <= steps.length / 2 ? undefined : seen
})

/** The first answer to an Observe accepts it. */
export const accepts: Check<Answer> = check('an Observe option', ({ observe }) =>
  observe === undefined ? 'none' : undefined,
)

/** Every one of them passes. */
export function each(wanted: Check<Body>): Check<readonly Answer[]> {
  return check(wanted.expected, (series) =>
    series.map((answer) => wanted.verify(answer)).find((seen) => seen !== undefined),
  )
}

/** Changes that are made at most. */
const attempts = 10

/**
 * Brings about reports of changes, each so soon after the report before that one without pmin would be seen to be early,
 * until two gaps running are early, or as long as pmin. What the network held up proves nothing of pmin. In seconds.
 * @param change makes the change with this number, from 1; tells when it was answered, in milliseconds, and its report
 */
export async function insidePmin(
  { cannotJudge, jitter }: Pick<Scene<string>, 'cannotJudge' | 'jitter'>,
  pmin: number,
  change: (turn: number) => Promise<{ readonly at: number; readonly report: Answer }>,
): Promise<readonly Answer[]> {
  const isEarly = (seconds: number): boolean => seconds < pmin - jitter
  const isLate = (seconds: number): boolean => seconds > pmin + jitter
  let series: readonly Answer[] = []
  let wasEarly = false
  for (let turn = 1; turn <= attempts; turn++) {
    const { at, report } = await change(turn)
    const before = series.at(-1)
    const isInTime = before !== undefined && isEarly((at - before.at) / 1000)
    series = isInTime ? [...series, report] : [report]
    const latest = gaps(series.slice(-3)).map(({ seconds }) => seconds)
    wasEarly ||= latest.some(isEarly)
    const isClear = latest.every(isEarly) || !latest.some((seconds) => isEarly(seconds) || isLate(seconds))
    if (latest.length === 2 && isClear) return series
  }
  if (wasEarly || series.length < 3) cannotJudge(`link: ${attempts} changes did not show whether pmin holds`)
  return series
}
