import { describe, expect, it } from 'vitest'
import { pathText } from '#content'
import { deviceFixture, integer, text } from './device.fixture.ts'

describe('the object store', () => {
  it.each([
    ['/', true],
    ['/3', true],
    ['/3/0', true],
    ['/3/0/0', true],
    ['/3/0/4', true],
    ['/3/0/7/1', true],
    ['/3/0/7/2', false],
    ['/3/0/0/0', false],
    ['/3/0/9', false],
    ['/3/1', false],
    ['/4', false],
  ])('holds %s: %s', (path, expected) => {
    const ids = path.split('/').filter(Boolean).map(Number)
    expect(deviceFixture().store.has(ids)).toBe(expected)
  })

  it('lists values in the order of their ids', () => {
    const { store } = deviceFixture()
    store.set([3, 0, 7, 10], integer(3))
    store.set([3, 0, 7, 9], integer(2))
    expect(store.nodes([3, 0, 7]).map(({ path }) => pathText(path))).toEqual([
      '/3/0/7/0',
      '/3/0/7/1',
      '/3/0/7/9',
      '/3/0/7/10',
    ])
  })

  it('lists empty instances and empty multiple resources', () => {
    const { store } = deviceFixture()
    store.createInstance(16, 4)
    store.setEmpty([16, 5, 0])
    expect(store.nodes([16]).slice(-2)).toEqual([{ path: [16, 4] }, { path: [16, 5, 0] }])
  })

  it('tells every change', () => {
    const { store } = deviceFixture()
    const told: string[] = []
    store.onChange((path) => told.push(pathText(path)))
    store.set([3, 0, 0], text('x'))
    store.createInstance(16, 1)
    store.remove([16, 1])
    expect(told).toEqual(['/3/0/0', '/16/1', '/16/1'])
  })

  it('tells no more once the listener has left', () => {
    const { store } = deviceFixture()
    const told: string[] = []
    const leave = store.onChange((path) => told.push(pathText(path)))
    leave()
    store.set([3, 0, 0], text('x'))
    expect(told).toEqual([])
  })

  it('goes back to a snapshot, more than once', () => {
    const { store } = deviceFixture()
    const before = store.nodes([])
    const restore = store.snapshot()
    for (const _ of [1, 2]) {
      store.set([3, 0, 7, 0], integer(1))
      store.remove([16])
      restore()
      expect(store.nodes([])).toEqual(before)
    }
  })
})
