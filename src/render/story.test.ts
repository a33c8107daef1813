import { describe, expect, it } from 'vitest'
import type { EventDraft } from '#record'
import { runDrafts, runEvents } from './run.fixture.ts'
import { exchangeLog, runStory } from './story.ts'

const { stories, notes } = runStory(runEvents())

describe('a story', () => {
  it('has the events of its case and no other', () => {
    expect(stories[1]?.events.map(({ id, event }) => [id, event])).toContainEqual(['int-102', 'undo'])
    expect(new Set(stories[1]?.events.map(({ id, endpoint }) => id + endpoint)).size).toBe(1)
  })

  it('begins anew when a resumed run takes the case up again', () => {
    const drafts = runDrafts()
    const begun = drafts.findIndex(({ event }) => event === 'case-started')
    const torn: EventDraft[] = [...drafts.slice(0, begun + 3), ...drafts.slice(begun)]
    expect(runStory(runEvents(torn)).stories[0]?.events).toHaveLength(stories[0]?.events.length ?? 0)
  })

  it('of a device that floods us is told without the middle, but with the frames of its verdicts', () => {
    const drafts = runDrafts()
    const at = drafts.findIndex(({ event }) => event === 'message')
    const message = drafts[at]!
    const flood = Array.from(
      { length: 100_000 },
      (_, index) => ({ ...message, frame: index + 1 }) as EventDraft,
    )
    const criterion = drafts.find(({ event }) => event === 'criterion')!
    const judged = { ...criterion, frame: 50_000 } as EventDraft
    const { events } = runStory(runEvents(drafts.toSpliced(at, 1, ...flood, judged))).stories[0]!
    const frames = events.flatMap((event) => (event.event === 'message' ? [event.frame] : []))
    expect(frames.length).toBeLessThan(1600)
    expect(frames).toEqual(expect.arrayContaining([1, 50_000, 100_000]))
    expect(events.filter(({ event }) => event === 'step')).toContainEqual(
      expect.objectContaining({
        text: expect.stringMatching(/^98\d\d\d messages are left out from here on/),
      }),
    )
  })

  it('leaves notes to the run', () => {
    expect(notes).toEqual(['a device came that nobody awaited'])
  })
})

it('an exchange log tells messages and what happened between them', () => {
  expect(exchangeLog(stories[1]!).split('\n')).toEqual([
    '0.730  -- the server writes 20 to /1/0/1',
    '1.460  -> #1 127.0.0.1:56830 CON PUT /1/0/1 mid=18 token=a2 "20"',
    '2.190  <- #2 127.0.0.1:56830 ACK 2.04 Changed mid=18 token=a2',
    '          ! octet 4: Content-Format stands in a response without payload (RFC 7252 §5.5.1)',
    '2.920  -- waits 20.000 s: the new lifetime',
    '3.650  -- waits 1.400 s: the IUT was asleep',
    '4.380  <- #3 127.0.0.1:56830 CON POST /rd/5a3f?lt=30 mid=19 token=a3',
    '5.110  <- #4 127.0.0.1:56830 CON POST /rd/5a3f?lt=30 mid=19 token=a3 (repeated)',
  ])
})
