import type { Value } from '#content'
import { type Download, inspected, type Trouble } from './delivery.ts'
import type { FirmwareHost } from './firmware.ts'
import type { PackageImage } from './package-image.ts'
import { Pauses } from './pauses.ts'

/** Update States of the Software Management object (resource 7). */
export const softwareStates = { initial: 0, started: 1, downloaded: 2, delivered: 3, installed: 4 } as const

/** Update Results (resource 9) by what went wrong. */
const results: { readonly [trouble in Trouble]: number } = {
  ...{ storage: 50, memory: 51, lost: 52, corrupt: 53, unsupported: 54, uri: 56, protocol: 56 },
}
const [downloading, installed, verified, failed] = [1, 2, 3, 58]

/** Milliseconds that it takes to look a package over, and to install it. */
const times = { inspection: 1500, installation: 3000 } as const

/** The Software Management object (object 9, one instance) of the reference Client. Each transition is a method that a fault can replace. */
export class Software {
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
    return Number(this.host.store.value([9, 0, 7])?.value ?? 0)
  }

  get isActive(): boolean {
    return this.host.store.value([9, 0, 12])?.value === true
  }

  /** Takes Update State and Update Result. */
  tell(state: number, result: number): void {
    this.host.store.set([9, 0, 9], { type: 'integer', value: BigInt(result) })
    this.host.store.set([9, 0, 7], { type: 'integer', value: BigInt(state) })
  }

  /** Whether a Package or Package URI is taken: in the beginning alone. */
  takes(): boolean {
    return this.state === softwareStates.initial
  }

  /** Whether Install (4), Uninstall (6), Activate (10) or Deactivate (11) may be executed. */
  mayExecute(resource: number): boolean {
    const { delivered, installed: there } = softwareStates
    if (resource === 4) return this.state === delivered
    return (resource !== 10 && resource !== 11) || this.state === there
  }

  /** A Server wrote the Package or the Package URI. */
  written({ type, value }: Value): void {
    if (value instanceof Uint8Array && value.length > 0)
      void this.begin({ octets: Promise.resolve(value), stop: () => {} })
    else if (type === 'string' && value !== '') void this.begin(this.host.download(value))
  }

  /** Stops what goes on, and forgets what came. */
  drop(): void {
    this.#run++
    this.#pauses.end()
    this.#download?.stop()
    this.#download = undefined
    this.#image = undefined
  }

  /** A package comes: Download Started, Downloaded, and Delivered once it is looked over. */
  async begin(download: Download): Promise<void> {
    this.drop()
    const run = this.#run
    this.#download = download
    this.tell(softwareStates.started, downloading)
    const octets = await download.octets
    if (run !== this.#run) return
    if (typeof octets === 'string') return this.trouble(octets)
    this.tell(softwareStates.downloaded, downloading)
    if (!(await this.#pauses.pass(times.inspection))) return
    const found = inspected(octets, 'software')
    if (typeof found === 'string') this.trouble(found)
    else this.delivered(found)
  }

  /** The download came to nothing. */
  trouble(trouble: Trouble): void {
    this.drop()
    this.tell(softwareStates.initial, this.resultOf(trouble))
  }

  resultOf(trouble: Trouble): number {
    return results[trouble]
  }

  delivered(image: PackageImage): void {
    this.#image = image
    this.tell(softwareStates.delivered, verified)
  }

  /** Install. */
  async install(): Promise<void> {
    const image = this.#image
    if (image === undefined || !(await this.#pauses.pass(times.installation))) return
    if (image.fails) this.notInstalled()
    else this.installed(image)
  }

  /** What was delivered is there still, and can be tried again. */
  notInstalled(): void {
    this.tell(softwareStates.delivered, failed)
  }

  installed({ name, version }: PackageImage): void {
    const { store } = this.host
    store.set([9, 0, 0], { type: 'string', value: name })
    store.set([9, 0, 1], { type: 'string', value: version })
    this.tell(softwareStates.installed, installed)
  }

  /** Uninstall: back to the beginning; with the argument 1, the software runs on until another takes its place. */
  uninstall(argument: string): void {
    this.drop()
    if (!argument.startsWith('1')) this.activate(false)
    this.tell(softwareStates.initial, 0)
  }

  /** Activate, or Deactivate. */
  activate(active: boolean): void {
    this.host.store.set([9, 0, 12], { type: 'boolean', value: active })
  }
}
