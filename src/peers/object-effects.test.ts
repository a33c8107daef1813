import { describe, expect, it } from 'vitest'
import { parsePath, type Value } from '#content'
import { world } from './world.fixture.ts'

const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })

/** A whole device, and what it holds. */
function device() {
  const { client, wait } = world()
  const held = (path: string): unknown => client.value(path)?.value
  return { client, wait, held, execute: (path: string) => client.execute(parsePath(path), '') }
}

describe('connectivity statistics', () => {
  it('count from zero between Start and Stop, and stay', async () => {
    const { wait, held, execute } = device()
    await execute('/7/0/6')
    expect(held('/7/0/2')).toBe(0n)
    await wait(5)
    await execute('/7/0/7')
    expect([held('/7/0/0'), held('/7/0/2')]).toEqual([0n, 5n])
    await execute('/7/0/7')
    expect(held('/7/0/2')).toBe(5n)
  })

  it('stop by themselves when the Collection Period is over', async () => {
    const { client, wait, held, execute } = device()
    client.setValue('/7/0/8', integer(3))
    await execute('/7/0/6')
    await wait(60)
    await execute('/7/0/7')
    expect(held('/7/0/2')).toBe(3n)
  })
})

describe('the event log', () => {
  it('is running from LogStart to LogStop (lowest bit of LogStatus)', async () => {
    const { held, execute } = device()
    await execute('/20/0/4011')
    expect(held('/20/0/4013')).toBe(0n)
    await execute('/20/0/4012')
    expect(held('/20/0/4013')).toBe(3n)
  })
})

describe('bearer selection', () => {
  it.each([
    ['WLAN', [7], 21n, true],
    ['cellular', [1], 6n, false],
    ['the first that there is', [10, 1, 7], 6n, false],
  ] as const)('prefers %s', (_, preferences, bearer, isOn) => {
    const { client, held } = device()
    for (const [id, preference] of preferences.entries())
      client.setValue(`/13/0/0/${id}`, integer(preference))
    expect([held('/4/0/0'), held('/12/0/1')]).toEqual([bearer, isOn])
  })

  it('stays where it is when nothing that is preferred is there', () => {
    const { client, held } = device()
    client.setValue('/13/0/0/0', integer(10))
    expect([held('/4/0/0'), held('/12/0/1')]).toEqual([6n, false])
  })
})

describe('access points', () => {
  it('are named among those in use while they are enabled, and no longer', () => {
    const { client, held } = device()
    client.setValue('/11/1/3', { type: 'boolean', value: true })
    expect(held('/10/0/11/1')).toEqual({ object: 11, instance: 1 })
    client.setValue('/11/1/3', { type: 'boolean', value: false })
    expect(held('/10/0/11/1')).toBeUndefined()
    client.setValue('/11/1/3', { type: 'boolean', value: true })
    client.store.remove([11, 1])
    expect(held('/10/0/11/1')).toBeUndefined()
  })
})
