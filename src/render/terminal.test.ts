import { describe, expect, it } from 'vitest'
import type { JournalEvent } from '#record'
import { hostile, runDrafts, runEvents } from './run.fixture.ts'
import { type TerminalOptions, terminalRenderer } from './terminal.ts'

function shown(options: Partial<TerminalOptions> = {}, drafts = runDrafts()): string {
  return shownEvents(runEvents(drafts), options)
}

function shownEvents(events: readonly JournalEvent[], options: Partial<TerminalOptions> = {}): string {
  let text = ''
  const write = (more: string): void => {
    text += more
  }
  const show = terminalRenderer({ write, color: false, live: false, columns: 80, ...options })
  for (const event of events) show(event)
  return text
}

/** What a terminal would show: the text after carriage returns and erasures. */
function onScreen(text: string): string[] {
  return text.split('\n').map((line) => line.split('\u001b[2K').at(-1) ?? '')
}

describe('not on a terminal', () => {
  const text = shown()

  it('has no character that moves a cursor', () => {
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u)
  })

  it('has one line for a case that passed, with its time', () => {
    expect(text).toContain('\nPASS            1.1-int-101  Initial Registration  client  4.4 s\n')
  })

  it('has all it takes to look into a failure', () => {
    const start = text.indexOf('FAIL  ')
    expect(text.slice(start, text.indexOf('INCONCLUSIVE  ')).trimEnd().split('\n')).toEqual([
      'FAIL            1.1-int-102  Registration Update  client  8.8 s',
      '                B FAIL: the client sends an Update with the new lifetime',
      '                  clause:   Core 1.1.1 §6.2.2 (unverified: issue 544)',
      '                  expected: an Update with lt=20',
      '                  seen:     lt=30',
      '                  frame:    3 of evidence/int-102-client.pcapng',
      '                  try:      Look in frame 3 of the capture at what the client sent, and compare it with Core 1.1.1 §6.2.2.',
    ])
  })

  it.each(['depends on int-102', 'the ICS says no to CF.TEXT', 'our server: the socket was closed'])(
    'says why nothing was decided: %s',
    (reason) => {
      expect(text).toContain(`\n                ${reason}\n`)
    },
  )

  it('says what a case changed and could not put back', () => {
    const lines = text.split('\n')
    expect(lines.filter((line) => line.includes('put back'))).toEqual([
      '                not put back: takes the observation of /3/0/9 back: no answer',
    ])
  })

  it('warns first that the run can be no certificate', () => {
    expect(text.split('\n')[2]).toBe(
      'not certifiable: short timing: waits are not those of the specification',
    )
  })

  it('ends with a table and what the exit code means', () => {
    const [head, first, second, , observations, last] = text.trimEnd().split('\n').slice(-6)
    expect(head?.trim()).toBe('ERROR  FAIL  INCONCLUSIVE  PASS  NOT APPLICABLE')
    expect(first).toMatch(/^client {2}urn:imei:004999010640000 .* 1 {5}1 {13}2 {5}1 {15}1$/)
    expect(second).toMatch(/^client {2}"><script>.* - {5}1 {13}4 {5}1 {15}-$/)
    expect(observations).toBe(
      'Observations: 2, of what SHOULD be, or no rule decides; the statement lists them',
    )
    expect(last).toBe('ERROR  (exit 5) not decided: the tester itself failed')
  })

  it('names the endpoint when there are several', () => {
    expect(text).toMatch(/PASS {12}1\.1-int-101 {2}Initial Registration {2}client ">/)
    expect(text).not.toContain(hostile)
  })
})

it('counts what was judged before a run was cut off, and does not show it again', () => {
  const all = runEvents(runDrafts())
  const cut = all.findIndex(({ event }) => event === 'case-ended') + 1
  const [rest, whole] = [shownEvents(all.slice(cut), { before: all.slice(0, cut) }), shownEvents(all)]
  const ended = whole.split('\n').find((line) => /^PASS|^FAIL/.test(line))
  expect(rest).not.toContain(ended)
  expect(rest.split('\n').slice(-6)).toEqual(whole.split('\n').slice(-6))
})

describe('on a terminal', () => {
  const begun = runDrafts().slice(0, 9)

  it('tells what the running case does, in one line that fits', () => {
    const last = onScreen(shown({ live: true, columns: 60 }, begun)).at(-1)
    expect(last).toHaveLength(59)
    expect(last).toMatch(/^\[0\/6\] 1\.1-int-101 Initial Registration/)
  })

  it('leaves the same lines as elsewhere', () => {
    expect(onScreen(shown({ live: true }))).toEqual(shown().split('\n'))
  })

  it('shows nothing while somebody is asked, and all of it afterwards', () => {
    let isHeld = true
    let text = ''
    const write = (more: string): void => {
      text += more
    }
    const show = terminalRenderer({ write, color: false, live: true, columns: 80, isHeld: () => isHeld })
    const events = runEvents(runDrafts())
    for (const event of events.slice(0, -1)) show(event)
    expect(text).toBe('')
    isHeld = false
    for (const event of events.slice(-1)) show(event)
    expect(onScreen(text)).toEqual(shown().split('\n'))
  })

  it('counts the cases that run at once', () => {
    const [first] = runDrafts().filter(({ event }) => event === 'case-started')
    const elsewhere = { ...first, endpoint: 'device-2' } as typeof first
    expect(onScreen(shown({ live: true }, [...begun.slice(0, 4), elsewhere!])).at(-1)).toContain(
      '(and 1 more)',
    )
  })

  it('colours a verdict only when asked', () => {
    expect(shown({ color: true })).toContain('\u001b[31mFAIL')
  })
})
