import { type DataFormat, type Ids, isWithin, parsePath, pathText } from '#content'
import type { ServerChair, WriteHow } from '../chairs.ts'
import type { Awaited } from '../moment.ts'
import { type Content, nodesOf, type Plain, plainOf } from '../plain.ts'
import type { Session } from '../session.ts'
import type { Answer, Asked } from '../views.ts'
import { must2xx, registrationTold } from './undo.ts'

/** Values by absolute path. */
type Values = { readonly [path: string]: Plain }

interface Resource {
  readonly values: Values
  /** The format that it was written in, where the case chose one. */
  readonly format: DataFormat | undefined
}

/** What an instance held before the case wrote to it. */
interface Before {
  /** By path of the resource, or of the resource instance. */
  readonly resources: Map<string, Resource>
  /** All that it held, where a Write replaces it. */
  whole: Values | undefined
}

const severalCarry: readonly DataFormat[] = ['tlv', 'json', 'senml-json', 'senml-cbor', 'lwm2m-cbor']

/**
 * What was there before a case wrote: each value is read once, before the first Write that changes it, and is written
 * back when the case has ended, the single resources of an instance together.
 */
export class Kept {
  readonly #session: Session
  readonly #server: () => ServerChair
  readonly #instances = new Map<string, Before>()

  /** @param server that reads, and writes back */
  constructor(session: Session, server: () => ServerChair) {
    this.#session = session
    this.#server = server
  }

  /** A Read in the format that the Client chooses: what it gives need not be read again before it is written. */
  learning(path: string, read: Awaited<Asked, Answer>): Awaited<Asked, Answer> {
    const { readings } = this.#session
    const answered = read.answered.map(read.answered.what, (answer) => {
      if (answer.code === '2.05' && !readings.has(path)) readings.set(path, valuesIn(path, answer))
      return answer
    })
    return { ...read, answered }
  }

  /** Has all that a Write is about put back; of an instance that it replaces what it takes away, too. */
  async write(base: Ids, content: Content, how: WriteHow): Promise<void> {
    const whole = base.length === 2 && how.mode === 'replace' ? pathText(base) : undefined
    if (whole !== undefined) this.#before(whole).whole ??= (await this.#held(whole)) ?? {}
    const paths = nodesOf(base, content, this.#session.shapeOf).map(({ path }) =>
      // Whole resources, since a Write that replaces one takes all of its instances away.
      pathText(path.slice(0, Math.max(base.length, 3))),
    )
    await this.resources(paths, how.format)
  }

  /** Has these resources put back, in this format; several of one instance are read at once. */
  async resources(paths: readonly string[], format?: DataFormat): Promise<void> {
    for (const instance of new Set(paths.map(instanceOf))) {
      const { resources } = this.#before(instance)
      const unknown = [...new Set(paths)].filter(
        (path) => instanceOf(path) === instance && !resources.has(path),
      )
      if (unknown.length > 1) await this.#held(instance)
      for (const path of unknown) resources.set(path, { values: (await this.#held(path)) ?? {}, format })
    }
  }

  /** What is held at a path, or below it; undefined where no Read tells. */
  async #held(path: string): Promise<Values | undefined> {
    const known = this.#read(path)
    if (known !== undefined) return known
    const stimulus = this.#session.lastStimulus
    await this.#server().reads(path).answered.happens()
    this.#session.lastStimulus = stimulus
    return this.#session.readings.get(path)
  }

  #read(path: string): Values | undefined {
    const { readings } = this.#session
    const exactly = readings.get(path)
    if (exactly !== undefined) return exactly
    // What a Read of the instance leaves out may be read by itself all the same.
    const inInstance = within(path, readings.get(instanceOf(path)) ?? {})
    return Object.keys(inInstance).length === 0 ? undefined : inInstance
  }

  #before(instance: string): Before {
    const known = this.#instances.get(instance)
    if (known !== undefined) return known
    const before: Before = { resources: new Map(), whole: undefined }
    this.#instances.set(instance, before)
    this.#session.undo.push({
      text: `write ${instance} back`,
      run: () => {
        this.#instances.delete(instance)
        return this.#putBack(instance, before)
      },
    })
    return before
  }

  async #putBack(instance: string, { resources, whole }: Before): Promise<void> {
    const lost = whole === undefined ? {} : await this.#lostOf(instance, whole)
    const kept = [...resources].filter(([, { values }]) => Object.keys(values).length > 0).reverse()
    // A partial Write of the instance would not take away what was added to a multiple resource.
    const single = kept.filter(([path, { values }]) => isResource(path) && path in values)
    const others = kept.filter((one) => !single.includes(one))
    const from = this.#session.inbox.end
    const left = (await this.#together(instance, lost, single)) ? others : [...single, ...others]
    for (const [path, { values, format }] of left)
      await must2xx(this.#server().writes(path, relativeTo(path, values), how(format)))
    if (kept.some(([path]) => isLifetime(path))) await registrationTold(this.#session, from)
  }

  /** What a replacement took away and did not bring back. */
  async #lostOf(instance: string, whole: Values): Promise<Values> {
    const { code, nodes } = await this.#server().reads(instance).answered.happens()
    const left = code === '2.05' ? nodes.map(({ path }) => pathText(path)) : []
    return Object.fromEntries(Object.entries(whole).filter(([path]) => !left.includes(path)))
  }

  /** Several resources in one Write of their instance; false where each is to be written alone. */
  async #together(
    instance: string,
    lost: Values,
    resources: readonly (readonly [string, Resource])[],
  ): Promise<boolean> {
    const isNothingLost = Object.keys(lost).length === 0
    if (isNothingLost && resources.length < 2) return false
    const values: Values = Object.assign({ ...lost }, ...resources.map(([, resource]) => resource.values))
    const formats = resources.map(([, { format }]) => format)
    const format = formats.find((one) => one !== undefined && severalCarry.includes(one))
    const write = (content: Values) =>
      this.#server().writes(instance, relativeTo(instance, content), { mode: 'partial', ...how(format) })
    const { code } = await write(values).answered.happens()
    if (code === '2.04') return true
    if (!isNothingLost) await must2xx(write(lost))
    return false
  }
}

function how(format: DataFormat | undefined): WriteHow {
  return { ...(format !== undefined && { format }), keep: true }
}

function instanceOf(path: string): string {
  return pathText(parsePath(path).slice(0, 2))
}

function isResource(path: string): boolean {
  return parsePath(path).length === 3
}

function valuesIn(path: string, { nodes }: Answer): Values {
  const found = nodes.flatMap(({ path: at, value }) =>
    value === undefined ? [] : [[pathText(at), plainOf(value)] as const],
  )
  return within(path, Object.fromEntries(found))
}

function within(path: string, values: Values): Values {
  const base = parsePath(path)
  return Object.fromEntries(Object.entries(values).filter(([at]) => isWithin(parsePath(at), base)))
}

function relativeTo(base: string, values: Values): Values {
  const { length } = parsePath(base)
  return Object.fromEntries(
    Object.entries(values).map(([path, value]) => [parsePath(path).slice(length).join('/'), value]),
  )
}

/** What the Client tells of at once, by an Update (Core 1.1.1 §6.2.2). */
function isLifetime(path: string): boolean {
  const [object, , resource] = parsePath(path)
  return object === 1 && resource === 1
}
