import { type PackageImage, type PackageKind, packageOctets } from './package-image.ts'

/** Packages by which each outcome can be had from a reference Client. */
export interface PackageSamples {
  readonly good: Uint8Array
  /** What was there before the good one. */
  readonly previous: Uint8Array
  readonly corrupt: Uint8Array
  readonly unsupported: Uint8Array
  /** More than its storage holds. */
  readonly tooLarge: Uint8Array
  /** More than its memory holds while it is downloaded. */
  readonly outOfMemory: Uint8Array
  /** Its installation fails. */
  readonly failing: Uint8Array
}

/** What the reference Client has room for, in octets. */
export const room = { storage: 4 << 20, memory: 2 << 20 } as const

/** Version of the sample that is good, and of the one before it. */
export const sampleVersions = { good: '2.0', previous: '1.0' } as const

/** Samples of packages for a reference Client, a few kilobytes each. @param octets of content */
export function packageSamples(kind: PackageKind, octets = 2500): PackageSamples {
  const content = Uint8Array.from({ length: octets }, (_, index) => (index * 7) & 0xff)
  const image = (other: Partial<PackageImage>): Uint8Array =>
    packageOctets({
      ...{ kind, name: `reference ${kind}`, version: sampleVersions.good, fails: false, content },
      ...{ storage: octets, memory: octets },
      ...other,
    })
  const good = image({})
  return {
    good,
    previous: image({ version: sampleVersions.previous }),
    corrupt: good.with(Math.floor(good.length / 2), ~good[Math.floor(good.length / 2)]!),
    unsupported: new TextEncoder().encode('#!/bin/sh\n# a package for something else\n'),
    tooLarge: image({ storage: room.storage + 1 }),
    outOfMemory: image({ memory: room.memory + 1 }),
    failing: image({ fails: true, version: '3.0' }),
  }
}
