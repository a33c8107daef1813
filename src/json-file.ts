import { readFileSync } from 'node:fs'
import type { SchemaProblem } from './json-schema.ts'
import { UserError } from './user-error.ts'

/**
 * Reads a JSON file of the user.
 * @param what what the file is to the user: `ICS`
 * @param check see `schemaCheck`
 * @throws UserError naming file, place and mend
 */
export function readJsonFile(
  file: string,
  what: string,
  check: (value: unknown) => readonly SchemaProblem[],
): { readonly value: unknown; readonly bytes: Uint8Array } {
  const bytes = readUserFile(file, what)
  const text = new TextDecoder().decode(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (failure) {
    throw new UserError(`${file}${place(text, failure)}: this ${what} is no JSON: ${reason(failure)}`)
  }
  const [first] = check(value)
  if (first === undefined) return { value, bytes }
  throw new UserError(`${file}: the ${what}${first.pointer && ` at ${first.pointer}`} ${first.text}`)
}

/** The octets of a file that the user named. @throws UserError when it cannot be read */
export function readUserFile(file: string, what: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (failure) {
    throw new UserError(`${file}: cannot be read as ${what}: ${systemReason(failure)}`)
  }
}

/** Why the operating system refused a file, in words. */
export function systemReason(failure: unknown): string {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder'
    case 'EACCES':
    case 'EPERM':
      return 'this user has no right to it'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOTDIR':
      return 'a part of its path is no folder'
    case 'EROFS':
      return 'it lies on a read-only medium'
    case 'EEXIST':
      return 'it is there, and no folder'
    case 'ENOSPC':
      return 'the disk is full'
    default:
      return code
  }
}

/** `:line:column` of what the parser stumbled over. */
function place(text: string, failure: unknown): string {
  const position = /at position (\d+)/.exec(String(failure))?.[1]
  const at = position === undefined ? wrongToken(text) : Number(position)
  const before = text.slice(0, at).split('\n')
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

/** Where the token is that the parser names without its position; the end of the text when something is missing there. */
function wrongToken(text: string): number {
  const isWrong = (length: number): boolean => {
    try {
      JSON.parse(text.slice(0, length))
      return false
    } catch (failure) {
      return String(failure).includes('Unexpected token ')
    }
  }
  if (!isWrong(text.length)) return text.length
  // What is cut off before the token only lacks its end; whatever holds the token is wrong.
  let [sound, wrong] = [0, text.length]
  while (wrong - sound > 1) {
    const middle = Math.floor((sound + wrong) / 2)
    if (isWrong(middle)) wrong = middle
    else sound = middle
  }
  return sound
}

/** In the parser's words, but without the piece of the file that it shows: that may hold a key. */
function reason(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure)
  return message
    .replace(/ (in JSON )?at position .*$/s, '')
    .replace(/, (\.\.\.)?".*$/s, '')
    .replaceAll(/\s+/g, ' ')
}
