import { loadOscoreAccount, type RunSettings } from '#config'
import { systemClock } from '#net'
import { type ContextParameters, SecurityContext } from '#oscore'
import { UserError } from '../user-error.ts'

/**
 * The client's end of the security context of the run; undefined without security.
 * @throws UserError for a channel that cannot be had, or whose account is no good
 */
export function oscoreOf(
  { channel, oscore, transport, judge, devices, endpoint }: RunSettings,
  lwm2m: string,
): ContextParameters | undefined {
  if (channel === 'nosec') {
    if (oscore === undefined) return undefined
    throw new UserError('--oscore: the run is without security; say --channel oscore')
  }
  if (channel !== 'oscore')
    throw new UserError(`--channel ${channel}: not available yet, so far only nosec and oscore`)
  if (lwm2m === '1.0')
    throw new UserError('--channel oscore: LwM2M 1.0 has no OSCORE; choose --lwm2m 1.1 or 1.2')
  if (transport !== 'udp') throw new UserError('--channel oscore: not available over TCP yet')
  if (judge?.includes('bootstrap') === true)
    throw new UserError('--channel oscore: not available for bootstrap-servers yet')
  if (devices > 1 || endpoint?.includes(',') === true)
    throw new UserError('--channel oscore: an account is for one client; judge one at a time')
  if (oscore === undefined)
    throw new UserError('--channel oscore: say what the account is with --oscore FILE')
  return oscoreAccount(oscore)
}

/** Numbers that a second may take, before a later run meets those of this one. */
const numbersPerSecond = 64
const longAgo = Date.UTC(2025)

/**
 * The account of a file. Whoever has no memory of the numbers it used begins beyond them by the clock.
 * @throws UserError when the file is no account, or names algorithms that are not there
 */
export function oscoreAccount(file: string): ContextParameters {
  const seconds = Math.floor((systemClock.now() - longAgo) / 1000)
  const parameters = { ...loadOscoreAccount(file), firstSequence: seconds * numbersPerSecond }
  try {
    new SecurityContext(parameters)
  } catch (failure) {
    throw new UserError(`${file}: ${failure instanceof Error ? failure.message : String(failure)}`)
  }
  return parameters
}
