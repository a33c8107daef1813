import { createInterface } from 'node:readline'
import { ContentError } from '#content'
import { maskText } from '#record'
import { printable } from '#render'
import { splitCommand } from '#upper-tester'
import { didYouMean } from '../../did-you-mean.ts'
import { UserError } from '../../user-error.ts'
import type { Io } from '../io.ts'
import { explained } from '../program.ts'

/** Something that a served peer can be told to do by a line. */
export interface Instruction {
  /** The words after its name, as help shows them: `[ENDPOINT] PATH VALUE`, and `PATH…` for as many as one likes. */
  readonly takes: string
  readonly does: string
  /**
   * Does it.
   * @returns what is to be shown, in lines
   * @throws UserError or ContentError for words that make no sense
   */
  perform(words: readonly string[]): Promise<readonly string[]> | readonly string[]
}

/** By the word that a line begins with. */
export type Instructions = Readonly<Record<string, Instruction>>

/** A peer that takes lines from the keyboard, or from whatever is piped in. */
export interface Console {
  /** Shows what the peer has to tell unasked. */
  tell(what: string, lines: readonly string[]): void
  /** From now on nothing is read. */
  close(): void
}

/**
 * Does what lines say, each begun as it is read, whether or not the ones before it are over; what comes of it is shown
 * behind the line itself. The end of the input ends nothing. Answers go to standard output, mistakes to standard error.
 */
export function openConsole(io: Io, instructions: Instructions, quit: () => void): Console {
  const all: Instructions = {
    ...instructions,
    help: { takes: '', does: 'Show these lines', perform: () => helpLines(all) },
    quit: {
      takes: '',
      does: 'End, as Ctrl-C does',
      perform: () => {
        quit()
        return []
      },
    },
  }
  const obey = async (line: string): Promise<void> => {
    if (line.trim() === '') return
    const shown = printable(line.trim())
    try {
      const answer = await performed(all, line)
      if (answer.length > 0) io.out(block(shown, answer))
    } catch (failure) {
      const isMistake = failure instanceof UserError || failure instanceof ContentError
      const why = isMistake ? failure.message : explained(failure).text
      io.err(maskText(`${shown}: ${printable(why)}\n`))
    }
  }
  const lines = createInterface({ input: io.keyboard, terminal: false })
  lines.on('line', (line) => void obey(line))
  return {
    tell: (what, told) => io.out(block(printable(what), told)),
    close: () => lines.close(),
  }
}

/** The first line behind what it is about, the others below. */
function block(head: string, [first = '', ...rest]: readonly string[]): string {
  const lines = [`${head}: ${printable(first)}`.trimEnd(), ...rest.map((line) => `  ${printable(line)}`)]
  return maskText(`${lines.join('\n')}\n`)
}

async function performed(instructions: Instructions, line: string): Promise<readonly string[]> {
  const [name = '', ...words] = splitCommand(line)
  const instruction = Object.hasOwn(instructions, name) ? instructions[name] : undefined
  if (instruction === undefined)
    throw new UserError(
      `there is no "${name}" here; help shows what there is${didYouMean(name, Object.keys(instructions))}`,
    )
  if (!fits(words, instruction.takes)) throw new UserError(`write it as: ${usage(name, instruction)}`)
  return instruction.perform(words)
}

/** Whether there are as many words as an instruction takes. */
export function fits(words: readonly string[], takes: string): boolean {
  const wanted = takes.split(' ').filter((word) => word !== '')
  const least = wanted.filter((word) => !word.startsWith('[')).length
  return words.length >= least && (takes.includes('…') || words.length <= wanted.length)
}

function usage(name: string, { takes }: Instruction): string {
  return `${name} ${takes}`.trim()
}

function helpLines(instructions: Instructions): string[] {
  const entries = Object.entries(instructions)
  const width = Math.max(...entries.map(([name, instruction]) => usage(name, instruction).length))
  return ['', ...entries.map(([name, it]) => `${usage(name, it).padEnd(width)}  ${it.does}`)]
}
