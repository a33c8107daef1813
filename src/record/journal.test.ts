import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { journalFile, memoryJournal, openJournal } from './journal.ts'
import { readJournal, resumeJournal } from './journal-reader.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'journal-')), 'run')
  file = journalFile(folder)
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const note = (text: string) => ({ event: 'note', text }) as const
const written = (...texts: string[]): void => {
  const journal = openJournal(folder, () => 5)
  for (const text of texts) journal.append(note(text))
  journal.close()
}

describe('writing', () => {
  it('numbers events from 1 and stamps the time', () => {
    let now = 41
    const journal = memoryJournal(() => ++now)
    journal.append(note('a'))
    expect(journal.append(note('b'))).toEqual({ n: 2, at: 43, event: 'note', text: 'b' })
    expect(journal.events.map(({ n, at }) => [n, at])).toEqual([
      [1, 42],
      [2, 43],
    ])
  })

  it('has each line in the file before append returns', () => {
    const journal = openJournal(folder, () => 5)
    journal.append(note('a'))
    expect(readFileSync(file, 'utf8')).toBe('{"n":1,"at":5,"event":"note","text":"a"}\n')
    journal.close()
  })

  it('keeps others from reading', () => {
    written('a')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('tells listeners after an event is kept', () => {
    const journal = openJournal(folder, () => 5)
    const seen: number[] = []
    journal.onEvent(({ n }) => seen.push(n, readJournal(file).events.length))
    journal.append(note('a'))
    journal.append(note('b'))
    journal.close()
    expect(seen).toEqual([1, 1, 2, 2])
  })

  it('goes on where an earlier run stopped', () => {
    written('a', 'b')
    const journal = resumeJournal(folder, () => 6)
    expect(journal.earlier).toHaveLength(2)
    expect(journal.append(note('c')).n).toBe(3)
    journal.close()
    expect(readJournal(file).events.map(({ n }) => n)).toEqual([1, 2, 3])
  })

  it('cuts off a torn line before it goes on', () => {
    written('a')
    appendFileSync(file, '{"n":2,"at":5,"ev')
    const journal = resumeJournal(folder, () => 6)
    journal.append(note('b'))
    journal.close()
    expect(readJournal(file)).toMatchObject({ events: [{ n: 1 }, { n: 2, text: 'b' }], torn: false })
  })
})

describe('reading', () => {
  it('loses at most the last event, wherever the file was cut', () => {
    const texts = ['zero', 'é ü 漢', '"\n\u2028']
    written(...texts)
    const whole = readFileSync(file)
    const lengths = texts.map((_, index) => whole.subarray(0, endOfLine(whole, index + 1)).length)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (length) => {
        writeFileSync(file, whole)
        truncateSync(file, length)
        const { events, torn } = readJournal(file)
        const complete = lengths.filter((end) => end <= length).length
        expect(events.map((event) => event.event === 'note' && event.text)).toEqual(texts.slice(0, complete))
        expect(torn).toBe(length !== (lengths[complete - 1] ?? 0))
      }),
    )
  })

  it.each([
    ['text', 'hello'],
    ['an object that is no event', '{"n":2}'],
    ['an event nobody knows', '{"n":2,"at":5,"event":"party"}'],
    ['an inherited name', '{"n":2,"at":5,"event":"toString"}'],
    ['nothing', ''],
  ])('names file and line of a line that holds %s', (_, line) => {
    written('a')
    appendFileSync(file, `${line}\n{"n":3,"at":5,"event":"note","text":"c"}\n`)
    expect(() => readJournal(file)).toThrow(`${file}:2: this line is no event`)
  })

  it('refuses a journal that lost a line', () => {
    written('a', 'b', 'c')
    const [first, , third] = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, `${first}\n${third}\n`)
    expect(() => readJournal(file)).toThrow(`${file}:2: event 3 stands where event 2 belongs`)
  })
})

function endOfLine(octets: Buffer, line: number): number {
  let end = 0
  for (let seen = 0; seen < line; seen++) end = octets.indexOf(0x0a, end) + 1
  return end
}
