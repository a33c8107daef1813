import { afterAll, describe, inject, test } from 'vitest'
import {
  type CaseKey,
  caseKeyText,
  hasEnded,
  JournalFollower,
  journalFile,
  maskEvent,
  type RunRecord,
  runRecord,
} from '#record'
import { runStory, type Story } from '../story.ts'
import { SortedJournal } from './sorted-journal.ts'
import { tell } from './tell.ts'
import type {} from './vitest.config.ts'

const { runFolder, cases, follow } = inject('allureSetting')
const wantedKeys = new Set(cases)
const journal = new JournalFollower(journalFile(runFolder))
const sorted = new SortedJournal()
sorted.add(journal.look())
afterAll(() => journal.close())
// Nothing else keeps this process alive when whoever asked is gone.
process.once('disconnect', () => journal.close())

/** Whether no more is to come of a case. */
function isOver(key: CaseKey): boolean {
  return !follow || hasEnded(journal.events) || sorted.hasEnded(key)
}

async function storyOf(key: CaseKey): Promise<{ story: Story; run: RunRecord }> {
  while (!isOver(key)) sorted.add(await journal.next())
  const { record: run, stories } = runStory(sorted.of(key).map(maskEvent))
  const wanted = caseKeyText(key)
  return { story: stories.find(({ record }) => caseKeyText(record) === wanted)!, run }
}

for (const record of runRecord(journal.events).cases.filter((found) => wantedKeys.has(caseKeyText(found)))) {
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
