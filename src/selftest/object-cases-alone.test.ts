import { describe, expect, it } from 'vitest'
import type { ReferenceClient } from '#peers'
import type { TestCase } from '#testcase'
import { device, endings, evening, nobody, reads } from './conduct.fixture.ts'

describe('a run of object cases alone', () => {
  const objectCase = (): TestCase => ({ ...reads, id: 'TP/X/OBJECT' })

  it.each([
    ['is started', { endpoints: ['device'] }],
    ['comes unasked', { endpoints: ['device'], upperTester: nobody }],
    ['is not known', { endpoints: [], upperTester: { ...nobody, can: () => true } }],
  ])('makes cases of the objects of a client that %s, where no other case is wanted', async (_, changes) => {
    let client: ReferenceClient | undefined
    const { events } = await evening([], { objectCase, ...changes }, ({ network }) => {
      if (!('upperTester' in changes)) return
      client = device(network, 'device', 'coap://192.0.2.1:5683')
      network.clock.after(20_000, () => void client?.start())
    })
    await client?.stop()
    expect(endings(events)[0]).toMatchObject({ id: 'TP/X/OBJECT', verdict: 'PASS' })
    expect(events.filter(({ event }) => event === 'planned')).toHaveLength(1)
  })

  it('says that a client never showed up of whose objects alone cases were to be made', async () => {
    const { events } = await evening([], { objectCase, upperTester: nobody })
    expect(endings(events)).toEqual([])
    const notes = events.flatMap((event) => (event.event === 'note' ? [event.text] : []))
    expect(notes).toEqual([expect.stringContaining('device: a Register: nothing within')])
  })

  it('waits no more for a client whose objects are to be judged, once it is interrupted', async () => {
    const stop = new AbortController()
    const { events, network } = await evening(
      [],
      { objectCase, upperTester: nobody, signal: stop.signal },
      ({ network: { clock } }) => void clock.after(10_000, () => stop.abort()),
    )
    expect(network.clock.now() - events[0]!.at).toBe(10_000)
  })
})
