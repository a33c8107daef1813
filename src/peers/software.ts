import type { Value } from '#content'
import { Deliverable } from './deliverable.ts'
import type { Trouble } from './delivery.ts'
import type { PackageImage } from './package-image.ts'

/** Update States of the Software Management object (resource 7). */
export const softwareStates = { initial: 0, started: 1, downloaded: 2, delivered: 3, installed: 4 } as const

/** Update Results (resource 9) by what went wrong. */
const results: { readonly [trouble in Trouble]: number } = {
  ...{ storage: 50, memory: 51, lost: 52, corrupt: 53, unsupported: 54, uri: 56, protocol: 56 },
}
const [downloading, installed, verified, failed] = [1, 2, 3, 58]

/** Milliseconds that an installation takes. */
const installation = 3000

/** The Software Management object (object 9, one instance) of the reference Client. Each transition is a method that a fault can replace. */
export class Software extends Deliverable {
  protected readonly kind = 'software'

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
  written({ value }: Value): void {
    const isPackage = value instanceof Uint8Array || typeof value === 'string'
    if (isPackage && value.length > 0) this.deliver(value)
  }

  protected started(): void {
    this.tell(softwareStates.started, downloading)
  }

  protected arrived(): void {
    this.tell(softwareStates.downloaded, downloading)
  }

  protected refused(result: number): void {
    this.tell(softwareStates.initial, result)
  }

  resultOf(trouble: Trouble): number {
    return results[trouble]
  }

  accepted(): void {
    this.tell(softwareStates.delivered, verified)
  }

  /** Install. */
  async install(): Promise<void> {
    const image = this.image
    if (image === undefined || !(await this.pauses.pass(installation))) return
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
