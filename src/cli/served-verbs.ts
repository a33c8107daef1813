import { answersHttp, type Connection, type HttpAsked, type HttpReply, type Network } from '#net'
import { checkVerb, type UpperTester, UpperTesterError, type Verb, verbNames } from '#upper-tester'

/** Octets of the longest verb that is read: a pushed package would not be one. */
const longest = 1_000_000

interface Answered {
  readonly status: number
  readonly text: string
}

export interface ServedVerbs {
  /** For `run --upper-tester http:URL`. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Has an upper tester do what comes by HTTP, as `--upper-tester http:URL` sends it (see `verbs.schema.json`).
 * @throws NetworkError when the address cannot be had
 */
export async function servesVerbs(
  tester: UpperTester,
  { network, local }: { readonly network: Network; readonly local: { host?: string; port?: number } },
): Promise<ServedVerbs> {
  const listener = await network.listen(local)
  const open = new Set<Connection>()
  listener.onConnection((connection) => {
    open.add(connection)
    connection.onEnd(() => open.delete(connection))
    answersHttp(connection, network.clock, (asked, reply) => {
      void answerOf(tester, asked).then((answered) => says(reply, answered))
    })
  })
  const { host, port } = listener.local
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      for (const connection of open) connection.close()
      await listener.close()
    },
  }
}

function says(reply: HttpReply, { status, text }: Answered): void {
  const octets = new TextEncoder().encode(text)
  reply.begin(status, { 'content-type': 'application/json', 'content-length': String(octets.length) })
  if (octets.length > 0) reply.send(octets)
  reply.end()
}

async function answerOf(tester: UpperTester, { method, target, body }: HttpAsked): Promise<Answered> {
  const can = verbNames().filter((verb) => tester.can(verb))
  if (method === 'GET' && target === '/capabilities')
    return { status: 200, text: JSON.stringify({ verbs: can }) }
  if (method !== 'POST') return { status: 405, text: '' }
  const verb = verbIn(await body(longest))
  if (typeof verb === 'string') return { status: 400, text: verb }
  if (target !== `/${verb.verb}` || !can.includes(verb.verb))
    return { status: 404, text: `there is no ${target} for "${verb.verb}" here` }
  try {
    const answer = await tester.perform(verb)
    return { status: 200, text: answer === undefined ? '' : JSON.stringify({ answer }) }
  } catch (failure) {
    if (failure instanceof UpperTesterError) return { status: 500, text: failure.message }
    throw failure
  }
}

/** The verb in what was posted, or what is wrong with it. */
function verbIn(text: string | undefined): Verb | string {
  if (text === undefined) return `a verb has at most ${longest} octets`
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'this is no JSON'
  }
  const [first] = checkVerb(value)
  return first === undefined ? (value as Verb) : `${first.pointer} ${first.text}`.trim()
}
