import { type Answer, type Check, check, format, type Plain, pathText, sameValue, valueText } from '#testcase'
import type { Format } from './data-types.ts'

type Value = Parameters<typeof sameValue>[0]

/** A float may be kept in single precision (Core Appendix C). */
const singlePrecision = 2 ** -23

/** The Write is taken; otherwise it says that the value was refused. */
export function taken(value: string): Check<Answer> {
  return check(`2.04 to ${value}`, ({ code }) => (code === '2.04' ? undefined : `refused with ${code}`))
}

/** The Read gives these values, in this format; otherwise it says whether they were refused, malformed, missing or wrong. */
export function givenBack(name: Format, values: { readonly [path: string]: Plain }): Check<Answer> {
  const wanted = Object.entries(values)
  const expected = wanted.map(([path, plain]) => `${path} = ${short(plain)}`).join(', ')
  return check(`2.05 in ${name} with ${expected}`, (answer) => {
    if (answer.code !== '2.05') return `not given back: ${answer.code}`
    if (isEmpty(answer) && wanted.every(([, plain]) => isNothing(plain))) return undefined
    const malformed = format(name).verify(answer)
    if (malformed !== undefined) return `malformed: ${malformed}`
    for (const [path, plain] of wanted) {
      const value = answer.nodes.find((node) => pathText(node.path) === path)?.value
      if (value === undefined) return `nothing at ${path}`
      if (!same(value, plain)) return `wrong value: ${path} = ${cut(valueText(value))}`
    }
    return undefined
  })
}

/** Nothing is in the answer twice, and each of these values, read singly before, is there and the same. */
export function sameAsSingly(name: Format, singly: readonly Answer[]): Check<Answer> {
  const values = singly.length === 0 ? '' : `, with the values of ${singly.length} single Reads`
  return check(`2.05 in ${name}, nothing twice${values}`, (answer) => {
    if (answer.code !== '2.05') return `not given: ${answer.code}`
    const malformed = format(name).verify(answer)
    if (malformed !== undefined) return `malformed: ${malformed}`
    const paths = answer.nodes.map(({ path }) => pathText(path))
    const twice = paths.find((path, index) => paths.indexOf(path) < index)
    if (twice !== undefined) return `${twice} more than once`
    for (const { path, value } of singly.flatMap(({ nodes }) => nodes)) {
      if (value === undefined) continue
      const seen = answer.nodes[paths.indexOf(pathText(path))]?.value
      if (seen === undefined || !sameValue(seen, value.value))
        return `${pathText(path)} = ${seen === undefined ? 'nothing' : cut(valueText(seen))}, singly ${cut(valueText(value))}`
    }
    return undefined
  })
}

/** A value for reports, cut to a readable length. */
export function short(plain: Plain): string {
  if (plain instanceof Uint8Array) return cut(`h'${Buffer.from(plain).toString('hex')}'`)
  if (typeof plain === 'object') return `${plain.object}:${plain.instance}`
  return cut(typeof plain === 'string' ? JSON.stringify(plain) : String(plain))
}

function cut(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 30)}… (${text.length} characters)`
}

function same(value: Value, plain: Plain): boolean {
  return value.type === 'float' && typeof plain === 'number'
    ? Math.abs(value.value - plain) <= Math.abs(plain) * singlePrecision
    : sameValue(value, plain)
}

/** An empty representation needs no Content-Format. */
function isEmpty({ payload, contentFormat }: Answer): boolean {
  return payload.length === 0 && contentFormat === undefined
}

function isNothing(plain: Plain): boolean {
  return plain === '' || (plain instanceof Uint8Array && plain.length === 0)
}
