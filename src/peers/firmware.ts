import type { Value } from '#content'
import { Deliverable } from './deliverable.ts'
import type { Trouble } from './delivery.ts'
import type { PackageImage } from './package-image.ts'

/** States of the Firmware Update object (resource 3). */
export const firmwareStates = { idle: 0, downloading: 1, downloaded: 2, updating: 3 } as const

/** Update Results (resource 5) by what went wrong. */
const results: { readonly [trouble in Trouble]: number } = {
  ...{ storage: 2, memory: 3, lost: 4, corrupt: 5, unsupported: 6, uri: 7, protocol: 9 },
}
const succeeded = 1
const failed = 8
const cancelled = 10
const deferred = 11

/** Milliseconds that an installation takes unless its device is told otherwise. */
const usualInstallation = 10_000

/** The Firmware Update object (object 5) of the reference Client. Each transition is a method that a fault can replace. */
export class Firmware extends Deliverable {
  protected readonly kind = 'firmware'
  /** Whether its user puts off the installation that is asked for next. */
  isPutOff = false

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
    else if (value.type === 'opaque' || value.type === 'string') this.deliver(value.value)
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

  protected started(): void {
    this.tell(firmwareStates.downloading, 0)
  }

  /** There is no State between Downloading and Downloaded. */
  protected arrived(): void {}

  protected refused(result: number): void {
    this.tell(firmwareStates.idle, result)
  }

  resultOf(trouble: Trouble): number {
    return results[trouble]
  }

  accepted(image: PackageImage): void {
    this.host.store.set([5, 0, 6], { type: 'string', value: image.name })
    this.host.store.set([5, 0, 7], { type: 'string', value: image.version })
    this.tell(firmwareStates.downloaded, 0)
  }

  /** Update: installs, and restarts with what was installed. */
  async update(): Promise<void> {
    const image = this.image
    if (image === undefined) return
    this.pauses.end()
    const seconds = this.deferral()
    if (seconds > 0) {
      this.tell(firmwareStates.downloaded, deferred)
      if (!(await this.pauses.pass(seconds * 1000))) return
    }
    this.tell(firmwareStates.updating, 0)
    if (!(await this.pauses.pass(this.host.installationTime ?? usualInstallation))) return
    if (image.fails) return this.notInstalled()
    this.installed(image)
    await this.host.restart()
  }

  /** Seconds for which its user puts the installation off that is asked for now (object version 1.1). */
  deferral(): number {
    const { isPutOff } = this
    this.isPutOff = false
    return isPutOff ? Number(this.host.store.value([5, 0, 13])?.value ?? 0) : 0
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
    else this.pauses.end()
  }

  /** The power is back: an installation that was cut short is made up for. */
  powerBack(): void {
    if (this.state === firmwareStates.updating) void this.update()
  }
}

function integer(value: number): Value {
  return { type: 'integer', value: BigInt(value) }
}
