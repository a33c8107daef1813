import { describe, inject, test } from 'vitest'
import {
  type CaseKey,
  caseKeyText,
  isCaseEvent,
  type JournalEvent,
  JournalFollower,
  journalFile,
  maskEvent,
  type RunRecord,
  runRecord,
} from '#record'
import { runStory, type Story } from '../story.ts'
import { tell } from './tell.ts'
import type {} from './vitest.config.ts'

const { runFolder, cases, follow } = inject('allureSetting')
const journal = new JournalFollower(journalFile(runFolder))

/** Waits for the end of the case, or of a run that does not reach it. */
async function storyOf(key: CaseKey): Promise<{ story: Story; run: RunRecord }> {
  const wanted = caseKeyText(key)
  const isWanted = (event: JournalEvent): boolean => isCaseEvent(event) && caseKeyText(event) === wanted
  const events = follow
    ? await journal.until((found) =>
        found.some(
          (event) => event.event === 'run-ended' || (event.event === 'case-ended' && isWanted(event)),
        ),
      )
    : journal.look()
  const own = events.filter(
    (event) => ['run-started', 'planned', 'run-ended'].includes(event.event) || isWanted(event),
  )
  const { record: run, stories } = runStory(own.map(maskEvent))
  return { story: stories.find(({ record }) => caseKeyText(record) === wanted)!, run }
}

for (const record of runRecord(journal.look()).cases.filter((found) => cases.includes(caseKeyText(found)))) {
  describe(record.endpoint, () => {
    describe(record.chair, () => {
      test(`${record.label} ${record.title}`, async ({ skip }) => {
        const { story, run } = await storyOf(record)
        await tell(story, run)
        const { verdict, reason } = story.record
        if (verdict === 'NOT APPLICABLE') skip(reason)
        if (verdict !== 'PASS') throw new Error(`${verdict}: ${reason}`)
      })
    })
  })
}
