import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { journalFile, openJournal } from './journal.ts'
import { JournalFollower } from './journal-follower.ts'

let folder = ''
let file = ''
let follower: JournalFollower
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'follower-'))
  file = journalFile(folder)
  follower = new JournalFollower(file)
})
afterEach(() => {
  follower.close()
  rmSync(folder, { recursive: true, force: true })
})

const note = (text: string) => ({ event: 'note', text }) as const

it('waits for a journal that is not there yet, and then for more', async () => {
  expect(follower.look()).toEqual([])
  const first = follower.next()
  const journal = openJournal(folder, () => 0)
  journal.append(note('a'))
  expect(await first).toMatchObject([{ n: 1, text: 'a' }])
  const second = follower.next()
  journal.append(note('é'))
  expect(await second).toMatchObject([{ n: 2, text: 'é' }])
  expect(follower.events.map(({ n }) => n)).toEqual([1, 2])
  journal.close()
})

it('does not wait for what is there already', async () => {
  appendFileSync(file, '{"n":1,"at":0,"event":"note","text":"a"}\n')
  expect(await follower.next()).toHaveLength(1)
})

it('waits for the rest of a line that is still being written', () => {
  appendFileSync(file, '{"n":1,"at":0,"event":"no')
  expect(follower.look()).toEqual([])
  appendFileSync(file, 'te","text":"a"}\n')
  expect(follower.look()).toHaveLength(1)
})

it('counts lines from the beginning of the file', () => {
  appendFileSync(file, '{"n":1,"at":0,"event":"note","text":"a"}\n')
  follower.look()
  appendFileSync(file, 'x\n')
  expect(() => follower.look()).toThrow(`${file}:2: this line is no event`)
})

it('gives up waiting when the journal turns out to be corrupt', async () => {
  const waiting = follower.next()
  appendFileSync(file, 'x\n')
  await expect(waiting).rejects.toThrow(':1: this line is no event')
})
