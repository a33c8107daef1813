import { etsProfiles, listedPath, type RegistrationFields } from '#lwm2m'
import type { Network } from '#net'
import type { ReferenceClient } from './client.ts'
import type { ReferenceClientOptions } from './client-options.ts'
import { dozing } from './dozing.ts'

/** How a Client registers, beside what all of its version do alike. */
export class RegistrationManner {
  queueMode: boolean
  /** Profile ID that stands for part of its object list (1.2). */
  profileId: string | undefined
  /** Where its objects are: `/`, or an alternate root path. */
  rootPath: string
  /** The Server said that it does not know the profile: the whole list is sent. */
  profileUnknown = false
  /** Its last message, on its clock. */
  #lastSent = 0

  constructor({ queueMode = false, profileId, rootPath = '/' }: ReferenceClientOptions) {
    this.queueMode = queueMode
    this.profileId = profileId
    this.rootPath = rootPath
  }

  /** Registers with the whole list from now on (Core 1.2 §6.2.1); false where it does so already. */
  fallsBack(): boolean {
    const isNews = this.profileId !== undefined && !this.profileUnknown
    this.profileUnknown = true
    return isNews
  }

  /** Milliseconds that it listens after its last message: in queue mode MAX_TRANSMIT_WAIT (Transport 1.1.1 §6.5). */
  awakeTime({ isRegistered }: Pick<ReferenceClient, 'isRegistered'>): number {
    return isRegistered && this.queueMode ? 93_000 : Number.POSITIVE_INFINITY
  }

  /** The network as it hears it: nothing while it sleeps. */
  dozes(client: ReferenceClient): Network {
    const { network } = client.options
    const saysSomething = (): void => {
      this.#lastSent = network.clock.now()
    }
    return dozing(network, () => this.awakeTime(client), saysSomething)
  }

  /** Before it reports what came up in its sleep, it tells that it is awake (Transport 1.1.1 §6.5). */
  wakes(client: ReferenceClient): Promise<void> | undefined {
    const isAwake = client.options.network.clock.now() - this.#lastSent < this.awakeTime(client)
    return isAwake ? undefined : client.update()
  }
}

/** What a Client says of itself in a Register. */
export function registerFieldsOf(client: ReferenceClient): RegistrationFields {
  const { endpoint, lwm2m } = client.options
  const { queueMode, profileId, profileUnknown, rootPath } = client.manner
  const { binding } = client.account
  const links = client.objectLinks()
  const pid = profileUnknown ? undefined : profileId
  const root = rootPath === '/' ? '' : rootPath
  const profile = pid === undefined ? [] : (etsProfiles.get(pid) ?? []).map(listedPath)
  const further = links.filter(({ target }) => !profile.some((path) => target === `${root}${path}`))
  const hasOnlyRoot = further.length === 1 && further[0]?.target === rootPath
  return {
    endpoint,
    lifetime: client.lifetime(),
    lwm2m,
    binding: queueMode && lwm2m === '1.0' ? `${binding}Q` : binding,
    ...(queueMode && lwm2m !== '1.0' ? { queueMode } : {}),
    ...(pid === undefined ? { links } : { pid, ...(hasOnlyRoot ? {} : { links: further }) }),
  }
}
