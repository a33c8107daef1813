import { describe, expect, it } from 'vitest'
import { AttributeError, AttributeStore, parseAttributes } from './attributes.ts'

const number = { numeric: true, lwm2m: '1.1' } as const

describe('the query of a Write-Attributes (Core 1.1.1 §5.1.2)', () => {
  it('sets numbers', () => {
    expect(parseAttributes(['pmin=10', 'pmax=60', 'gt=1.5', 'lt=-2', 'st=0.5'], number)).toEqual({
      pmin: 10,
      pmax: 60,
      gt: 1.5,
      lt: -2,
      st: 0.5,
    })
  })

  it('sets evaluation periods since 1.1', () => {
    expect(parseAttributes(['epmin=1', 'epmax=20'], number)).toEqual({ epmin: 1, epmax: 20 })
  })

  it.each(['pmin', 'pmin='])('%s unsets', (item) => {
    expect(parseAttributes([item], number)).toEqual({ pmin: null })
  })

  it('takes pmax below pmin, which is ignored later', () => {
    expect(parseAttributes(['pmin=60', 'pmax=10'], number)).toEqual({ pmin: 60, pmax: 10 })
  })

  it.each([
    ['an unknown name', ['stp=1']],
    ['a property', ['dim=1']],
    ['the same twice', ['pmin=1', 'pmin=2']],
    ['a period with a fraction', ['pmin=1.5']],
    ['a negative period', ['pmax=-1']],
    ['no number', ['gt=high']],
    ['hexadecimal', ['gt=0x10']],
    ['a negative step', ['st=-1']],
    ['lt above gt', ['lt=6', 'gt=1']],
    ['lt and gt less than two steps apart', ['lt=1', 'gt=3', 'st=1']],
    ['epmin above epmax', ['epmin=9', 'epmax=3']],
    ['nothing', ['']],
  ])('%s is refused', (_, query) => {
    expect(() => parseAttributes(query, number)).toThrow(AttributeError)
  })

  it.each(['gt=1', 'lt=1', 'st=1', 'gt'])('%s is refused for what is no number', (item) => {
    expect(() => parseAttributes([item], { ...number, numeric: false })).toThrow(AttributeError)
  })

  it('knows edge, con and hqmax since 1.2, edge of a boolean alone', () => {
    const flag = { numeric: false, boolean: true, lwm2m: '1.2' } as const
    expect(parseAttributes(['edge=0', 'con=1', 'hqmax=10'], flag)).toEqual({ edge: 0, con: 1, hqmax: 10 })
    for (const item of ['edge=2', 'con=yes', 'hqmax=-1'])
      expect(() => parseAttributes([item], flag)).toThrow(AttributeError)
    expect(() => parseAttributes(['edge=1'], { ...number, lwm2m: '1.2' })).toThrow(AttributeError)
    expect(() => parseAttributes(['con=1'], number)).toThrow(AttributeError)
  })

  it('knows no evaluation periods in 1.0', () => {
    expect(() => parseAttributes(['epmin=1'], { ...number, lwm2m: '1.0' })).toThrow(AttributeError)
  })
})

describe('attached attributes', () => {
  it('of the closest level win, one by one', () => {
    const store = new AttributeStore()
    store.apply([3], { pmin: 10, pmax: 200 })
    store.apply([3, 0], { pmax: 320 })
    store.apply([3, 0, 11, 0], { epmin: 1 })
    expect(store.inherited([3, 0, 11, 0])).toEqual({ pmin: 10, pmax: 320, epmin: 1 })
    expect(store.inherited([3, 0, 7])).toEqual({ pmin: 10, pmax: 320 })
    expect(store.at([3, 0, 7])).toEqual({})
  })

  it('stay until they are unset', () => {
    const store = new AttributeStore()
    store.apply([3], { pmin: 10, pmax: 200 })
    store.apply([3], { pmax: null })
    expect(store.at([3])).toEqual({ pmin: 10 })
  })

  it('go with what they are attached to', () => {
    const store = new AttributeStore()
    store.apply([16], { pmin: 1 })
    store.apply([16, 1], { pmin: 2 })
    store.apply([16, 1, 0], { pmin: 3 })
    store.apply([16, 10], { pmin: 4 })
    store.forget([16, 1])
    expect([[16], [16, 1], [16, 1, 0], [16, 10]].map((path) => store.at(path).pmin)).toEqual([
      1,
      undefined,
      undefined,
      4,
    ])
  })
})
