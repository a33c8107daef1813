import { Findings } from '#content'
import { readTlvs, type Tlv, tagText } from './der.ts'
import type { Explicit } from './element.ts'
import { type Content, type Element, fail, type Of, type ReadingOf, shapeClause, within } from './schema.ts'
import { readElement } from './sequence.ts'

type Arms = { readonly [name: string]: Element<unknown> }

export type ChoiceOf<A extends Arms> = {
  readonly [name in keyof A]: { readonly kind: name; readonly value: Of<A[name]> }
}[keyof A]

interface ChoiceLenience {
  /** Tags of the choice itself that are known to be left standing inside the tag that replaces them. */
  readonly alsoIn?: readonly number[]
  /** Arms whose own tag is known to be left away. */
  readonly bare?: readonly string[]
  /** The arm that stands for nothing at all. */
  readonly whenEmpty?: string
}

/** One of several elements, which are told apart by their tags. Under a tag it stands as a whole (X.680 §31.2.7). */
export function choice<A extends Arms>(arms: A, lenience: ChoiceLenience = {}): Explicit<ChoiceOf<A>> {
  const element: Element<ChoiceOf<A>> = {
    match(tag, version) {
      const matches = Object.keys(arms).flatMap((kind) => {
        const match = arms[kind]!.match(tag, version)
        return match === undefined ? [] : [{ kind, match }]
      })
      const [found] = [...matches.filter(({ match }) => match.deviation === undefined), ...matches]
      if (found === undefined) return undefined
      const { kind, match } = found
      return {
        ...match,
        read: (tlv, reading) => armOf<A>(kind, match.read(tlv, reading)),
      }
    },
    write({ kind, value }, writing) {
      const arm = arms[kind]
      if (arm === undefined)
        return fail(within(writing, String(kind)), `there is ${Object.keys(arms).join(', ')}`)
      return arm.write(value, within(writing, String(kind)))
    },
    describe: (version) =>
      Object.values(arms)
        .map((arm) => arm.describe(version))
        .filter(Boolean)
        .join(' or '),
  }
  return { ...element, whenTagged: tagged(element, arms, lenience) }
}

function armOf<A extends Arms>(kind: string, value: unknown): ChoiceOf<A> | undefined {
  return value === undefined ? undefined : ({ kind, value } as ChoiceOf<A>)
}

/** A choice under a tag: exactly one of its elements. */
function tagged<A extends Arms>(
  element: Element<ChoiceOf<A>>,
  arms: A,
  { alsoIn = [], bare = [], whenEmpty }: ChoiceLenience,
): Content<ChoiceOf<A>> {
  const read = (given: Tlv, reading: ReadingOf, isInner = false): ChoiceOf<A> | undefined => {
    const { findings, version } = reading
    const [first, second] = readTlvs(given.content, given.contentOffset, findings)
    if (first === undefined) {
      if (given.content.length === 0 && whenEmpty !== undefined) {
        if (arms[whenEmpty]?.describe(version) !== '')
          findings.add(given.offset, shapeClause, `${tagText(given.tag)} is empty`)
        return armOf<A>(whenEmpty, true)
      }
      const belongs = element.describe(version)
      findings.add(given.offset, shapeClause, `${tagText(given.tag)} without ${belongs}`)
      return undefined
    }
    if (alsoIn.includes(first.tag) && !isInner) {
      const text = `${tagText(first.tag)} in ${tagText(given.tag)}, which takes its place`
      findings.add(first.offset, shapeClause, text)
      return read(first, reading, true)
    }
    if (element.match(first.tag, version) === undefined) {
      const unwrapped = readBare<A>(given, arms, bare, reading)
      if (unwrapped !== undefined) return unwrapped
    }
    if (second !== undefined)
      findings.add(
        second.offset,
        shapeClause,
        `${tagText(second.tag)} after ${tagText(first.tag)}: one is meant`,
      )
    return readElement(element, first, reading)
  }
  return {
    write(value, writing) {
      const isEmpty = value.kind === whenEmpty && arms[value.kind]?.describe(writing.version) === ''
      return isEmpty ? new Uint8Array() : element.write(value, writing)
    },
    read: (given, reading) => read(given, reading),
  }
}

/** The first of the arms that could be meant where the content of one stands without its tag. */
function readBare<A extends Arms>(
  given: Tlv,
  arms: A,
  bare: readonly string[],
  { version, findings }: ReadingOf,
): ChoiceOf<A> | undefined {
  for (const kind of bare) {
    const arm = arms[kind]
    const tag = Number.parseInt(arm?.describe(version) ?? '', 16)
    const trial = new Findings()
    const value = arm?.match(tag, version)?.read(given, { version, findings: trial })
    const read = armOf<A>(kind, value)
    if (read === undefined) continue
    findings.add(given.contentOffset, shapeClause, `${kind} without its tag ${tagText(tag)}`)
    findings.addAll(trial.list)
    return read
  }
  return undefined
}
