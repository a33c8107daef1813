import { type DeviceAccount, deviceEnd, type OwnCertificate, secureSocket } from '#dtls'
import type { Address, Network } from '#net'
import { type Misconduct, otherwiseBy } from './misconduct.ts'
import type { Session } from './session.ts'

/** So many are under way at the same time. */
const abreast = 64

/** What handshakes beside the association of our Client stand on. */
export interface Beside {
  readonly network: Network
  /** Our own host, whose other ports they come from. */
  readonly host: string
  readonly times: number
}

/**
 * Handshakes with a Server of somebody who has no credentials that it knows, from other ports than that of our Client. They
 * are left out of the capture, which they would fill. @returns how many came to an association all the same
 */
export async function failBeside(
  { clock, handshakes, scribe, booking }: Session,
  { network, host, times }: Beside,
  {
    to,
    account,
    stranger,
  }: { readonly to: Address; readonly account: DeviceAccount; readonly stranger: OwnCertificate },
): Promise<number> {
  const isOfKey = account.mode === 'psk'
  const conduct: Misconduct = {
    transmissions: 1,
    ...(isOfKey ? { identity: 'lwm2m-conformance-unknown' } : { isStranger: true }),
  }
  const { client } = otherwiseBy(conduct, account, { ...handshakes, ladder: {}, stranger })
  const own = { ...deviceEnd(account, () => clock.now()), ...client }
  scribe.step(`tester: ${times} handshakes of a stranger, from other ports`)
  const started = clock.now()
  let agreed = 0
  const lane = async (first: number): Promise<void> => {
    const raw = await network.bind({ host })
    const random = network.secrets.fork(`a stranger ${first}`)
    const socket = secureSocket(raw, { clock, random, client: () => own })
    for (let turn = first; turn < times; turn += abreast) {
      if (!(await socket.connect?.(to))) continue
      agreed++
      socket.alert(to, 'warning', 'close_notify')
    }
    await socket.close()
  }
  await Promise.all(Array.from({ length: Math.min(abreast, times) }, (_, first) => lane(first)))
  booking.needed(`the end of ${times} handshakes of a stranger`, started)
  return agreed
}
