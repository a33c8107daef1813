import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { type Clock, systemClock } from '#net'
import { LineDialogue, lineOf } from './lines.ts'
import type { Verb } from './verbs.ts'
import { splitCommand } from './words.ts'

describe('a verb as a line', () => {
  it.each<[Verb, readonly string[] | undefined]>([
    [{ verb: 'update' }, ['update']],
    [{ verb: 'set', path: '/3/0/13', value: 5 }, ['set', '/3/0/13', '5']],
    [{ verb: 'set', path: '/3/0/15', value: 'a "b" \\ c' }, ['set', '/3/0/15', 'a "b" \\ c']],
    [{ verb: 'set', path: '/3/0/15', value: '' }, ['set', '/3/0/15', '']],
    [{ verb: 'set', path: '/1/0/6', value: true }, ['set', '/1/0/6', 'true']],
    [{ verb: 'send', paths: [] }, ['send']],
    [{ verb: 'send', paths: ['/3/0', '/1'] }, ['send', '/3/0', '/1']],
    [
      { verb: 'insert-card', serverUri: 'coap://h', lifetime: 60, shortServerId: 2 },
      ['insert-card', 'coap://h', '60', '2'],
    ],
    [{ verb: 'register' }, ['register']],
    [{ verb: 'read', endpoint: 'e', path: '/3' }, undefined],
  ])('%j', (verb, words) => {
    const line = lineOf(verb)
    expect(line && splitCommand(line)).toEqual(words)
  })
})

describe('a dialogue by lines', () => {
  function dialogue(answers: (line: string) => string | undefined) {
    const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()]
    const asked: string[] = []
    input.on('data', (line: Buffer) => {
      asked.push(line.toString().trim())
      const answer = answers(line.toString().trim())
      if (answer !== undefined) output.write(`${answer}\n`)
    })
    // A hundred times as fast.
    const clock: Clock = { ...systemClock, after: (ms, task) => systemClock.after(ms / 100, task) }
    return { talk: new LineDialogue({ input, output, errors }, clock), asked }
  }

  it('takes a help in one line, and asks for it once', async () => {
    const { talk, asked } = dialogue((line) => (line === 'help' ? 'help: set, send' : `${line}: ok`))
    await Promise.all([talk.say('set /3/0/13 1'), talk.say('send')])
    await expect(talk.say('defer')).rejects.toThrow('its help does not list "defer"')
    expect(asked).toEqual(['help', 'set /3/0/13 1', 'send'])
  })

  it('does not wait for ever for one that takes no lines', async () => {
    const { talk } = dialogue(() => undefined)
    await expect(talk.say('set /3/0/13 1')).rejects.toThrow('it did not answer the line "help" within 10 s')
  })
})
