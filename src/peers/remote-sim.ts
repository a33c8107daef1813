import type { Code } from '#coap'
import type { Ids, Value } from '#content'
import type { ObjectStore } from '#lwm2m'
import { type Clock, sleep } from '#net'

/** The SIM whose profiles are managed. What cannot be done is answered false. */
export interface ManagedSim {
  /** Its identifier, 32 digits. */
  readonly eid: string
  /** ICCIDs of the installed profiles, the active one first. */
  readonly iccids: readonly string[]
  enable(iccid: string): boolean
  disable(iccid: string): boolean
  delete(iccid: string): boolean
  /** Calls back when the profiles may have changed. */
  onChange(listener: () => void): void
}

interface Host {
  readonly store: ObjectStore
  readonly clock: Clock
  /** Off, and on again: another profile connects it. */
  readonly restart: () => Promise<void>
}

const object = 504
const place = {
  uri: [object, 0, 3],
  state: [object, 0, 5],
  result: [object, 0, 6],
  iccids: [object, 0, 11],
  selected: [object, 0, 14],
} as const

/** Actions of RSP Update (resource 4), each with the State meanwhile and the Result of a failure. */
const actions = {
  download: { argument: '0', state: 1, failed: 11 },
  enable: { argument: '1', state: 5, failed: 13 },
  disable: { argument: '2', state: 6, failed: 14 },
  delete: { argument: '3', state: 7, failed: 15 },
  reset: { argument: '4', state: 8, failed: 16 },
} as const

export type SimAction = keyof typeof actions

const succeeded = 1
const downloadFailures = { uri: 7, protocol: 8, lost: 4 } as const
/** Milliseconds that an action takes. */
const actionTime = 3000

const text = (value: string): Value => ({ type: 'string', value })
const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })

/** Object 504, by which a Server manages the profiles of a SIM. Each behaviour is a replaceable method. */
export class RemoteSim {
  readonly #host: Host
  #sim: ManagedSim | undefined
  #isActing = false

  constructor(host: Host) {
    this.#host = host
  }

  /** Puts up the object with this SIM. */
  open(sim: ManagedSim): void {
    const { store } = this.#host
    this.#sim = sim
    store.addObject(object)
    const soldered = 2
    for (const [path, value] of [
      [[0], integer(soldered)],
      [[1, 0], integer(soldered)],
      [[3], text('')],
      [[12], text(sim.eid)],
      [[13], integer(2)],
      [[14], text(sim.iccids[0] ?? '')],
    ] as const)
      store.set([object, 0, ...path], value)
    this.tell(0, 0)
    this.shows()
    sim.onChange(() => this.shows())
  }

  /** ICCIDs as resource 11 has them, the active profile first. */
  shownIccids(): readonly string[] {
    return this.#sim?.iccids ?? []
  }

  /** Brings resource 11 up to date. */
  shows(): void {
    const { store } = this.#host
    const iccids = this.shownIccids()
    const gone = store.resourceInstances(place.iccids).filter((id) => id >= iccids.length)
    for (const id of gone) store.remove([...place.iccids, id])
    for (const [id, iccid] of iccids.entries()) store.set([...place.iccids, id], text(iccid))
  }

  /** Why RSP Update is refused; undefined: it is not. */
  refusal(argument: string): Code | undefined {
    if (this.#sim === undefined) return undefined
    if (this.#isActing) return '4.05'
    return this.actionsIn(argument) === undefined ? '4.00' : undefined
  }

  /** The actions that an argument names, in their order; undefined where it names anything else. */
  actionsIn(argument: string): readonly SimAction[] | undefined {
    const names = Object.keys(actions) as SimAction[]
    const named = argument.split(',').map((one) => names.find((name) => actions[name].argument === one))
    return named.every((one) => one !== undefined) ? named : undefined
  }

  /** RSP Update: one action after the other, until one fails. */
  async update(argument: string): Promise<void> {
    const before = this.shownIccids()[0]
    let result: number = succeeded
    this.#isActing = true
    for (const action of this.actionsIn(argument) ?? []) {
      this.tell(actions[action].state, 0)
      await sleep(this.#host.clock, actionTime)
      result = this.resultOf(action)
      if (result !== succeeded) break
    }
    this.#isActing = false
    this.tell(0, result)
    if (this.shownIccids()[0] !== before) await this.#host.restart()
  }

  /** Carries out an action on the selected profile; the Result of it. */
  resultOf(action: SimAction): number {
    const iccid = this.#held(place.selected)
    if (action === 'download') return this.download(this.#held(place.uri))
    if (action === 'reset' || this.#sim?.[action](iccid) !== true) return actions[action].failed
    return succeeded
  }

  /** There is no profile server that it could reach. */
  download(from: string): number {
    if (/^(LPA:)?1\$/.test(from)) return downloadFailures.lost
    if (!URL.canParse(from)) return downloadFailures.uri
    return new URL(from).protocol === 'https:' ? downloadFailures.lost : downloadFailures.protocol
  }

  tell(state: number, result: number): void {
    this.#host.store.set(place.result, integer(result))
    this.#host.store.set(place.state, integer(state))
  }

  #held(path: Ids): string {
    const value = this.#host.store.value(path)?.value
    return typeof value === 'string' ? value : ''
  }
}
