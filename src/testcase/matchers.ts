import { contentFormats, type FormatName, type Node, pathText, type Value, valueText } from '#content'
import type { Answer, Asked, Body, Plain, Registering } from '#sides'
import { type Check, check } from './check.ts'

/** The response code is one of these. */
export function code(...allowed: readonly string[]): Check<Answer> {
  return check(allowed.join(' or '), (answer) => (allowed.includes(answer.code) ? undefined : answer.code))
}

/** The payload is in this format, and well-formed by strict reading. */
export function format(name: FormatName): Check<Body> {
  return check(`well-formed ${name} (Content-Format ${contentFormats[name]})`, (body) => {
    if (body.format !== name) return `Content-Format ${body.contentFormat ?? '(absent)'}`
    return malformed(body)
  })
}

/** The payload is well-formed in whatever format it is. */
export const wellFormed: Check<Body> = check('a well-formed payload', (body) => {
  if (body.format === undefined) return `Content-Format ${body.contentFormat ?? '(absent)'}`
  return malformed(body)
})

function malformed({ findings }: Body): string | undefined {
  const finding = findings.find(({ tolerated }) => tolerated !== true)
  return finding && `at octet ${finding.offset}: ${finding.text} (${finding.clause})`
}

/** Whether a plain value and a typed one are the same; numbers compare by value, floats exactly. */
export function sameValue(value: Value, plain: Plain): boolean {
  if (value.value instanceof Uint8Array)
    return plain instanceof Uint8Array && Buffer.compare(value.value, plain) === 0
  if (typeof value.value === 'object') {
    return (
      typeof plain === 'object' &&
      'object' in plain &&
      plain.object === value.value.object &&
      plain.instance === value.value.instance
    )
  }
  if (typeof value.value === 'bigint') {
    return typeof plain === 'bigint'
      ? plain === value.value
      : typeof plain === 'number' && Number.isInteger(plain) && BigInt(plain) === value.value
  }
  if (typeof value.value === 'number')
    return typeof plain === 'bigint'
      ? Number(plain) === value.value
      : Object.is(plain, value.value) || plain === value.value
  return plain === value.value
}

function plainText(plain: Plain): string {
  if (plain instanceof Uint8Array) return `0x${Buffer.from(plain).toString('hex')}`
  if (typeof plain === 'object') return `${plain.object}:${plain.instance}`
  return typeof plain === 'string' ? `"${plain}"` : String(plain)
}

function at(nodes: readonly Node[], path: string): Node | undefined {
  return nodes.find((node) => pathText(node.path) === path)
}

/** The payload holds at least these values, by absolute path. */
export function holds(values: { readonly [path: string]: Plain }): Check<Body> {
  const entries = Object.entries(values)
  return check(entries.map(([path, plain]) => `${path} = ${plainText(plain)}`).join(', '), ({ nodes }) => {
    for (const [path, plain] of entries) {
      const value = at(nodes, path)?.value
      if (value === undefined) return `no ${path}`
      if (!sameValue(value, plain)) return `${path} = ${valueText(value)}`
    }
    return undefined
  })
}

/** The payload holds a value at each of these paths (or below: instances of a multiple resource). */
export function has(...paths: readonly string[]): Check<Body> {
  return check(`values at ${paths.join(', ')}`, ({ nodes }) => {
    const missing = paths.find((path) => !nodes.some((node) => below(pathText(node.path), path)))
    return missing === undefined ? undefined : `nothing at ${missing}`
  })
}

/** The payload holds nothing outside these paths. */
export function only(...paths: readonly string[]): Check<Body> {
  return check(`nothing outside ${paths.join(', ')}`, ({ nodes }) => {
    const stray = nodes
      .map(({ path }) => pathText(path))
      .find((path) => !paths.some((allowed) => below(path, allowed)))
    return stray === undefined ? undefined : stray
  })
}

