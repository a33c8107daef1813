import { beforeEach, describe, expect, it } from 'vitest'
import { parsePath } from '#content'
import { ObjectStore } from '#lwm2m'
import { VirtualClock } from '#net'
import { loadRegistry } from '#registry'
import { type ManagedSim, RemoteSim } from './remote-sim.ts'

const registry = loadRegistry()

/** A SIM whose profiles are named by letters; the first is active. */
class LetterSim implements ManagedSim {
  readonly eid = '89049032123451234512345678901235'
  iccids: readonly string[] = ['a', 'b']
  changed = (): void => {}

  enable(iccid: string): boolean {
    if (!this.iccids.slice(1).includes(iccid)) return false
    this.iccids = [iccid, ...this.iccids.filter((one) => one !== iccid)]
    this.changed()
    return true
  }

  disable(iccid: string): boolean {
    return iccid === this.iccids[0]
  }

  delete(iccid: string): boolean {
    if (!this.iccids.slice(1).includes(iccid)) return false
    this.iccids = this.iccids.filter((one) => one !== iccid)
    this.changed()
    return true
  }

  onChange(listener: () => void): void {
    this.changed = listener
  }
}

describe('object 504', () => {
  let clock: VirtualClock
  let store: ObjectStore
  let sim: RemoteSim
  let restarts: number

  beforeEach(() => {
    clock = new VirtualClock()
    store = new ObjectStore((object) => registry.inForce(object, '1.1'))
    restarts = 0
    sim = new RemoteSim({
      store,
      clock,
      restart: async () => {
        restarts++
      },
    })
    sim.open(new LetterSim())
  })

  const held = (path: string) => store.value(parsePath(path))?.value
  const iccids = () => store.resourceInstances([504, 0, 11]).map((id) => held(`/504/0/11/${id}`))

  /** What Result an action on a profile has. */
  async function resultOf(argument: string, iccid: string): Promise<unknown> {
    store.set([504, 0, 14], { type: 'string', value: iccid })
    await sim.update(argument)
    expect(held('/504/0/5')).toBe(0n)
    return held('/504/0/6')
  }

  it('is Enabling without a Result first, and tells the new profile first then', async () => {
    store.set([504, 0, 14], { type: 'string', value: 'b' })
    const over = sim.update('1')
    expect([held('/504/0/5'), held('/504/0/6')]).toEqual([5n, 0n])
    expect(sim.refusal('1')).toBe('4.05')
    await over
    expect([held('/504/0/5'), held('/504/0/6')]).toEqual([0n, 1n])
    expect(iccids()).toEqual(['b', 'a'])
    expect(restarts).toBe(1)
  })

  it('deletes', async () => {
    expect(await resultOf('3', 'b')).toBe(1n)
    expect(iccids()).toEqual(['a'])
    expect(restarts).toBe(0)
  })

  it('ends a list of actions with the first that fails', async () => {
    expect(await resultOf('1,3', 'c')).toBe(13n)
    expect(await resultOf('2,1', 'c')).toBe(14n)
    expect(await resultOf('3,1', 'a')).toBe(15n)
    expect(await resultOf('4', 'a')).toBe(16n)
    expect(iccids()).toEqual(['a', 'b'])
  })

  it.each([
    ['nothing at all', 7n],
    ['gopher://192.0.2.1/', 8n],
    ['https://192.0.2.1/', 4n],
    ['LPA:1$smdp.example$0', 4n],
  ])('downloads nothing from %s', async (uri, result) => {
    store.set([504, 0, 3], { type: 'string', value: uri })
    expect(await resultOf('0', 'a')).toBe(result)
  })

  it.each(['', '9', '1,', '1;2', "1='a'"])('refuses the arguments "%s"', (argument) => {
    expect(sim.refusal(argument)).toBe('4.00')
  })
})
