import type { Value } from '#content'
import type { ReferenceClient } from '#peers'
import { type UpperTester, UpperTesterError, type Verb, type VerbName } from '#upper-tester'

/** Pushes a reference Client in the same process. */
export function clientUpperTester(client: ReferenceClient): UpperTester {
  const able: readonly VerbName[] = ['register', 'bootstrap', 'reboot', 'set']
  let on = false
  return {
    name: 'embedded',
    can: (verb) => able.includes(verb),
    async perform(verb: Verb) {
      switch (verb.verb) {
        case 'register':
        case 'reboot':
          if (on) await client.reboot()
          else await client.start()
          on = true
          return undefined
        case 'bootstrap':
          client.forgetServer()
          if (on) await client.reboot()
          else await client.start()
          on = true
          return undefined
        case 'set':
          client.setValue(verb.path, valueLike(client, verb.path, verb.value))
          return undefined
        default:
          throw new UpperTesterError(`the reference client cannot ${verb.verb}`)
      }
    },
    close: () => client.stop(),
  }
}

function valueLike(client: ReferenceClient, path: string, value: string | number | boolean): Value {
  const type = client.value(path)?.type
  if (typeof value === 'number' && (type === 'integer' || type === 'unsigned' || type === 'time'))
    return { type, value: BigInt(value) }
  if (typeof value === 'number' && type === 'float') return { type, value }
  if (typeof value === 'string' && (type === 'string' || type === 'corelnk')) return { type, value }
  if (typeof value === 'boolean' && type === 'boolean') return { type, value }
  throw new UpperTesterError(`${path}: ${String(value)} is no value of type ${type ?? '(absent)'}`)
}
