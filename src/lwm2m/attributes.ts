import type { Ids } from '#content'

export const attributeNames = ['pmin', 'pmax', 'gt', 'lt', 'st', 'epmin', 'epmax'] as const
export type AttributeName = (typeof attributeNames)[number]

/** Notification attributes in force at one level (Core 1.1.1 §5.1.2). Times are seconds. */
export type NotificationAttributes = { readonly [name in AttributeName]?: number }

/** What a Write-Attributes asks for: a number sets, null unsets. */
export type AttributeChanges = { readonly [name in AttributeName]?: number | null }

/** A Write-Attributes that must be refused, and why. */
export class AttributeError extends Error {}

/**
 * Reads the query of a Write-Attributes. An empty value unsets. @throws AttributeError for unknown, repeated or
 * inconsistent attributes, and for gt, lt and st where `numeric` is false
 */
export function parseAttributes(query: readonly string[], numeric: boolean): AttributeChanges {
  const changes: { [name in AttributeName]?: number | null } = {}
  for (const item of query) {
    const [name, text = ''] = item.split('=', 2) as [string, string?]
    if (!isAttribute(name)) throw new AttributeError(`${name} is no notification attribute`)
    if (name in changes) throw new AttributeError(`${name} stands twice`)
    if (['gt', 'lt', 'st'].includes(name) && !numeric)
      throw new AttributeError(`${name} needs a numeric resource`)
    const integer = name.startsWith('p') || name.startsWith('e')
    if (text !== '' && !(integer ? /^\d+$/ : /^-?\d+(\.\d+)?$/).test(text))
      throw new AttributeError(`${name}=${text} is no number`)
    changes[name] = text === '' ? null : Number(text)
  }
  const { lt, gt, st } = changes
  if (typeof lt === 'number' && typeof gt === 'number' && lt + 2 * (st ?? 0) >= gt)
    throw new AttributeError('lt + 2 st must be less than gt')
  return changes
}

function isAttribute(name: string): name is AttributeName {
  return (attributeNames as readonly string[]).includes(name)
}

/** The attributes one server attached, level by level; the closest level wins. */
export class AttributeStore {
  readonly #byPath = new Map<string, NotificationAttributes>()

  /** Sets and unsets at one path. */
  apply(path: Ids, changes: AttributeChanges): void {
    const key = path.join('/')
    const kept = { ...this.#byPath.get(key), ...changes }
    this.#byPath.set(
      key,
      Object.fromEntries(
        Object.entries(kept).filter(([, value]) => value !== null),
      ) as NotificationAttributes,
    )
  }

  /** What is attached at exactly this path. */
  at(path: Ids): NotificationAttributes {
    return this.#byPath.get(path.join('/')) ?? {}
  }

  /** What holds for this path: its own and, where it has none, those of the levels above. */
  inherited(path: Ids): NotificationAttributes {
    return path
      .map((_, index) => this.at(path.slice(0, index + 1)))
      .reduce((above, own) => ({ ...above, ...own }), {})
  }

  clear(): void {
    this.#byPath.clear()
  }
}