/** The payload holds no value at these paths. */
export function lacks(...paths: readonly string[]): Check<Body> {
  return check(`nothing at ${paths.join(', ')}`, ({ nodes }) => {
    const stray = nodes
      .map(({ path }) => pathText(path))
      .find((path) => paths.some((forbidden) => below(path, forbidden)))
    return stray === undefined ? undefined : stray
  })
}

function below(path: string, parent: string): boolean {
  return parent === '/' || path === parent || path.startsWith(`${parent}/`)
}

/** The links name these targets. */
export function links(...targets: readonly string[]): Check<Body> {
  return check(`links ${targets.map((target) => `<${target}>`).join(',')}`, (body) => {
    const missing = targets.find((target) => !body.links.some((link) => link.target === target))
    return missing === undefined
      ? undefined
      : `no <${missing}> among ${body.links.map((link) => `<${link.target}>`).join(',')}`
  })
}

/** The links do not name these targets, nor anything below them. */
export function noLinks(...targets: readonly string[]): Check<Body> {
  return check(`no links ${targets.map((target) => `<${target}>`).join(',')}`, (body) => {
    const stray = body.links.find((link) => targets.some((target) => below(link.target, target)))
    return stray === undefined ? undefined : `<${stray.target}>`
  })
}

/** A link has these attributes; null: must not have it. */
export function linkAttributes(
  target: string,
  attributes: { readonly [name: string]: string | number | null },
): Check<Body> {
  const wanted = Object.entries(attributes)
  const expected = wanted
    .map(([name, value]) => (value === null ? `no ${name}` : `${name}=${value}`))
    .join(';')
  return check(`<${target}> with ${expected}`, (body) => {
    const link = body.links.find((candidate) => candidate.target === target)
    if (link === undefined) return `no <${target}>`
    for (const [name, value] of wanted) {
      const found = link.attributes.find((attribute) => attribute.name === name)
      if (value === null ? found !== undefined : found === undefined || !sameAttribute(found.value, value)) {
        return `<${target}>${link.attributes.map((attribute) => `;${attribute.name}=${attribute.value ?? ''}`).join('')}`
      }
    }
    return undefined
  })
}

function sameAttribute(found: string | undefined, wanted: string | number): boolean {
  if (found === undefined) return false
  return typeof wanted === 'number' ? Number(found) === wanted && found.trim() !== '' : found === wanted
}

/** The response names where it created something: Location-Path below this object. */
export function locatedBelow(object: string): Check<Answer> {
  return check(`a Location below ${object}`, ({ location }) =>
    `/${location.join('/')}`.startsWith(`${object}/`)
      ? undefined
      : location.length === 0
        ? 'no Location-Path'
        : `/${location.join('/')}`,
  )
}

/** The request goes to this path by this method. */
export function request(method: string, path: string): Check<Asked> {
  return check(`${method} ${path}`, (asked) => {
    const seen = `${asked.method} /${asked.path.join('/')}`
    return seen === `${method} ${path}` ? undefined : seen
  })
}

/** The registration lists these objects or instances (`/1`, `/1/0`). */
export function lists(...paths: readonly string[]): Check<Registering> {
  return check(`a list with ${paths.join(', ')}`, ({ registration }) => {
    const listed = listedPaths(registration.objects)
    const missing = paths.find((path) => !listed.some((entry) => below(entry, path)))
    return missing === undefined ? undefined : `a list without ${missing}: ${listed.join(',')}`
  })
}

/** The registration lists none of these objects or instances. */
export function listsNone(...paths: readonly string[]): Check<Registering> {
  return check(`a list without ${paths.join(', ')}`, ({ registration }) => {
    const stray = listedPaths(registration.objects).find((entry) => paths.some((path) => below(entry, path)))
    return stray === undefined ? undefined : `a list with ${stray}`
  })
}

function listedPaths(objects: Registering['registration']['objects']): string[] {
  return objects.map(({ object, instance }) =>
    pathText(instance === undefined ? [object] : [object, instance]),
  )
}
