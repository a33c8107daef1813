import type { Protection } from '#coap'
import { type Ids, pathText } from '#content'
import type { Address, Network } from '#net'
import { type ContextParameters, createOscore, Keyring, resourcesOf, type SecurityContext } from '#oscore'
import type { FirstUse, OscoreSpoils } from '../ladder.ts'
import type { Plain } from '../plain.ts'

/** The security contexts of our Client's accounts. */
export interface ClientContexts {
  readonly server?: SecurityContext
  readonly bootstrap?: SecurityContext
  /** Told of the parameters of each context that they have, or come to have by negotiation. */
  readonly told?: ((parameters: ContextParameters) => void) | undefined
}

/** Requests go under the contexts; what comes in the clear is taken as well, and a case may judge it. */
export function clientProtection(
  contexts: ClientContexts,
  target: { readonly server?: Address; readonly bootstrap?: Address },
  { clock, secrets }: Network,
  spoils: OscoreSpoils,
): Protection {
  const keyring = new Keyring()
  if (contexts.told !== undefined) keyring.onContext(contexts.told)
  for (const chair of ['server', 'bootstrap'] as const) {
    const context = contexts[chair]
    if (context !== undefined) keyring.add(context, target[chair])
  }
  return createOscore({
    ...{ clock, random: secrets.fork('oscore'), keyring },
    admits: () => true,
    rawFaults: (message) => spoils.of(message),
  }).protection
}

/** What became of the first request under a context. */
export function freshnessOf(context: SecurityContext | undefined, isNew = false): FirstUse {
  return { wasAsked: context?.wasAsked ?? false, isNew }
}

/** What the Client holds for its account at the Bootstrap-Server: /21/0, and the link to it (ETS configuration C.23). */
export function bootstrapKeys(
  { parameters }: SecurityContext,
  isText: (path: Ids) => boolean,
): { readonly [path: string]: Plain } {
  const keys = [...resourcesOf(parameters)].map(([id, value]) => {
    const path = [21, 0, id]
    const plain = value instanceof Uint8Array && isText(path) ? new TextDecoder().decode(value) : value
    return [pathText(path), plain] as const
  })
  return { ...Object.fromEntries(keys), '/0/0/17': { object: 21, instance: 0 } }
}
