import type { ClientRun } from '#conduct'
import { type AccountHolder, loadOscoreAccounts, type RunSettings } from '#config'
import { systemClock } from '#net'
import { type ContextParameters, otherEnd, SecurityContext, servingKeyring } from '#oscore'
import { UserError } from '../user-error.ts'

/** The client's ends of the security contexts it has with our chairs, or with those it is to be judged at. */
export type ClientParameters = { readonly [holder in AccountHolder]?: ContextParameters }

/**
 * The client's ends of the security contexts of the run; undefined without OSCORE.
 * @throws UserError for a channel that cannot be had, or whose account is no good
 */
export function oscoreOf(
  { channel, oscore, judge = [], devices, endpoint }: RunSettings,
  lwm2m: string,
): ClientParameters | undefined {
  if (!channel.includes('oscore')) {
    if (oscore === undefined) return undefined
    const better = channel === 'psk' ? 'psk+oscore' : 'oscore'
    throw new UserError(`--oscore: the run is without OSCORE; say --channel ${better}`)
  }
  if (lwm2m === '1.0')
    throw new UserError(`--channel ${channel}: LwM2M 1.0 has no OSCORE; choose --lwm2m 1.1 or 1.2`)
  if (devices > 1 || endpoint?.includes(',') === true)
    throw new UserError(`--channel ${channel}: an account is for one client; judge one at a time`)
  if (oscore === undefined)
    throw new UserError(`--channel ${channel}: say what the account is with --oscore FILE`)
  const parameters = oscoreParameters(oscore)
  for (const chair of judge) needed(parameters, chair === 'client' ? 'server' : chair, oscore)
  return parameters
}

/** Our ends of the contexts that a client under test has with our chairs. */
export function keyringsFor({
  server,
  bootstrap,
}: ClientParameters = {}): Pick<ClientRun, 'keyring' | 'bootstrapKeyring'> {
  return {
    ...(server && { keyring: servingKeyring([otherEnd(server)]) }),
    ...(bootstrap && { bootstrapKeyring: servingKeyring([otherEnd(bootstrap)]) }),
  }
}

/** The account with one of them. @throws UserError when the file has none */
export function needed(parameters: ClientParameters, holder: AccountHolder, file: string): ContextParameters {
  const found = parameters[holder]
  if (found !== undefined) return found
  throw new UserError(
    holder === 'server'
      ? `${file}: the account at the server is missing; give masterSecret, senderId and recipientId`
      : `${file}: the account at the bootstrap-server is missing; give it as the member "bootstrap"`,
  )
}

/**
 * Numbers that a second may take, before a later run meets those of this one. They stay below 2^31 until 2028: cf-oscore,
 * and so Leshan, takes what is beyond for a replay, although there are 2^40 of them.
 */
const numbersPerSecond = 32
const longAgo = Date.UTC(2026)

/**
 * The accounts of a file. Whoever has no memory of the numbers it used begins beyond them by the clock.
 * @throws UserError when the file holds no account, or names algorithms that are not there
 */
export function oscoreParameters(file: string): ClientParameters {
  const seconds = Math.max(0, Math.floor((systemClock.now() - longAgo) / 1000))
  const accounts = Object.entries(loadOscoreAccounts(file)).map(([holder, account]) => {
    const parameters = { ...account, firstSequence: seconds * numbersPerSecond }
    if (Buffer.compare(account.senderId, account.recipientId) === 0)
      throw new UserError(
        `${file}: senderId and recipientId are the same; each end needs its own (RFC 8613 §3.3)`,
      )
    try {
      new SecurityContext(parameters)
    } catch (failure) {
      throw new UserError(`${file}: ${failure instanceof Error ? failure.message : String(failure)}`)
    }
    return [holder, parameters] as const
  })
  return Object.fromEntries(accounts)
}
