import { contentFormats } from '#content'
import type { Account, BootstrapChair } from '../chairs.ts'
import { Absent, type Awaited } from '../moment.ts'
import { sought } from '../search.ts'
import type { Session } from '../session.ts'
import { tell } from '../told.ts'
import type { Answer, Asked } from '../views.ts'

/** The Bootstrap-Server is the IUT: told beforehand what to provide, and judged by what it then does to our Client. */
export function bootstrapIut(session: Session, account: () => Account): BootstrapChair {
  const { endpoint } = session
  const act = (what: string, fits: (asked: Asked) => string | boolean): Awaited<Asked, Answer> =>
    sought<Asked>(session, {
      what,
      author: 'bootstrap',
      answeredBy: 'client',
      pick: ({ kind, asked }) => {
        if (kind !== 'operation') return undefined
        const fit = fits(asked)
        return fit === true ? asked : fit === false ? undefined : fit
      },
      seconds: session.patience.arrival,
    })
  /** A path names its object; which instance is the Bootstrap-Server's choice. */
  const within = (asked: Asked, path: string): boolean => `/${asked.path.join('/')}/`.startsWith(`${path}/`)
  return {
    async isProvisioned({ deletes = [], reads = [] } = {}) {
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
          expected: 'an account for our Client',
          seen: 'no upper tester can provision it',
        })
      }
    },
    writes: (path) =>
      act(
        `Bootstrap-Write ${path}`,
        (asked) => asked.method === 'PUT' && within(asked, path) && !isOwnAccount(asked),
      ),
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
    account,
  }
}

/** It may write its own Security instance anew (resource 1 true), beside that of the Server. */
function isOwnAccount({ nodes }: Asked): boolean {
  const kinds = nodes.filter(({ path }) => path[0] === 0 && path[2] === 1)
  return kinds.length > 0 && kinds.every(({ value }) => value?.value === true)
}
