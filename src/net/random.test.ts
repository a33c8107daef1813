import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Random, seededRandom, systemRandom } from './random.ts'

const draw = (random: Random): number[] => Array.from({ length: 8 }, () => random.fraction())

describe('seeded chance', () => {
  it('repeats itself for the same seed', () => {
    expect(draw(seededRandom('a'))).toEqual(draw(seededRandom('a')))
    expect(seededRandom(1).bytes(32)).toEqual(seededRandom('1').bytes(32))
  })

  it('differs between seeds', () => {
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => seededRandom(seed).fraction()))
    expect(firsts.size).toBe(1000)
  })

  it('stays the same over releases, since reports quote seeds', () => {
    expect(Buffer.from(seededRandom('lwm2m').bytes(8)).toString('hex')).toBe('4bbb0a5e90b52efd')
  })

  it('gives forks numbers of their own, however much the parent draws', () => {
    const parent = seededRandom(3)
    const before = draw(parent.fork('peer'))
    draw(parent)
    expect(draw(parent.fork('peer'))).toEqual(before)
    expect(draw(parent.fork('other'))).not.toEqual(before)
    expect(draw(parent)).not.toEqual(before)
  })

  it('spreads evenly over whole numbers', () => {
    const random = seededRandom(5)
    const counts = [0, 0, 0, 0, 0, 0]
    for (let throws = 0; throws < 6000; throws++) counts[random.integer(1, 6) - 1]!++
    for (const count of counts) expect(count).toBeGreaterThan(850)
  })
})

describe.each([
  ['seeded', () => seededRandom(9)],
  ['system', () => systemRandom()],
])('%s chance', (_, make) => {
  it('keeps its bounds', () => {
    const random = make()
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000), (low, span) => {
        const drawn = random.integer(low, low + span)
        expect(Number.isInteger(drawn) && drawn >= low && drawn <= low + span).toBe(true)
        const fraction = random.fraction()
        expect(fraction >= 0 && fraction < 1).toBe(true)
      }),
    )
  })

  it('gives as many octets as asked for, not all alike', () => {
    const octets = make().bytes(64)
    expect(octets).toHaveLength(64)
    expect(new Set(octets).size).toBeGreaterThan(8)
    expect(make().bytes(0)).toHaveLength(0)
  })

  it('forks', () => {
    const random = make()
    expect(random.fork('a').bytes(8)).not.toEqual(random.fork('b').bytes(8))
  })
})
