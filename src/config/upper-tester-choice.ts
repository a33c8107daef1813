import { UserError } from '../user-error.ts'

const kinds = ['operator', 'launch', 'command', 'http', 'leshan', 'leshan-bootstrap'] as const

/** One `--upper-tester`: its kind, and the command or URL that goes with it. */
export interface UpperTesterChoice {
  readonly kind: (typeof kinds)[number]
  /** Empty for `operator` and `launch`. */
  readonly argument: string
}

/**
 * Reads `operator`, `launch`, `command:CMD`, `http:URL`, `leshan:URL`, `leshan-bootstrap:URL`; `=` does for the colon.
 * `http:` may be followed by the rest of the URL only: `http://host:8080`.
 * @throws UserError for anything else
 */
export function parseUpperTester(text: string): UpperTesterChoice {
  if (/^https?:\/\//.test(text)) return { kind: 'http', argument: text }
  const [, name = '', argument = ''] = /^([a-z-]+)(?:[:=](.+))?$/s.exec(text) ?? []
  const kind = kinds.find((known) => known === name)
  if (kind === undefined || (argument === '') !== (kind === 'operator' || kind === 'launch')) {
    throw new UserError(
      `--upper-tester ${text}: write operator, launch, command:CMD, http:URL, leshan:URL or leshan-bootstrap:URL`,
    )
  }
  return { kind, argument }
}
