import type { JournalEvent } from './events.ts'

/** Resources that hold keys: they are masked everywhere but in the evidence. */
const secretResources: readonly (readonly [object: number, resource: number])[] = [
  [0, 3],
  [0, 5],
  [21, 1],
  [21, 2],
]

/**
 * Whether a path names something that holds a key: /0/x/3, /0/x/5, /21/x/1, /21/x/2 and their instances.
 * A whole instance or object is none; look at the resources in it.
 */
export function isSecretPath(ids: readonly number[]): boolean {
  return secretResources.some(([object, resource]) => ids[0] === object && ids[2] === resource)
}

/** Masks tokens, keys and passwords in one line of text: in a URI's query or user part, and where a path names a secret. */
export function maskText(text: string): string {
  return text
    .replaceAll(secretQuery, '$1<masked>')
    .replaceAll(secretUser, '$1<masked>@')
    .replaceAll(secretRecord, '$1<masked>')
    .replaceAll(secretValue, '$1<masked>')
}

/** An event with all its texts masked, as reports may show it. */
export function maskEvent(event: JournalEvent): JournalEvent {
  return maskDeep(event)
}

function maskDeep<T>(value: T): T
function maskDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map((inner: unknown) => maskDeep(inner))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, maskDeep(inner)]),
  )
}

const secretQuery =
  /([?&][\w.-]*(?:token|key|secret|passw(?:or)?d|pwd|auth|sig|signature|credential)=)(?!<masked>)[^&\s"'<>]+/gi
const secretUser = /(\b\w{1,20}:\/\/[^\s/:@"']*:)(?!<masked>)[^\s/@"']+@/g

const secretPath = String.raw`\/?(?:0\/\d+\/[35]|21\/\d+\/[12])(?:\/\d+)?`

/** `"n":"/0/1/5","vs":"…"`: a SenML record, with the path in its name. */
const secretRecord = new RegExp(
  String.raw`("n"\s*:\s*"${secretPath}"\s*,\s*"v[a-z]?"\s*:\s*)(?!"?<masked>)(?:"(?:\\.|[^"\\])*"?|[^",}\]\s]+)`,
  'g',
)

/** `/0/1/5 = …`, `/0/1/5: …`, `/0/1/5 is …`: a value beside its path. */
const secretValue = new RegExp(
  String.raw`((?<![\w/.])${secretPath}(?!\/?\d)"?(?:\s*[=:]\s*|\s+(?:is|was|to)\s+))(?!"?<masked>)(?:"(?:\\.|[^"\\])*"?|'[^']*'?|[^\s,;}\]]+)`,
  'g',
)
