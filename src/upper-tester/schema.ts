import { readSchema, schemaCheck } from '../json-schema.ts'
import { UpperTesterError, type Verb, type VerbName } from './verbs.ts'

const file = 'src/upper-tester/verbs.schema.json'

/** What is wrong with a verb by its JSON Schema; empty when nothing is. */
export const checkVerb = schemaCheck(file)
const checkAnswer = schemaCheck(file, '/$defs/answer')
const checkCapabilities = schemaCheck(file, '/$defs/capabilities')

/** All that an upper tester can be told or asked. */
export function verbNames(): readonly VerbName[] {
  const { $defs } = readSchema(file) as { $defs: { name: { enum: readonly VerbName[] } } }
  return $defs.name.enum
}

/**
 * The verbs that an upper tester says it can do.
 * @param who names it in errors
 * @throws UpperTesterError when the text is not what the schema demands
 */
export function readCapabilities(text: string, who: string): ReadonlySet<VerbName> {
  const value = parsed(text, `${who}: its capabilities`, checkCapabilities) as { verbs: readonly VerbName[] }
  return new Set(value.verbs)
}

/**
 * The answer to a verb; undefined for verbs that do not ask.
 * @param who names the upper tester in errors
 * @throws UpperTesterError when the text is not what the schema demands
 */
export function readAnswer(text: string, verb: Verb, who: string): string | boolean | undefined {
  const what = `${who}: its answer to "${verb.verb}"`
  const { answer } = (text.trim() === '' ? {} : parsed(text, what, checkAnswer)) as {
    answer?: string | boolean
  }
  const wanted = answerType(verb.verb)
  if (wanted === undefined || typeof answer === wanted) return answer
  throw new UpperTesterError(
    `${what} must hold a ${wanted}, like {"answer": ${wanted === 'boolean' ? 'true' : '"21.5"'}}`,
  )
}

/** What a verb that asks is answered with; undefined for the others. */
export function answerType(verb: VerbName): 'boolean' | 'string' | undefined {
  if (verb === 'ask-value') return 'string'
  return verb === 'ask-registered' || verb === 'ask-queue-mode' ? 'boolean' : undefined
}

function parsed(text: string, what: string, check: ReturnType<typeof schemaCheck>): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UpperTesterError(`${what} is no JSON: ${firstLine(text) || '(nothing)'}`)
  }
  const [first] = check(value)
  if (first === undefined) return value
  throw new UpperTesterError(`${what}${first.pointer && ` at ${first.pointer}`} ${first.text}`)
}

/** The first line that says something, at most 200 characters of it. */
export function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? ''
  return line.trim().slice(0, 200)
}
