import { type Transport, tlsDevice, tlsServer } from '#coap'
import type { Accounts } from '#conduct'
import { type DtlsAccounts, loadDtlsAccounts, parsePsk, type RunSettings } from '#config'
import { accountFault, deviceEnd, securityModeOf, serverEnd } from '#dtls'
import { systemClock } from '#net'
import { UserError } from '../user-error.ts'

/**
 * The client's accounts of a run over DTLS or TLS; undefined over any other channel.
 * @throws UserError for a channel that cannot be had, or whose accounts are no good
 */
export function accountsOf({
  channel,
  account,
  psk,
  transport,
  judge,
  devices,
  endpoint,
}: Pick<RunSettings, 'channel' | 'account' | 'psk' | 'transport' | 'judge' | 'devices' | 'endpoint'>):
  | Accounts
  | undefined {
  const wanted = securityModeOf(channel)
  if (wanted === undefined) {
    const given = account === undefined ? (psk === undefined ? undefined : '--psk') : '--account'
    if (given === undefined) return undefined
    const channels = given === '--psk' ? 'psk' : 'psk, rpk or x509'
    throw new UserError(`${given}: the run is over the channel ${channel}; say --channel ${channels}`)
  }
  if (wanted === 'rpk' && transport === 'tcp')
    throw new UserError(
      '--channel rpk: TLS of Node knows no raw public keys; over TCP say --channel psk or x509',
    )
  if (devices > 1 || endpoint?.includes(',') === true)
    throw new UserError(`--channel ${channel}: an account is for one client; judge one at a time`)
  const shorthand = wanted === 'psk' ? ' or --psk IDENTITY:KEY' : ''
  if (account === undefined && psk === undefined)
    throw new UserError(`--channel ${channel}: say what the account is with --account FILE${shorthand}`)
  const end = judge?.includes('client') === false ? 'device' : 'server'
  const accounts = givenAccounts({ account, psk }, end, transport)
  const { mode } = accounts.server
  if (mode === wanted) return accounts
  throw new UserError(`--channel ${channel}: the account is for ${mode}; say --channel ${mode}`)
}

/**
 * The accounts of a file or a shorthand.
 * @param end which end of them we are
 * @param transport over which DTLS or TLS is to take them
 * @throws UserError when they are none, or lack what our end needs
 */
export function givenAccounts(
  { account, psk }: { readonly account?: string | undefined; readonly psk?: string | undefined },
  end: 'device' | 'server',
  transport: Transport = 'udp',
): Accounts {
  if (account !== undefined && psk !== undefined) throw new UserError('--psk and --account: give one of them')
  const accounts = account === undefined ? parsePsk(psk ?? '', '--psk') : loadDtlsAccounts(account)
  check(accounts, { end, transport, origin: account ?? '--psk' })
  return accounts
}

/** Finds out before anything is opened whether the keys are what they should be. */
function check(
  { server, bootstrap }: DtlsAccounts,
  { end, transport, origin }: { end: 'device' | 'server'; transport: Transport; origin: string },
): void {
  const of = { '': server, 'bootstrap: ': bootstrap }
  for (const [where, one] of Object.entries(of)) {
    try {
      const now = (): number => systemClock.now()
      if (transport === 'tcp') tlsDevice(one, now)
      else deviceEnd(one, now)
      if (end === 'server') transport === 'tcp' ? tlsServer([one]) : serverEnd([one])
      const fault = accountFault(one, end)
      if (fault !== undefined) throw new RangeError(fault)
    } catch (failure) {
      throw new UserError(
        `${origin}: ${where}${failure instanceof Error ? failure.message : String(failure)}`,
      )
    }
  }
}
