import { UpperTesterError } from './verbs.ts'

/**
 * Splits a command as a shell would (blanks, '…', "…", backslash), without running one: no variables, no globs, no pipes.
 * @throws UpperTesterError for an empty command or a quote that is not closed
 */
export function splitCommand(command: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < command.length; at++) {
    const character = command[at] ?? ''
    if (character === quote) quote = ''
    else if (quote === "'") word = (word ?? '') + character
    else if (character === '\\' && (quote === '' || /["\\]/.test(command[at + 1] ?? '')))
      word = (word ?? '') + (command[++at] ?? '')
    else if (quote !== '') word = (word ?? '') + character
    else if (character === "'" || character === '"') {
      quote = character
      word ??= ''
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + character
  }
  if (quote !== '') throw new UpperTesterError(`the command ${command} has a ${quote} that is not closed`)
  if (word !== undefined) words.push(word)
  if (words.length === 0) throw new UpperTesterError('the command is empty')
  return words
}

/** Names in braces that a command may hold. */
export const placeholders = ['uri', 'bootstrapUri', 'host', 'port', 'endpoint', 'identity', 'key'] as const
export type Placeholder = (typeof placeholders)[number]

/** Which placeholders a command holds. @throws UpperTesterError for an unknown one */
export function placeholdersIn(command: string): ReadonlySet<Placeholder> {
  const found = new Set<Placeholder>()
  for (const [, name = ''] of command.matchAll(braces)) {
    const known = placeholders.find((placeholder) => placeholder === name)
    if (known === undefined) {
      const all = placeholders.map((placeholder) => `{${placeholder}}`).join(' ')
      throw new UpperTesterError(`the command ${command} has an unknown {${name}}; known are ${all}`)
    }
    found.add(known)
  }
  return found
}

/** Fills placeholders into the words of a command. @throws UpperTesterError when a value is missing */
export function fillWords(
  words: readonly string[],
  values: { readonly [name in Placeholder]?: string | undefined },
): string[] {
  return words.map((word) =>
    word.replaceAll(braces, (_, name: Placeholder) => {
      const value = values[name]
      if (value === undefined) throw new UpperTesterError(`the run has no {${name}} to fill into "${word}"`)
      return value
    }),
  )
}

const braces = /\{([A-Za-z]+)\}/g
