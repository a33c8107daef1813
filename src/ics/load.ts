import { createHash } from 'node:crypto'
import { readJsonFile } from '../json-file.ts'
import { schemaCheck } from '../json-schema.ts'
import { type CertificateFiles, loadCertificate } from './certificate.ts'
import type { IcsDocument, Ixit } from './documents.ts'
import { checkedEsim } from './esim.ts'
import { loadPackages, type PackagesDocument } from './packages.ts'

/** A document of the user and the SHA-256 of its file, hexadecimal. */
export interface Loaded<Document> {
  readonly document: Document
  readonly digest: string
}

/** An IXIT as it is written, with names of files. */
interface IxitDocument extends Omit<Ixit, 'firmware' | 'software' | 'https'> {
  readonly firmware?: PackagesDocument
  readonly software?: PackagesDocument
  readonly https?: CertificateFiles
}

const checkIcs = schemaCheck('src/ics/ics.schema.json')
const checkIxit = schemaCheck('src/ics/ixit.schema.json')

/** Reads an ICS (see `ics.schema.json`). @throws UserError naming file, place and mend */
export function loadIcs(file: string): Loaded<IcsDocument> {
  return load(file, 'ICS', checkIcs)
}

/** Reads an IXIT (see `ixit.schema.json`) and the packages it names. @throws UserError naming file, place and mend */
export function loadIxit(file: string): Loaded<Ixit> {
  const { document, digest } = load<IxitDocument>(file, 'IXIT', checkIxit)
  const { esim, firmware, software, https, ...others } = document
  return {
    document: {
      ...others,
      ...(esim && { esim: checkedEsim(esim, file) }),
      ...(firmware && { firmware: loadPackages(firmware, file) }),
      ...(software && { software: loadPackages(software, file) }),
      ...(https && { https: loadCertificate(https, file) }),
    },
    digest,
  }
}

/** SHA-256 of octets or of UTF-8 text, hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

function load<Document>(
  file: string,
  what: string,
  check: Parameters<typeof readJsonFile>[2],
): Loaded<Document> {
  const { value, bytes } = readJsonFile(file, what, check)
  return { document: value as Document, digest: sha256(bytes) }
}
