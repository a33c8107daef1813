import { describe, expect, it } from 'vitest'
import { parsePath } from '#content'
import { Access } from './access.ts'
import { deviceFixture, integer } from './device.fixture.ts'

/** A device with two Servers and these values below /2, and what Server 2 may do there. */
function guarded(values: Readonly<Record<string, number>>) {
  const { store, device } = deviceFixture()
  store.set(parsePath('/1/1/0'), integer(2))
  for (const [path, value] of Object.entries(values)) store.set(parsePath(path), integer(value))
  return { store, device, access: new Access(store, () => 2) }
}

const entry = { '/2/0/0': 3, '/2/0/1': 0, '/2/0/3': 1 }

describe('the rights of a Server among several (Core 1.1.1 §8.2)', () => {
  it('are its own entry, before those by default', () => {
    const { access } = guarded({ ...entry, '/2/0/2/0': 31, '/2/0/2/2': 2 })
    expect([access.may('read', [3, 0]), access.may('write', [3, 0, 14])]).toEqual([false, true])
  })

  it('are those by default where it is not named', () => {
    const { access } = guarded({ ...entry, '/2/0/2/0': 1 })
    expect([access.may('read', [3, 0]), access.may('write', [3, 0])]).toEqual([true, false])
  })

  it('are all for the owner that is not named', () => {
    const { access } = guarded({ ...entry, '/2/0/3': 2, '/2/0/2/0': 1 })
    expect(access.may('delete', [3, 0])).toBe(true)
  })

  it('are none without an entry, and without limit on a device with one Server', () => {
    const { store, access } = guarded({ ...entry })
    expect(access.may('read', [16, 0])).toBe(false)
    store.remove([1, 1])
    expect(access.may('read', [16, 0])).toBe(true)
  })

  it('on the entries are to read, and for the owner to write', () => {
    const { access } = guarded(entry)
    expect([access.may('read', [2, 0]), access.may('write', [2, 0])]).toEqual([true, false])
  })

  it('refuse what an instance lacks them for, and no Discover', () => {
    const { access } = guarded({ ...entry, '/2/0/2/2': 4 })
    expect(access.refusal({ kind: 'read', path: [3, 0, 0] })).toBe('4.01')
    expect(access.refusal({ kind: 'discover', path: [3] })).toBeUndefined()
    expect(access.refusal({ kind: 'read', path: [3, 5] })).toBeUndefined()
  })

  it('come with an instance that it created, and go with it', () => {
    const { access } = guarded(entry)
    access.own([16, 7])
    expect(access.may('delete', [16, 7])).toBe(true)
    access.forget([16, 7])
    expect(access.entryFor(16, 7)).toBeUndefined()
  })
})
