import { type DeviceAccount, secured } from '#dtls'
import { type Address, addressText, type Network } from '#net'
import type { Session } from '../session.ts'

/** Our accounts at the Server and the Bootstrap-Server. */
export interface Accounts {
  readonly server: DeviceAccount
  readonly bootstrap: DeviceAccount
}

/** Where the Server and the Bootstrap-Server are that are judged. */
export interface Target {
  readonly server?: Address
  readonly bootstrap?: Address
}

/** The network as it carries our Client's messages: under DTLS where there are accounts for it. */
export function carrierOf(
  session: Session,
  network: Network,
  target: Target,
  accounts: Accounts | undefined,
): Network {
  if (accounts === undefined) return network
  const isAt = (address: Address | undefined, to: Address): boolean =>
    address !== undefined && addressText(address) === addressText(to)
  const device = (to: Address): DeviceAccount | undefined =>
    isAt(target.server, to) ? accounts.server : isAt(target.bootstrap, to) ? accounts.bootstrap : undefined
  return secured(network, {
    device,
    watch: {
      carried: (carried) => session.scribe.carried(carried),
      happened: (ends, event) => session.scribe.happened(ends, event),
      key: (ends, line) => session.scribe.key(ends, line),
    },
  })
}
