import { contentFormats, type Node, pathText } from '#content'
import type { Account, BootstrapChair } from '../chairs.ts'
import { Absent, type Awaited, Moment } from '../moment.ts'
import { type Content, contentEntries } from '../plain.ts'
import { sought } from '../search.ts'
import type { Heard, Session } from '../session.ts'
import { tell } from '../told.ts'
import type { Answer, Asked } from '../views.ts'

/** The Bootstrap-Server is the IUT: told beforehand what to provide, and judged by what it then does to our Client. */
export function bootstrapIut(session: Session, account: () => Account): BootstrapChair {
  const act = (
    what: string,
    fits: (asked: Asked, heard: Heard) => string | boolean,
  ): Awaited<Asked, Answer> =>
    sought<Asked>(session, {
      what,
      author: 'bootstrap',
      answeredBy: 'client',
      pick: (heard) => {
        const { kind, asked } = heard
        if (kind !== 'operation') return undefined
        const fit = fits(asked, heard)
        return fit === true ? asked : fit === false ? undefined : fit
      },
      seconds: session.patience.arrival,
    })
  /** A path names its object; which instance is the Bootstrap-Server's choice. */
  const within = (asked: Asked, path: string): boolean => `/${asked.path.join('/')}/`.startsWith(`${path}/`)
  return {
    async isProvisioned({ endpoint = session.endpoint, deletes = [], reads = [] } = {}) {
      const { security, server } = account()
      const provided = await tell(session, {
        verb: 'provision',
        endpoint,
        serverUri: String(security[0]),
        lifetime: Number(server[1]),
        shortServerId: Number(server[0]),
        deletes,
        reads,
      })
      if (!provided) {
        throw new Absent({
          reason: 'no stimulus',
          author: 'bootstrap',
          expected: `an account for ${endpoint}`,
          seen: 'no upper tester can provision it',
        })
      }
    },
    writes(path, content) {
      const account = new WrittenAccount(content)
      return act(`Bootstrap-Write ${path}`, (asked, { answered }) => {
        if (asked.method !== 'PUT' || !within(asked, path)) return false
        if (answered?.code !== '2.04')
          return `a Write that our Client answers ${answered?.code ?? 'not at all'}`
        return account.take(asked) ?? true
      })
    },
    discovers: (path) =>
      act(
        `Bootstrap-Discover ${path}`,
        (asked) => asked.method === 'GET' && asked.accept === contentFormats.link,
      ),
    reads: (path) =>
      act(
        `Bootstrap-Read ${path}`,
        (asked) => asked.method === 'GET' && asked.accept !== contentFormats.link && within(asked, path),
      ),
    deletes: (path) =>
      act(`Bootstrap-Delete ${path}`, (asked) => {
        if (asked.method !== 'DELETE') return false
        return `/${asked.path.join('/')}` === path ? true : `DELETE /${asked.path.join('/')}`
      }),
    finishes: () =>
      act('Bootstrap-Finish', (asked) => asked.method === 'POST' && asked.path.join('/') === 'bs'),
    written: () =>
      new Moment('the Bootstrap-Writes', 'bootstrap', async () => {
        const found = session.inbox.since(session.lookBack).flatMap(({ happening }) => {
          return happening.kind === 'operation' && happening.asked.method === 'PUT' ? [happening.asked] : []
        })
        const { at = session.clock.now(), frame = null } = found.at(-1) ?? {}
        return { value: found, at, frame, position: session.inbox.end }
      }),
    offersPacks: () => {
      throw new Error('a Bootstrap-Server under test has packs or has none')
    },
    givesKeys: () => {
      throw new Error('a Bootstrap-Server under test gives the keys it likes')
    },
    account,
  }
}

/** What was written so far: as an object, an instance or resource by resource, all of which is legal (Core 1.1.1 §6.1.7.5). */
class WrittenAccount {
  readonly #wanted: readonly number[]
  readonly #written = new Map<string, Node>()

  constructor(content: Content) {
    this.#wanted = contentEntries(content).map(([resource]) => Number(resource))
  }

  /** Takes a Write in; what is missing yet, undefined when one instance is whole. */
  take({ nodes }: Asked): string | undefined {
    for (const node of nodes) this.#written.set(pathText(node.path), node)
    const missing = this.#others().map((instance) => {
      const resources = this.#of(instance).map(({ path }) => path[2])
      return this.#wanted.filter((resource) => !resources.includes(resource))
    })
    if (missing.some((resources) => resources.length === 0)) return undefined
    const [least = this.#wanted] = missing.toSorted((a, b) => a.length - b.length)
    return `Writes without resource ${least.join(', ')}`
  }

  #of(instance: number | undefined): Node[] {
    return [...this.#written.values()].filter(({ path }) => path[1] === instance)
  }

  /** It may write its own Security instance anew (resource 1 true), beside that of the Server. */
  #others(): (number | undefined)[] {
    const instances = new Set([...this.#written.values()].map(({ path }) => path[1]))
    return [...instances].filter(
      (instance) =>
        !this.#of(instance).some(
          ({ path, value }) => path[0] === 0 && path[2] === 1 && value?.value === true,
        ),
    )
  }
}
