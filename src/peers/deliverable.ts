import type { ObjectStore } from '#lwm2m'
import type { Clock } from '#net'
import { type Download, inspected, type Trouble } from './delivery.ts'
import type { PackageImage, PackageKind } from './package-image.ts'
import { Pauses } from './pauses.ts'

/** What an object that packages are delivered to needs of its device. */
export interface DeliveryHost {
  readonly store: ObjectStore
  readonly clock: Clock
  /** Fetches what a URI leads to. */
  readonly download: (uri: string) => Download
  /** Off, and on again. */
  readonly restart: () => Promise<void>
  /** Milliseconds that an installation of firmware takes. */
  readonly installationTime?: number
}

/** Milliseconds that it takes to look a package over. */
const inspection = 1500

/** How a package comes to an object of the reference Client. Each transition is a method that a fault can replace. */
export abstract class Deliverable {
  readonly host: DeliveryHost
  /** Waits of what goes on; they end with it. */
  protected readonly pauses: Pauses
  /** What was delivered. */
  protected image: PackageImage | undefined
  #run = 0
  #download: Download | undefined

  constructor(host: DeliveryHost) {
    this.host = host
    this.pauses = new Pauses(host.clock)
  }

  protected abstract readonly kind: PackageKind
  /** Takes State and Update Result. */
  abstract tell(state: number, result: number): void
  /** A package is on its way. */
  protected abstract started(): void
  /** All of it is there, and is to be looked over. */
  protected abstract arrived(): void
  /** It is what it should be. */
  protected abstract accepted(image: PackageImage): void
  /** The delivery came to nothing, and nothing of it is there any more. */
  protected abstract refused(result: number): void
  abstract resultOf(trouble: Trouble): number

  /** Stops what goes on, and forgets what came. */
  drop(): void {
    this.#run++
    this.pauses.end()
    this.#download?.stop()
    this.#download = undefined
    this.image = undefined
  }

  /** A package comes, pushed, or fetched from a URI. */
  deliver(value: Uint8Array | string): void {
    const pushed = (octets: Uint8Array): Download => ({ octets: Promise.resolve(octets), stop: () => {} })
    void this.begin(typeof value === 'string' ? this.host.download(value) : pushed(value))
  }

  /** A package comes, and is looked over. */
  async begin(download: Download): Promise<void> {
    this.drop()
    const run = this.#run
    this.#download = download
    this.started()
    const octets = await download.octets
    if (run !== this.#run) return
    if (typeof octets !== 'string') this.arrived()
    if (!(await this.pauses.pass(inspection))) return
    const found = typeof octets === 'string' ? octets : this.inspect(octets)
    if (typeof found === 'string') return this.trouble(found)
    this.image = found
    this.accepted(found)
  }

  inspect(octets: Uint8Array): PackageImage | Trouble {
    return inspected(octets, this.kind)
  }

  /** The delivery came to nothing. */
  trouble(trouble: Trouble): void {
    this.drop()
    this.refused(this.resultOf(trouble))
  }
}
