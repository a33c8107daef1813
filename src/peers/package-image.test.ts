import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packageOctets, readPackage } from './package-image.ts'
import { packageSamples, room, sampleVersions } from './package-samples.ts'

const samples = packageSamples('firmware')

describe('a package', () => {
  it('says what it is', () => {
    expect(readPackage(samples.good, 'firmware')).toMatchObject({
      ...{ kind: 'firmware', name: 'reference firmware', version: sampleVersions.good, fails: false },
    })
    expect(readPackage(samples.tooLarge, 'firmware')).toMatchObject({ storage: room.storage + 1 })
    expect(readPackage(samples.outOfMemory, 'firmware')).toMatchObject({ memory: room.memory + 1 })
    expect(readPackage(samples.failing, 'firmware')).toMatchObject({ fails: true })
  })

  it('is refused where it is damaged, or for something else', () => {
    expect(readPackage(samples.corrupt, 'firmware')).toBe('corrupt')
    expect(readPackage(samples.unsupported, 'firmware')).toBe('unsupported')
    expect(readPackage(samples.good, 'software')).toBe('unsupported')
    for (let length = 4; length < samples.good.length; length += 97)
      expect(readPackage(samples.good.subarray(0, length), 'firmware')).toBe('corrupt')
  })

  it('is read as it was written, and nothing else is read', () => {
    const text = fc.string({ maxLength: 60 }).map((raw) => Buffer.from(raw).toString())
    const number = fc.nat()
    const images = fc.record({
      kind: fc.constantFrom('firmware' as const, 'software' as const),
      ...{ name: text, version: text, storage: number, memory: number, fails: fc.boolean() },
      content: fc.uint8Array(),
    })
    fc.assert(
      fc.property(images, (image) => {
        expect(readPackage(packageOctets(image), image.kind)).toEqual(image)
      }),
      { numRuns: 30 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
        expect(readPackage(octets, 'firmware')).toBeTypeOf('string')
      }),
    )
  })
})
