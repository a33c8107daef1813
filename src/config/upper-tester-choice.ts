import { UserError } from '../user-error.ts'

const kinds = ['operator', 'command', 'http', 'leshan', 'leshan-bootstrap'] as const

/** One `--upper-tester`: its kind, and the command or URL that goes with it. */
export interface UpperTesterChoice {
  readonly kind: (typeof kinds)[number]
  /** Empty for `operator`. */
  readonly argument: string
}

/**
 * Reads `operator`, `command:CMD`, `http:URL`, `leshan:URL`, `leshan-bootstrap:URL`; `=` does for the colon.
 * `http:` may be followed by the rest of the URL only: `http://host:8080`.
 * @throws UserError for anything else
 */
export function parseUpperTester(text: string): UpperTesterChoice {
  if (/^https?:\/\//.test(text)) return { kind: 'http', argument: text }
  const [, name = '', argument = ''] = /^([a-z-]+)(?:[:=](.+))?$/s.exec(text) ?? []
  const kind = kinds.find((known) => known === name)
  if (kind === undefined || (argument === '') !== (kind === 'operator')) {
    throw new UserError(
      `--upper-tester ${text}: write operator, command:CMD, http:URL, leshan:URL or leshan-bootstrap:URL`,
    )
  }
  return { kind, argument }
}
