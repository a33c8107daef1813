import { describe, expect, it } from 'vitest'
import type { IcsItem } from '#ics'
import { memoryJournal } from '#record'
import { type Claim, recordedClaims } from './claims.ts'

const claim = (claimed: boolean | undefined, why: string): Claim => ({ claimed, why, frame: null })

function recorded(items: { readonly [item in IcsItem]?: boolean }, wire: Record<string, Claim>) {
  const journal = memoryJournal(() => 0)
  const asked: string[] = []
  const claims = recordedClaims(
    { endpoint: 'a', ics: { items }, journal },
    async (item) => claim(items[item] ?? true, 'because'),
    (item) => {
      asked.push(item)
      return wire[item] === undefined ? undefined : Promise.resolve(wire[item])
    },
  )
  return { claims, events: journal.events, asked }
}

describe('a claim', () => {
  it('is written down once, with how it is known', async () => {
    const { claims, events } = recorded({}, {})
    await claims('QUEUE')
    await claims('QUEUE')
    expect(events).toMatchObject([
      {
        event: 'claim',
        endpoint: 'a',
        item: 'QUEUE',
        claimed: true,
        source: 'found',
        why: 'because',
        contradiction: null,
      },
    ])
  })

  it('of the ICS is held against the wire, and stays in force', async () => {
    const { claims, events } = recorded({ 'OBJ.5': true }, { 'OBJ.5': claim(false, 'not registered') })
    expect((await claims('OBJ.5')).claimed).toBe(true)
    expect(events).toMatchObject([{ source: 'ics', claimed: true, contradiction: 'not registered' }])
  })

  it('that the wire bears out, or cannot tell, is not contradicted', async () => {
    const { claims, events, asked } = recorded(
      { 'OBJ.5': true, MQTT: false },
      { 'OBJ.5': claim(true, 'there') },
    )
    await claims('OBJ.5')
    await claims('MQTT')
    await claims('QUEUE')
    expect(events.map((event) => event.event === 'claim' && event.contradiction)).toEqual([null, null, null])
    expect(asked).toEqual(['OBJ.5', 'MQTT'])
  })
})
