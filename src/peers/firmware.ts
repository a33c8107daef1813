import type { Value } from '#content'
import type { ObjectStore } from '#lwm2m'
import type { Clock } from '#net'
import { type Download, inspected, type Trouble } from './delivery.ts'
import type { PackageImage } from './package-image.ts'
import { Pauses } from './pauses.ts'

/** States of the Firmware Update object (resource 3). */
export const firmwareStates = { idle: 0, downloading: 1, downloaded: 2, updating: 3 } as const

/** Update Results (resource 5) by what went wrong. */
const results: { readonly [trouble in Trouble]: number } = {
  ...{ storage: 2, memory: 3, lost: 4, corrupt: 5, unsupported: 6, uri: 7, protocol: 9 },
}
const succeeded = 1
const failed = 8
const cancelled = 10

/** Milliseconds that it takes to look a package over, and to install it unless its device is told otherwise. */
const times = { inspection: 1500, installation: 10_000 } as const

/** What a Firmware Update object needs of its device. */
export interface FirmwareHost {
  readonly store: ObjectStore
  readonly clock: Clock
  /** Fetches what a URI leads to. */
  readonly download: (uri: string) => Download
  /** Off, and on again. */
  readonly restart: () => Promise<void>
  /** Milliseconds. */
  readonly installationTime?: number
}

/** The Firmware Update object (object 5) of the reference Client. Each transition is a method that a fault can replace. */
export class Firmware {
  readonly host: FirmwareHost
  readonly #pauses: Pauses
  #run = 0
  #download: Download | undefined
  #image: PackageImage | undefined

  constructor(host: FirmwareHost) {
    this.host = host
    this.#pauses = new Pauses(host.clock)
  }

  get state(): number {
    return Number(this.host.store.value([5, 0, 3])?.value ?? 0)
  }

  get result(): number {
    return Number(this.host.store.value([5, 0, 5])?.value ?? 0)
  }

  /** Takes State and Update Result. */
  tell(state: number, result: number): void {
    const { store, clock } = this.host
    const changed = state !== this.state
    store.set([5, 0, 5], integer(result))
    store.set([5, 0, 3], integer(state))
    const time: Value = { type: 'time', value: BigInt(Math.floor(clock.now() / 1000)) }
    if (changed && store.definition(5, 12) !== undefined) store.set([5, 0, 12], time)
  }

  /** Whether a Write to Package or Package URI is taken: a reset whenever nothing is being installed, others when idle. */
  takes(written: Value): boolean {
    if (this.isReset(written)) return this.state !== firmwareStates.updating
    return this.state === firmwareStates.idle
  }

  /** Whether Update (2) or Cancel (10) may be executed. */
  mayExecute(resource: number): boolean {
    const { downloading, downloaded } = firmwareStates
    if (resource === 2) return this.state === downloaded
    return resource !== 10 || this.state === downloading || this.state === downloaded
  }

  /** A Server wrote the Package or the Package URI. */
  written(value: Value): void {
    if (this.isReset(value)) this.reset()
    else if (value.type === 'opaque') void this.begin(pushed(value.value))
    else if (value.type === 'string') void this.begin(this.host.download(value.value))
  }

  /** An empty Package URI, and a Package of one NUL, reset. */
  isReset({ value }: Value): boolean {
    return (
      value === '' || (value instanceof Uint8Array && value.length < 2 && value.every((octet) => octet === 0))
    )
  }

  /** Back to the beginning; what was downloaded is gone. */
  reset(): void {
    this.drop()
    this.tell(firmwareStates.idle, 0)
  }

  /** Stops what goes on, and forgets what came. */
  drop(): void {
    this.#run++
    this.#pauses.end()
    this.#download?.stop()
    this.#download = undefined
    this.#image = undefined
  }

  /** A package comes: Downloading, until it is looked over. */
  async begin(download: Download): Promise<void> {
    this.drop()
    const run = this.#run
    this.#download = download
    this.tell(firmwareStates.downloading, 0)
    const octets = await download.octets
    if (run !== this.#run || !(await this.#pauses.pass(times.inspection))) return
    const found = typeof octets === 'string' ? octets : this.inspect(octets)
    if (typeof found === 'string') this.trouble(found)
    else this.downloaded(found)
  }

  inspect(octets: Uint8Array): PackageImage | Trouble {
    return inspected(octets, 'firmware')
  }

  /** The download came to nothing. */
  trouble(trouble: Trouble): void {
    this.drop()
    this.tell(firmwareStates.idle, this.resultOf(trouble))
  }

  resultOf(trouble: Trouble): number {
    return results[trouble]
  }

  downloaded(image: PackageImage): void {
    this.#image = image
    this.host.store.set([5, 0, 6], { type: 'string', value: image.name })
    this.host.store.set([5, 0, 7], { type: 'string', value: image.version })
    this.tell(firmwareStates.downloaded, 0)
  }

  /** Update: installs, and restarts with what was installed. */
  async update(): Promise<void> {
    const image = this.#image
    if (image === undefined) return
    this.tell(firmwareStates.updating, 0)
    if (!(await this.#pauses.pass(this.host.installationTime ?? times.installation))) return
    if (image.fails) return this.notInstalled()
    this.installed(image)
    await this.host.restart()
  }

  /** What was downloaded is there still, and can be tried again. */
  notInstalled(): void {
    this.tell(firmwareStates.downloaded, failed)
  }

  installed({ version }: PackageImage): void {
    this.drop()
    this.host.store.set([3, 0, 3], { type: 'string', value: version })
    this.tell(firmwareStates.idle, succeeded)
  }

  /** Cancel (object version 1.1). */
  cancel(): void {
    this.drop()
    this.tell(firmwareStates.idle, cancelled)
  }

  /** The power is gone: what was on its way is lost. */
  powerLost(): void {
    const { state } = this
    if (state === firmwareStates.downloading) this.trouble('lost')
    else if (state === firmwareStates.updating) this.#pauses.end()
  }

  /** The power is back: an installation that was cut short is made up for. */
  powerBack(): void {
    if (this.state === firmwareStates.updating) void this.update()
  }
}

function pushed(octets: Uint8Array): Download {
  return { octets: Promise.resolve(octets), stop: () => {} }
}

function integer(value: number): Value {
  return { type: 'integer', value: BigInt(value) }
}
