import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { journalFile, openJournal } from './journal.ts'
import { JournalFollower } from './journal-follower.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'follower-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const note = (text: string) => ({ event: 'note', text }) as const

it('waits for a journal that is not there yet, and for each event in it', async () => {
  const follower = new JournalFollower(journalFile(folder))
  expect(follower.look()).toEqual([])
  const first = follower.until((events) => events.length === 1)
  const journal = openJournal(folder, () => 0)
  journal.append(note('a'))
  await first
  const second = follower.until((events) => events.length === 3)
  journal.append(note('b'))
  journal.append(note('é'))
  expect((await second).map((event) => event.event === 'note' && event.text)).toEqual(['a', 'b', 'é'])
  journal.close()
})

it('waits for the rest of a line that is still being written', async () => {
  const follower = new JournalFollower(journalFile(folder))
  appendFileSync(journalFile(folder), '{"n":1,"at":0,"event":"no')
  expect(follower.look()).toEqual([])
  appendFileSync(journalFile(folder), 'te","text":"a"}\n')
  expect(follower.look()).toHaveLength(1)
})

it('counts lines from the beginning of the file', () => {
  const follower = new JournalFollower(journalFile(folder))
  appendFileSync(journalFile(folder), '{"n":1,"at":0,"event":"note","text":"a"}\n')
  follower.look()
  appendFileSync(journalFile(folder), 'x\n')
  expect(() => follower.look()).toThrow(`${journalFile(folder)}:2: this line is no event`)
})

it('gives up a wait when the journal turns out to be corrupt', async () => {
  const waiting = new JournalFollower(journalFile(folder)).until(() => false)
  appendFileSync(journalFile(folder), 'x\n')
  await expect(waiting).rejects.toThrow(':1: this line is no event')
})
