import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Clock } from '#net'
import type { Iut, UpperTesterFactory } from './factory.ts'
import { instruction } from './instructions.ts'
import { answerType } from './schema.ts'
import { UpperTesterError, type Verb } from './verbs.ts'

export interface OperatorOptions {
  readonly input: Readable
  readonly output: Writable
  readonly clock: Clock
  /** Seconds that a person has for one prompt. */
  readonly timeout: number
  /** Called when the operator types `q`: the run is to end. */
  readonly stop?: () => void
  /** Told when a prompt stands and waits for its line, and when it does no more. */
  readonly asking?: (isAsking: boolean) => void
}

/**
 * A person at a keyboard: told in plain words what to do, asked what is to be seen. Prompts come one at a time, however
 * many IUTs there are; a line typed before its prompt does not count.
 */
export function operatorUpperTester(options: OperatorOptions): UpperTesterFactory {
  const { input, output, clock, timeout } = options
  const lines = createInterface({ input, terminal: false })
  let given: ((line: string | undefined) => void) | undefined
  let ended = false
  lines.on('line', (line) => given?.(line))
  lines.on('close', () => {
    ended = true
    given?.(undefined)
  })

  const line = (): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      if (ended) return resolve(undefined)
      const timer = clock.after(timeout * 1000, () => {
        given = undefined
        output.write('\n')
        reject(new UpperTesterError(`the operator did not answer within ${timeout} s`))
      })
      given = (text) => {
        timer.cancel()
        given = undefined
        resolve(text)
      }
    })

  const answered = async (verb: Verb, iut: Iut): Promise<string | boolean | undefined> => {
    const wanted = answerType(verb.verb)
    for (;;) {
      options.asking?.(true)
      output.write(`\n${instruction(verb, iut)}${endings[wanted ?? 'done']} (s = cannot, q = stop) `)
      const text = (await line().finally(() => options.asking?.(false)))?.trim()
      if (text === undefined) throw new UpperTesterError('nobody is at the keyboard: the input has ended')
      if (text === 's') throw new UpperTesterError(`the operator cannot: ${instruction(verb, iut)}`)
      if (text === 'q') {
        options.stop?.()
        throw new UpperTesterError('the operator stopped the run')
      }
      if (wanted === undefined) return undefined
      if (wanted === 'string') return text
      if (/^y(es)?$/i.test(text)) return true
      if (/^no?$/i.test(text)) return false
      output.write('Please type y or n.')
    }
  }

  let turn: Promise<unknown> = Promise.resolve()
  return {
    name: 'operator',
    of: (iut) => ({
      name: 'operator',
      can: () => true,
      perform(verb) {
        const answer = turn.then(() => answered(verb, iut))
        turn = answer.catch(() => {})
        return answer
      },
      close: async () => {},
    }),
    close: async () => lines.close(),
  }
}

const endings = {
  done: ', then press Enter',
  boolean: ' Type y or n',
  string: ' Type it',
} as const
