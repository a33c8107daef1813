import { describe, inject, test } from 'vitest'
import { type CaseKey, caseKeyText, JournalFollower, type JournalEvent, journalFile, maskEvent } from '#record'
import { runStory, type Story } from '../story.ts'
import { allureText, tell } from './tell.ts'
import type {} from './vitest.config.ts'

const { runFolder, endpoints, follow } = inject('allureSetting')
const journal = new JournalFollower(journalFile(runFolder))
const { stories } = runStory(journal.look())

/** Waits for the end of the case, or of a run that does not reach it. */
async function storyOf(key: CaseKey): Promise<Story> {
  const wanted = caseKeyText(key)
  const over = (events: readonly JournalEvent[]): boolean =>
    events.some((event) => event.event === 'run-ended' || (event.event === 'case-ended' && caseKeyText(event) === wanted))
  const events = follow ? await journal.until(over) : journal.look()
  const own = events.filter((event) => event.event === 'run-started' || event.event === 'planned' || ('id' in event && caseKeyText(event) === wanted))
  return runStory(own.map(maskEvent)).stories.find(({ record }) => caseKeyText(record) === wanted)!
}

describe.each(endpoints)('%s', (endpoint) => {
  const cases = stories.map(({ record }) => record).filter((record) => record.endpoint === endpoint)
  for (const chair of new Set(cases.map((record) => record.chair))) {
    describe(chair, () => {
      for (const record of cases.filter((found) => found.chair === chair)) {
        test(`${record.label} ${record.title}`, async ({ skip }) => {
          const story = await storyOf(record)
          await tell(story)
          const { verdict } = story.record
          if (verdict === 'NOT APPLICABLE') skip(story.record.reason)
          if (verdict !== 'PASS') throw new Error(`${verdict}: ${story.record.reason}`)
        })
      }
    })
  }
})
