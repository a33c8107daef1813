import type { CoapEndpoint } from '#coap'
import {
  contentFormats,
  type DataFormat,
  encode,
  formatName,
  type Ids,
  type Link,
  type Node,
  parsePath,
} from '#content'
import type { Address } from '#net'
import type { Account, BootstrapChair } from '../chairs.ts'
import { Absent, type Awaited } from '../moment.ts'
import { perform } from '../perform.ts'
import { nodesOf } from '../plain.ts'
import type { Session } from '../session.ts'
import type { Answer, Asked } from '../views.ts'
import { packOf, packResponse } from './pack.ts'
import type { ServerKeys } from './server-keys.ts'

export interface BootstrapTesterOptions {
  readonly coap: CoapEndpoint
  /** Where the client that bootstraps is to be found. */
  readonly address: () => Address | undefined
  readonly account: () => Account
  /** Keys for our Server, where it speaks OSCORE with the Client. */
  readonly keys?: ServerKeys | undefined
}

/** The Bootstrap-Server is ours. Its paths are absolute; writes carry the instance ids that the case chose. */
export function bootstrapTester(
  session: Session,
  { coap, address, account, keys }: BootstrapTesterOptions,
): BootstrapChair {
  const ask = (
    what: string,
    draft: Parameters<CoapEndpoint['request']>[1],
    base: Ids,
    first: () => Promise<unknown> = async () => {},
  ) =>
    perform(session, {
      what,
      author: 'bootstrap',
      answeredBy: 'client',
      draft,
      base,
      ready: async () => {
        const to = address()
        if (to === undefined) throw new Error('the client has not sent a Bootstrap-Request')
        await first()
        return { coap, to }
      },
    })
  const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '')
  const writes: BootstrapChair['writes'] = (path, content, how = {}) => {
    const base = parsePath(path)
    const format = how.format ?? preferred(session) ?? 'tlv'
    const keyed = how.payload === undefined ? keys?.writeOf(path, content) : undefined
    const nodes = (): readonly Node[] => nodesOf(base, keyed?.content ?? content, session.shapeOf)
    const payload = how.payload ?? encode(format, nodes(), { base, shapeOf: session.shapeOf })
    return ask(
      `Bootstrap-Write ${path}`,
      { method: 'PUT', path: segments(path), contentFormat: contentFormats[format], payload },
      base,
      keyed && (() => isTaken(writes(keyed.keys.path, keyed.keys.content, { format }), keyed.keys.path)),
    )
  }
  return {
    isProvisioned: async () => {},
    discovers(path) {
      const asked = ask(
        `Bootstrap-Discover ${path}`,
        { method: 'GET', path: segments(path), accept: contentFormats.link },
        parsePath(path),
      )
      if (keys === undefined || path !== '/') return asked
      const answered = asked.answered.map(asked.answered.what, (answer) => {
        keys.listed(answer.links)
        return answer
      })
      return { ...asked, answered }
    },
    reads: (path) => ask(`Bootstrap-Read ${path}`, { method: 'GET', path: segments(path) }, parsePath(path)),
    writes,
    deletes: (path) =>
      ask(`Bootstrap-Delete ${path}`, { method: 'DELETE', path: segments(path) }, parsePath(path)),
    finishes: () => ask('Bootstrap-Finish', { method: 'POST', path: ['bs'] }, []),
    written: () => {
      throw new Error('our own Bootstrap-Server writes what a case has it write')
    },
    offersPacks(content = packOf(account(), keys)) {
      session.pack = (accept) => packResponse(session, content, accept)
      session.undo.push({
        text: 'no Bootstrap-Packs any more',
        run: async () => {
          session.pack = undefined
        },
      })
    },
    givesKeys(shape) {
      if (keys === undefined) throw new Error('keys are given in a run under OSCORE')
      keys.shape = shape
      session.undo.push({
        text: 'give keys as usual',
        run: async () => {
          keys.shape = {}
        },
      })
    },
    account,
  }
}

/** Without its keys, an account cannot be used. */
async function isTaken({ answered }: Awaited<Asked, Answer>, path: string): Promise<void> {
  const { code, frame } = await answered.happens()
  if (code === '2.04') return
  const expected = `2.04 to the Bootstrap-Write of ${path}`
  throw new Absent({ reason: 'different', author: 'client', expected, seen: code, frame })
}

/** The format that the Client asked for in its Bootstrap-Request (`pct`, Core 1.1.1 §6.1.7.1), where it can carry an instance. */
function preferred({ inbox }: Session): DataFormat | undefined {
  const asked = inbox.since(0).findLast(({ happening }) => happening.kind === 'bootstrap')?.happening
  if (asked === undefined || asked.kind === 'delivery') return undefined
  const pct = asked.asked.query.find((item) => item.startsWith('pct='))?.slice('pct='.length)
  const format = pct === undefined || !/^\d+$/.test(pct) ? undefined : formatName(Number(pct))
  const fitting: readonly DataFormat[] = ['tlv', 'senml-json', 'senml-cbor', 'lwm2m-cbor']
  return fitting.find((name) => name === format)
}

/**
 * Where a Server account may be written: over the account with the same Short Server ID, else to instances that are
 * free. Only a Discover can tell; the Bootstrap-Server's own Security instance shows no `ssid` and need not be /0/0.
 */
export function accountPaths(
  links: readonly Link[],
  { server }: Account,
): { readonly security: string; readonly server: string } {
  const ssid = String(server['0'])
  const place = (object: number): string => {
    const instances = links.filter(({ target }) => new RegExp(`^/${object}/\\d+$`).test(target))
    const same = instances.find(({ attributes }) =>
      attributes.some(({ name, value }) => name === 'ssid' && value === ssid),
    )
    const taken = instances.map(({ target }) => Number(target.split('/')[2]))
    const free = Array.from({ length: taken.length + 1 }, (_, id) => id).find((id) => !taken.includes(id))
    return same?.target ?? `/${object}/${free ?? 0}`
  }
  return { security: place(0), server: place(1) }
}
