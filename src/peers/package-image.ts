import { createHash } from 'node:crypto'

/** What the packages of the reference peers are for. */
export type PackageKind = 'firmware' | 'software'

/** A package in the format of the reference peers. */
export interface PackageImage {
  readonly kind: PackageKind
  readonly name: string
  readonly version: string
  /** Octets of storage that it asks for. */
  readonly storage: number
  /** Octets of memory that its download asks for. */
  readonly memory: number
  /** Whether its installation is to fail. */
  readonly fails: boolean
  readonly content: Uint8Array
}

/** Why octets are no package: not of this kind, or damaged. */
export type NoPackage = 'unsupported' | 'corrupt'

const magic = 'LWPK'
const kinds: readonly PackageKind[] = ['firmware', 'software']
const digestLength = 32
/** Magic, kind, flags, storage and memory. */
const fixedLength = 14
const fails = 1

const digestOf = (octets: Uint8Array): Buffer => createHash('sha256').update(octets).digest()

/**
 * A package as octets: magic, kind, flags, what it asks for, name and version (each behind its length), content, and the
 * SHA-256 of all that. @throws RangeError when name or version is longer than 255 octets
 */
export function packageOctets(image: PackageImage): Uint8Array {
  const fixed = Buffer.alloc(fixedLength)
  fixed.write(magic, 'latin1')
  fixed.writeUInt8(kinds.indexOf(image.kind), 4)
  fixed.writeUInt8(image.fails ? fails : 0, 5)
  fixed.writeUInt32BE(image.storage, 6)
  fixed.writeUInt32BE(image.memory, 10)
  const body = Buffer.concat([fixed, counted(image.name), counted(image.version), image.content])
  return Uint8Array.from(Buffer.concat([body, digestOf(body)]))
}

function counted(text: string): Buffer {
  const octets = Buffer.from(text)
  if (octets.length > 255)
    throw new RangeError(`${octets.length} octets: names and versions have 255 at most`)
  return Buffer.concat([Buffer.of(octets.length), octets])
}

/** Reads a package; octets that are none are told apart by whether they claim to be one. Never throws. */
export function readPackage(octets: Uint8Array, kind: PackageKind): PackageImage | NoPackage {
  const all = Buffer.from(octets)
  if (all.subarray(0, magic.length).toString('latin1') !== magic) return 'unsupported'
  const body = all.subarray(0, -digestLength)
  if (body.length < fixedLength || !digestOf(body).equals(all.subarray(-digestLength))) return 'corrupt'
  if (kinds[body[4]!] !== kind) return 'unsupported'
  const name = textAt(body, fixedLength)
  const version = name && textAt(body, name.end)
  if (name === undefined || version === undefined) return 'corrupt'
  return {
    kind,
    name: name.text,
    version: version.text,
    storage: body.readUInt32BE(6),
    memory: body.readUInt32BE(10),
    fails: (body[5]! & fails) !== 0,
    content: Uint8Array.from(body.subarray(version.end)),
  }
}

function textAt(body: Buffer, at: number): { readonly text: string; readonly end: number } | undefined {
  const end = at + 1 + (body[at] ?? body.length)
  return end > body.length ? undefined : { text: body.toString('utf8', at + 1, end), end }
}
