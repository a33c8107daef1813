import type { Code } from '#coap'
import { type Ids, type Node, pathText, type Value } from '#content'
import type { Device, DeviceOptions, ObjectStore } from '#lwm2m'
import type { Clock } from '#net'
import { codingDevice } from './codec.ts'
import type { DeliveryHost } from './deliverable.ts'
import { resetErrors } from './device-content.ts'
import { Firmware } from './firmware.ts'
import { RemoteSim } from './remote-sim.ts'
import { Software } from './software.ts'

const integer = (value: number | bigint): Value => ({ type: 'integer', value: BigInt(value) })

/** Network bearers of object 4 that a preference of object 13 asks for. */
const bearers: { readonly [preference: number]: number } = { 1: 6, 7: 21 }

/** Whether a path is that of a Package or a Package URI. */
function isDelivery(path: Ids): boolean {
  return /^\/(5\/0\/[01]|9\/0\/[23])$/.test(pathText(path))
}

/** A device that refuses what its objects are not in the state for. */
export function heeding(effects: () => ObjectEffects, options: DeviceOptions): Device {
  const device = codingDevice(options)
  const { writing } = device
  const [refusal, execute] = [writing.refusal.bind(writing), device.execute.bind(device)]
  // Named first, so that V8 does not keep them, and the world they see, for long.
  const heedingRefusal: typeof refusal = (nodes) => refusal(nodes) ?? effects().refusal(nodes)
  const heedingExecute: typeof execute = (path, body) => {
    const code = effects().executeRefusal(path, Buffer.from(body.payload).toString())
    return code === undefined ? execute(path, body) : { code }
  }
  writing.refusal = heedingRefusal
  device.execute = heedingExecute
  return device
}

/** What the objects beyond the core do when they are executed or written. Each effect is a method that a fault can replace. */
export class ObjectEffects {
  readonly #store: ObjectStore
  readonly #clock: Clock
  readonly firmware: Firmware
  readonly software: Software
  readonly remoteSim: RemoteSim
  #countedFrom: number | undefined

  constructor(host: DeliveryHost) {
    this.#store = host.store
    this.#clock = host.clock
    this.firmware = new Firmware(host)
    this.software = new Software(host)
    this.remoteSim = new RemoteSim(host)
    host.store.onChange((path) => this.changed(path))
  }

  /** Why written nodes are refused now; undefined: they are not. */
  refusal(nodes: readonly Node[]): Code | undefined {
    const taken = nodes.every(({ path, value }) => {
      if (value === undefined || !isDelivery(path)) return true
      return path[0] === 5 ? this.firmware.takes(value) : this.software.takes()
    })
    return taken ? undefined : '4.05'
  }

  /** Why an Execute is refused now; undefined: it is not. */
  executeRefusal(path: Ids, argument: string): Code | undefined {
    const [object, , resource] = path
    if (object === 504 && resource === 4) return this.remoteSim.refusal(argument)
    return this.mayExecute(path) ? undefined : '4.05'
  }

  /** Whether an executable may be executed now. */
  mayExecute([object, , resource = -1]: Ids): boolean {
    if (object === 5) return this.firmware.mayExecute(resource)
    return object !== 9 || this.software.mayExecute(resource)
  }

  /** The effect of an executable of these objects. */
  execute([object = -1, instance = 0, resource = -1]: Ids, argument = ''): void {
    switch (pathText([object, resource])) {
      case '/3/12':
        resetErrors(this.#store)
        break
      case '/7/6':
        this.startCounting(instance)
        break
      case '/7/7':
        this.stopCounting(instance)
        break
      case '/20/4011':
        this.startLog(instance)
        break
      case '/20/4012':
        this.stopLog(instance)
        break
      case '/5/2':
        void this.firmware.update()
        break
      case '/5/10':
        this.firmware.cancel()
        break
      case '/504/4':
        void this.remoteSim.update(argument)
        break
      case '/9/4':
        void this.software.install()
        break
      case '/9/6':
        this.software.uninstall(argument)
        break
      case '/9/10':
      case '/9/11':
        this.software.activate(resource === 10)
        break
      default:
    }
  }

  /** A value changed, or an instance came or went. */
  changed(path: Ids): void {
    const [object, instance = 0, resource] = path
    if (object === 13) this.bearerChosen(instance)
    const delivered = isDelivery(path) ? this.#store.value(path) : undefined
    if (delivered !== undefined) (object === 5 ? this.firmware : this.software).written(delivered)
    if (object === 11 && (resource === undefined || resource === 3)) this.profileEnabled(instance)
  }

  /** Start of the Connectivity Statistics: counts from zero. */
  startCounting(instance: number): void {
    this.#countedFrom = this.#clock.now()
    for (const counter of this.#counters(instance)) this.#store.set([7, instance, counter], integer(0))
  }

  /** Stop: the counters stay; this device talks a kilobyte, and no short message, a second. */
  stopCounting(instance: number): void {
    if (this.#countedFrom === undefined) return
    const period = Number(this.#store.value([7, instance, 8])?.value ?? 0)
    const passed = Math.floor((this.#clock.now() - this.#countedFrom) / 1000)
    const counted = period === 0 ? passed : Math.min(passed, period)
    this.#countedFrom = undefined
    for (const counter of this.#counters(instance))
      if (counter > 1) this.#store.set([7, instance, counter], integer(counted))
  }

  #counters(instance: number): number[] {
    return this.#store.resources([7, instance]).filter((resource) => resource < 6)
  }

  /** LogStart: status running, nothing logged yet. */
  startLog(instance: number): void {
    this.#store.set([20, instance, 4013], integer(0))
    this.#store.set([20, instance, 4014], { type: 'opaque', value: new Uint8Array() })
  }

  /** LogStop: status stopped; what was logged is kept, and valid. */
  stopLog(instance: number): void {
    this.#store.set([20, instance, 4014], { type: 'opaque', value: Uint8Array.of(1) })
    this.#store.set([20, instance, 4013], integer(3))
  }

  /** Uses the first preferred bearer that there is (13:1.0 resource 0), WLAN being on where it is used. */
  bearerChosen(instance: number): void {
    const held = (path: Ids): number => Number(this.#store.value(path)?.value ?? -1)
    const available = this.#store.resourceInstances([4, 0, 1]).map((id) => held([4, 0, 1, id]))
    const preferred = this.#store
      .resourceInstances([13, instance, 0])
      .map((id) => bearers[held([13, instance, 0, id])] ?? -1)
    const bearer = preferred.find((wanted) => available.includes(wanted))
    if (bearer === undefined) return
    this.#store.set([4, 0, 0], integer(bearer))
    this.#store.set([12, 0, 1], { type: 'boolean', value: bearer === 21 })
    this.#store.set([12, 0, 3], integer(bearer === 21 ? 1 : 0))
  }

  /** A profile that is enabled is connected, and named among those in use (/10/x/11). */
  profileEnabled(instance: number): void {
    const links = [10, 0, 11]
    const enabled = this.#store.value([11, instance, 3])?.value === true
    const named = this.#store.value([...links, instance]) !== undefined
    if (enabled && !named)
      this.#store.set([...links, instance], { type: 'objlnk', value: { object: 11, instance } })
    if (!enabled && named) this.#store.remove([...links, instance])
  }
}
