import { unzipSync } from 'fflate'
import { RegistryError } from './error.ts'

/** Bounds on a zip archive; the whole of OMA's registry is 9 MB in 900 files. */
export const archiveLimits = { entries: 20_000, inflatedOctets: 256 * 1024 * 1024 } as const

const centralSignature = 0x02014b50
const endSignature = 0x06054b50

/** Unix file type bits of the external attributes of a zip entry. */
const unixTypeMask = 0xf000
const unixSymlink = 0xa000

/** Why an entry's name could lead outside the folder it is unpacked to; undefined when it cannot. */
function dangerIn(name: string): string | undefined {
  if (name.includes('\\')) return 'has a backslash in its name'
  if (name.startsWith('/')) return 'has an absolute name'
  if (/^[A-Za-z]:/.test(name)) return 'has a drive letter in its name'
  if (name.split('/').includes('..')) return 'climbs out of the archive with ".."'
  if (name.includes('\0')) return 'has a NUL in its name'
  return undefined
}

function refuse(file: string, name: string, why: string): never {
  throw new RegistryError(file, `entry "${name}" ${why}; nothing was imported, make a clean archive`)
}

/** Reads the directory at the archive's end, the only place that tells symbolic links. */
function refuseLinks(bytes: Uint8Array, file: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The end record is followed by a comment of at most 16 bits' length.
  const earliest = Math.max(0, bytes.length - 22 - 65_535)
  let end = bytes.length - 22
  while (end >= earliest && view.getUint32(end, true) !== endSignature) end--
  if (end < earliest) throw new RegistryError(file, 'is not a zip archive')
  let at = view.getUint32(end + 16, true)
  if (at > end)
    throw new RegistryError(file, 'is a zip64 or damaged archive; make an ordinary zip or import the folder')
  while (at + 46 <= end && view.getUint32(at, true) === centralSignature) {
    const nameLength = view.getUint16(at + 28, true)
    const mode = view.getUint32(at + 38, true) >>> 16
    if ((mode & unixTypeMask) === unixSymlink) {
      refuse(
        file,
        new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
        'is a symbolic link',
      )
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
}

/**
 * The files of a zip archive that `wanted` picks, by name. Refuses the whole archive, naming the entry, when a name
 * could escape the target folder, an entry is a symbolic link, or the limits are passed (before anything is inflated).
 * Throws RegistryError.
 */
export function readArchive(
  bytes: Uint8Array,
  file: string,
  wanted: (name: string) => boolean,
): ReadonlyMap<string, Uint8Array> {
  refuseLinks(bytes, file)
  let entries = 0
  let octets = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    const danger = dangerIn(name)
    if (danger !== undefined) refuse(file, name, danger)
    entries++
    octets += originalSize
    if (entries > archiveLimits.entries)
      refuse(file, name, `is beyond the limit of ${archiveLimits.entries} entries`)
    if (octets > archiveLimits.inflatedOctets) {
      refuse(file, name, `passes the limit of ${archiveLimits.inflatedOctets} octets inflated`)
    }
    return wanted(name)
  }
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })))
  } catch (error) {
    if (error instanceof RegistryError) throw error
    throw new RegistryError(
      file,
      `is a damaged zip archive: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
