import { type CoapEndpoint, securedBy } from '#coap'
import type { DeviceAccount, SecureSocket } from '#dtls'
import { type Address, addressText, type Ends, type Network } from '#net'
import { type DtlsLadder, openDtlsLadder, streamEnd } from '../dtls-ladder.ts'
import type { SecuredChair } from '../handshakes.ts'
import { otherwiseBy } from '../misconduct.ts'
import { Roaming } from '../roaming.ts'
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

/** What carries our Client's messages. */
export interface Carrier {
  readonly network: Network
  /** The ladder to its associations, once its endpoint is open. @param connects has our Client connect anew */
  ladder(coap: CoapEndpoint, iut: 'server' | 'bootstrap', connects: (to: Address) => void): DtlsLadder
}

/**
 * The network as it carries our Client's messages: under DTLS or TLS where there are accounts for it.
 * @param failedHandshakes how many of a stranger are to fail where a case wants many: more than Scandium lets wait, which is 5000
 */
export function carrierOf(
  session: Session,
  network: Network,
  target: Target,
  accounts: Accounts | undefined,
  failedHandshakes = 5100,
): Carrier {
  if (accounts === undefined) return { network, ladder: () => openDtlsLadder(session, undefined) }
  const isAt = (address: Address | undefined, to: Address): boolean =>
    address !== undefined && addressText(address) === addressText(to)
  const chairAt = (to: Address): SecuredChair | undefined =>
    isAt(target.server, to) ? 'server' : isAt(target.bootstrap, to) ? 'bootstrap' : undefined
  const device = (to: Address): DeviceAccount | undefined => {
    const chair = chairAt(to)
    return chair && accounts[chair]
  }
  const watch = ({ peer }: Ends) => session.secured(chairAt(peer) ?? 'server')
  let bound: SecureSocket | undefined
  const roaming = new Roaming(network)
  const carrying = securedBy(session.transport, roaming.network, {
    device,
    onSocket(socket) {
      bound = socket
    },
    otherwise({ peer }) {
      const { handshakes } = session
      const account = device(peer)
      return account && otherwiseBy(handshakes.misconduct ?? {}, account, handshakes)
    },
    watch: {
      carried: (carried) => watch(carried).carried(carried),
      happened: (ends, event) => watch(ends).happened(ends, event),
      key: (ends, line) => watch(ends).key(ends, line),
    },
  })
  return {
    network: carrying,
    ladder(coap, iut, connects) {
      const socket = bound ?? streamEnd(coap)
      const to = target.server ?? target.bootstrap
      return openDtlsLadder(session, {
        ...{ iut, connects, roaming, account: accounts.server },
        ...(bound && { beside: { network, host: bound.local.host, times: failedHandshakes } }),
        secrets: network.secrets.fork('the ladder of the client'),
        ready: () => ({ socket, to }),
      })
    },
  }
}
