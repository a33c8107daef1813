import type { CoapEndpoint } from '#coap'
import { contentFormats, encode, type Ids, type Link, parsePath } from '#content'
import type { Address } from '#net'
import type { Account, BootstrapChair } from '../chairs.ts'
import { perform } from '../perform.ts'
import { nodesOf } from '../plain.ts'
import type { Session } from '../session.ts'

export interface BootstrapTesterOptions {
  readonly coap: CoapEndpoint
  /** Where the client that bootstraps is to be found. */
  readonly address: () => Address | undefined
  readonly account: () => Account
}

/** The Bootstrap-Server is ours. Its paths are absolute; writes carry the instance ids that the case chose. */
export function bootstrapTester(
  session: Session,
  { coap, address, account }: BootstrapTesterOptions,
): BootstrapChair {
  const ask = (what: string, draft: Parameters<CoapEndpoint['request']>[1], base: Ids) =>
    perform(session, {
      what,
      author: 'bootstrap',
      answeredBy: 'client',
      draft,
      base,
      ready: async () => {
        const to = address()
        if (to === undefined) throw new Error('the client has not sent a Bootstrap-Request')
        return { coap, to }
      },
    })
  const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '')
  return {
    isProvisioned: async () => {},
    discovers: (path) =>
      ask(
        `Bootstrap-Discover ${path}`,
        { method: 'GET', path: segments(path), accept: contentFormats.link },
        parsePath(path),
      ),
    reads: (path) => ask(`Bootstrap-Read ${path}`, { method: 'GET', path: segments(path) }, parsePath(path)),
    writes(path, content, how = {}) {
      const base = parsePath(path)
      const format = how.format ?? 'tlv'
      const payload =
        how.payload ??
        encode(format, nodesOf(base, content, session.shapeOf), { base, shapeOf: session.shapeOf })
      return ask(
        `Bootstrap-Write ${path}`,
        { method: 'PUT', path: segments(path), contentFormat: contentFormats[format], payload },
        base,
      )
    },
    deletes: (path) =>
      ask(`Bootstrap-Delete ${path}`, { method: 'DELETE', path: segments(path) }, parsePath(path)),
    finishes: () => ask('Bootstrap-Finish', { method: 'POST', path: ['bs'] }, []),
    account,
  }
}

/**
 * The Security instance that a Server account may be written to: not the one of the Bootstrap-Server, which only a
 * Discover can tell (it shows no `ssid`), and which need not be /0/0.
 */
export function accountInstance(links: readonly Link[]): number {
  const own = links.find(
    ({ target, attributes }) => /^\/0\/\d+$/.test(target) && !attributes.some(({ name }) => name === 'ssid'),
  )
  return own?.target === '/0/0' ? 1 : 0
}
