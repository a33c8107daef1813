import { UserError } from '../user-error.ts'

/** A registry file or archive that cannot be used; the message is `file:line:column: what`, as far as they are known. */
export class RegistryError extends UserError {
  override readonly name = 'RegistryError'

  constructor(
    readonly file: string,
    readonly what: string,
    /** From 1. */
    readonly line?: number,
    /** From 1, in UTF-16 units. */
    readonly column?: number,
  ) {
    super(`${[file, line, column].filter((part) => part !== undefined).join(':')}: ${what}`)
  }
}
