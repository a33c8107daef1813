import type { Clock } from '#net'
import { runToEnd } from './child.ts'
import type { Iut, UpperTesterFactory } from './factory.ts'
import { firstLine, readAnswer, readCapabilities } from './schema.ts'
import { UpperTesterError } from './verbs.ts'
import { splitCommand } from './words.ts'

/**
 * A command that is run once for each verb, without a shell: the verb as JSON (see `verbs.schema.json`, with the IUT in
 * `iut`) on standard input, the answer as JSON on standard output; an exit code other than 0 means that it could not.
 * Its first call is `{"verb":"capabilities"}`, answered `{"verbs":["register", …]}`.
 * @param timeout seconds for one call
 * @throws UpperTesterError when it does not tell its capabilities
 */
export async function commandUpperTester(
  command: string,
  { clock, timeout = 30 }: { clock: Clock; timeout?: number },
): Promise<UpperTesterFactory> {
  const words = splitCommand(command)
  const name = `command ${command}`

  const call = async (message: { readonly verb: string; readonly iut?: Iut }): Promise<string> => {
    const { code, stdout, stderr } = await runToEnd(words, JSON.stringify(message), { clock, timeout })
    if (code === 0) return stdout
    const why = firstLine(stderr) || '(nothing on standard error)'
    throw new UpperTesterError(`${command} ended with ${code ?? 'a signal'} after "${message.verb}": ${why}`)
  }

  const able = readCapabilities(await call({ verb: 'capabilities' }), command)
  return {
    name,
    of: (iut) => ({
      name,
      can: (verb) => able.has(verb),
      perform: async (verb) => readAnswer(await call({ ...verb, iut }), verb, command),
      close: async () => {},
    }),
    close: async () => {},
  }
}
