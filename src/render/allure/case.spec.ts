import { afterAll, describe, inject, test } from 'vitest'
import {
  type CaseKey,
  caseKeyText,
  hasEnded,
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
const wantedKeys = new Set(cases)
const journal = new JournalFollower(journalFile(runFolder))
journal.look()
afterAll(() => journal.close())

function isOf(wanted: string): (key: CaseKey) => boolean {
  return (key) => caseKeyText(key) === wanted
}

/** Whether no more is to come of a case: it ended after it was last planned, or the run is over. */
function isOver(wanted: string): boolean {
  if (!follow || hasEnded(journal.events)) return true
  const ended = journal.events.findLast(
    (event) => event.event === 'case-ended' && caseKeyText(event) === wanted,
  )
  const planned = journal.events.findLast(
    (event) => event.event === 'planned' && event.cases.some((found) => caseKeyText(found) === wanted),
  )
  return (ended?.n ?? 0) > (planned?.n ?? 0)
}

async function storyOf(key: CaseKey): Promise<{ story: Story; run: RunRecord }> {
  const wanted = caseKeyText(key)
  const isWanted = (event: JournalEvent): boolean => isCaseEvent(event) && caseKeyText(event) === wanted
  while (!isOver(wanted)) await journal.next()
  const own = journal.events.flatMap((event): JournalEvent[] => {
    if (event.event === 'planned') return [{ ...event, cases: event.cases.filter(isOf(wanted)) }]
    return event.event === 'run-started' || event.event === 'run-ended' || isWanted(event) ? [event] : []
  })
  const { record: run, stories } = runStory(own.map(maskEvent))
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
