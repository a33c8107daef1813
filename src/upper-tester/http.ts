import type { Clock } from '#net'
import type { UpperTesterFactory } from './factory.ts'
import { baseUrl, httpText } from './fetch.ts'
import { readAnswer, readCapabilities } from './schema.ts'

/**
 * An upper tester behind HTTP: each verb is POSTed as JSON (see `verbs.schema.json`, with the IUT in `iut`) to
 * `<url>/<verb>` and answered `{"answer": …}`, or nothing, with a status of 2xx; any other status means that it could
 * not. GET `<url>/capabilities` is answered `{"verbs":["read", …]}`.
 * @param timeout seconds for one call
 * @throws UpperTesterError when it does not tell its capabilities
 */
export async function httpUpperTester(
  url: string,
  { clock, timeout = 30 }: { clock: Clock; timeout?: number },
): Promise<UpperTesterFactory> {
  const base = baseUrl(url)
  const name = `http ${base}`
  const how = { clock, timeout }
  const able = readCapabilities(await httpText({ url: `${base}/capabilities` }, how), base)
  return {
    name,
    of: (iut) => ({
      name,
      can: (verb) => able.has(verb),
      async perform(verb) {
        const body = JSON.stringify({ ...verb, iut })
        return readAnswer(
          await httpText({ method: 'POST', url: `${base}/${verb.verb}`, body }, how),
          verb,
          base,
        )
      },
      close: async () => {},
    }),
    close: async () => {},
  }
}
