import { type NoPackage, type PackageImage, type PackageKind, readPackage } from './package-image.ts'
import { room } from './package-samples.ts'

/** Why a package did not come, or is not taken. */
export type Trouble = NoPackage | 'storage' | 'memory' | 'lost' | 'uri' | 'protocol'

/** A package on its way, which can be stopped. */
export interface Download {
  /** Its octets, or why they do not come; never, once it was stopped. */
  readonly octets: Promise<Uint8Array | Trouble>
  stop(): void
}

/** Looks a package over: whether it fits, is whole, and is of this kind. */
export function inspected(octets: Uint8Array, kind: PackageKind): PackageImage | Trouble {
  const image = readPackage(octets, kind)
  if (typeof image === 'string') return image
  if (image.memory > room.memory) return 'memory'
  return image.storage > room.storage ? 'storage' : image
}
