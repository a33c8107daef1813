import { describe, expect, it } from 'vitest'
import type { Node } from '#content'
import { sleep, VirtualClock } from '#net'
import type { NotificationAttributes } from './attributes.ts'
import { integer } from './device.fixture.ts'
import { Observation } from './observation.ts'

/** An observation of /3/0/7, whose two instances start at 20; reports are noted with their second. */
function observationOf(given: NotificationAttributes, sequence = 100) {
  const clock = new VirtualClock()
  const start = clock.now()
  const values = [20, 20]
  let attributes = given
  const reports: { at: number; sequence: number }[] = []
  const observation = new Observation({
    paths: [[3, 0, 7]],
    clock,
    read: () => values.map((value, id): Node => ({ path: [3, 0, 7, id], value: integer(value) })),
    attributes: () => attributes,
    notify: (value) => reports.push({ at: (clock.now() - start) / 1000, sequence: value }),
    sequence,
  })
  return {
    observation,
    reports,
    seconds: () => reports.map(({ at }) => at),
    wait: (seconds: number) => sleep(clock, seconds * 1000),
    becomes(value: number, id = 0) {
      values[id] = value
      observation.changed([3, 0, 7, id])
    },
    attach(changed: NotificationAttributes) {
      attributes = changed
      observation.rescheduled()
    },
  }
}

describe('periods (Core 1.1.1 §5.1.2)', () => {
  it('without any, a change is reported at once', async () => {
    const { becomes, wait, seconds } = observationOf({})
    await wait(3)
    becomes(21)
    await wait(9)
    expect(seconds()).toEqual([3])
  })

  it('pmin holds a change back, and reports it once', async () => {
    const { becomes, wait, seconds } = observationOf({ pmin: 10 })
    await wait(2)
    becomes(21)
    becomes(22)
    await wait(20)
    expect(seconds()).toEqual([10])
  })

  it('epmin: values are not looked at again before it has passed', async () => {
    const { becomes, wait, seconds } = observationOf({ epmin: 10 })
    await wait(2)
    becomes(21)
    await wait(3)
    becomes(22)
    becomes(23)
    await wait(20)
    expect(seconds()).toEqual([2, 12])
  })

  it('pmin counts from the last report', async () => {
    const { becomes, wait, seconds } = observationOf({ pmin: 10 })
    await wait(15)
    becomes(21)
    await wait(1)
    becomes(22)
    await wait(20)
    expect(seconds()).toEqual([15, 25])
  })

  it('pmax reports what did not change', async () => {
    const { wait, seconds } = observationOf({ pmin: 5, pmax: 15 })
    await wait(46)
    expect(seconds()).toEqual([15, 30, 45])
  })

  it('pmax counts from the last report', async () => {
    const { becomes, wait, seconds } = observationOf({ pmax: 15 })
    await wait(10)
    becomes(21)
    await wait(16)
    expect(seconds()).toEqual([10, 25])
  })

  it.each([{ pmax: 0 }, { pmin: 20, pmax: 10 }])('%j: no longest period', async (attributes) => {
    const { wait, seconds } = observationOf(attributes)
    await wait(100)
    expect(seconds()).toEqual([])
  })

  it('pmax equal to pmin holds', async () => {
    const { wait, seconds } = observationOf({ pmin: 10, pmax: 10 })
    await wait(25)
    expect(seconds()).toEqual([10, 20])
  })

  it('that change take effect at once', async () => {
    const { attach, wait, seconds } = observationOf({ pmax: 100 })
    await wait(20)
    attach({ pmax: 5 })
    await wait(8)
    expect(seconds()).toEqual([20, 25])
  })

  it('that change move a report held back', async () => {
    const { attach, becomes, wait, seconds } = observationOf({ pmin: 100 })
    becomes(21)
    await wait(2)
    attach({ pmin: 5 })
    await wait(10)
    expect(seconds()).toEqual([5])
  })
})

describe('change conditions (Core 1.1.1 §5.1.2)', () => {
  it.each([
    ['gt: rising above', { gt: 45 }, [45, 50], 1],
    ['gt: reaching', { gt: 45 }, [45], 0],
    ['gt: falling back below', { gt: 45 }, [50, 40], 1],
    ['gt: rising again', { gt: 45 }, [50, 40, 50], 2],
    ['gt: staying above', { gt: 45 }, [50, 60], 1],
    ['lt: falling below', { lt: 10 }, [9], 1],
    ['lt: reaching', { lt: 10 }, [10], 0],
    ['lt: rising back above', { lt: 10 }, [9, 15], 1],
    ['st: a whole step', { st: 5 }, [25], 1],
    ['st: a step downwards', { st: 5 }, [15], 1],
    ['st: less than a step', { st: 5 }, [24], 0],
    ['st: small changes add up', { st: 5 }, [22, 24, 26], 1],
    ['st: counts from the last report', { st: 5 }, [27, 31], 1],
    ['gt and st, as the specification shows it', { gt: 45, st: 10 }, [45, 50], 2],
    ['lt, gt and st, as the specification shows it', { lt: 20, gt: 85, st: 10 }, [24], 0],
  ])('%s', async (_, attributes, values, count) => {
    const { becomes, wait, seconds } = observationOf(attributes)
    for (const value of values) {
      becomes(value)
      await wait(1)
    }
    expect(seconds()).toHaveLength(count)
  })

  it('are held against each value of its own', async () => {
    const { becomes, wait, seconds } = observationOf({ gt: 45 })
    becomes(50, 1)
    await wait(1)
    becomes(50, 0)
    await wait(1)
    expect(seconds()).toHaveLength(2)
  })

  it('do not touch pmax', async () => {
    const { wait, seconds } = observationOf({ gt: 45, pmax: 30 })
    await wait(31)
    expect(seconds()).toEqual([30])
  })

  it('wait for pmin', async () => {
    const { becomes, wait, seconds } = observationOf({ gt: 45, pmin: 10 })
    becomes(50)
    await wait(11)
    expect(seconds()).toEqual([10])
  })
})

describe('an observation', () => {
  it('numbers its reports upwards (RFC 7641 §4.4)', async () => {
    const { wait, reports } = observationOf({ pmax: 10 }, 2 ** 24 - 2)
    await wait(31)
    expect(reports.map(({ sequence }) => sequence)).toEqual([2 ** 24 - 1, 0, 1])
  })

  it('takes no notice of changes elsewhere, nor of none', async () => {
    const { observation, wait, seconds } = observationOf({})
    observation.changed([3, 0, 8, 0])
    observation.changed([3, 0, 7, 0])
    await wait(1)
    expect(seconds()).toEqual([])
  })

  it('reports nothing once it has ended', async () => {
    const { observation, becomes, wait, seconds } = observationOf({ pmin: 5, pmax: 10 })
    becomes(21)
    observation.end()
    becomes(22)
    await wait(60)
    expect(seconds()).toEqual([])
  })
})
