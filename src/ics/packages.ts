import { dirname, resolve } from 'node:path'
import { readUserFile } from '../json-file.ts'
import { UserError } from '../user-error.ts'

/** Objects that packages are delivered to. */
export type PackageTarget = 'firmware' | 'software'

/** Packages that testing needs, since every vendor's are others: each brings about one outcome. */
export const packageSamples = [
  'good',
  'previous',
  'corrupt',
  'unsupported',
  'tooLarge',
  'outOfMemory',
  'failing',
] as const
export type PackageSample = (typeof packageSamples)[number]

/** The packages of an implementation. */
export interface Packages {
  readonly samples: { readonly [sample in PackageSample]?: Uint8Array }
  /** What /3/0/3 says, or /9/x/1, once the good one is installed. */
  readonly version?: string
  /** A Package URI that it takes for invalid; default: a text that is no URI. */
  readonly invalidUri?: string
}

/** As it stands in the document: names of files. */
export type PackagesDocument = { readonly [sample in PackageSample]?: string } & {
  readonly version?: string
  readonly invalidUri?: string
}

/** Reads the files that a document names, relative to its own. @throws UserError when one cannot be read, or is empty */
export function loadPackages(document: PackagesDocument, file: string): Packages {
  const { version, invalidUri } = document
  const samples = packageSamples.flatMap((sample) => {
    const named = document[sample]
    if (named === undefined) return []
    const path = resolve(dirname(file), named)
    const octets = Uint8Array.from(readUserFile(path, 'package'))
    if (octets.length === 0)
      throw new UserError(`${path}: this file is empty; it is to be the package "${sample}"`)
    return [[sample, octets] as const]
  })
  return {
    samples: Object.fromEntries(samples),
    ...(version === undefined ? {} : { version }),
    ...(invalidUri === undefined ? {} : { invalidUri }),
  }
}
