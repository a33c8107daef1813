import type { Code, Option } from '#coap'
import { encodeHeader, type OscoreHeader } from './oscore-option.ts'

/** How a protected message is to be wrong, on purpose. What is left out is as it should be. */
export interface Faults {
  /** Protects with this Partial IV instead of the next Sender Sequence Number, and says so. */
  readonly partialIv?: Uint8Array
  /** Protects a request with the number of the one before it: the same content makes the same ciphertext. */
  readonly replays?: true
  /** Fields of the option that differ from what the message was protected with; null leaves one out. */
  readonly header?: { readonly [Field in keyof OscoreHeader]?: Uint8Array | null }
  /** The value of the option as it is, or made of what it should be; null: no OSCORE option at all. */
  readonly option?: Uint8Array | null | ((value: Uint8Array) => Uint8Array)
  /** What becomes of the ciphertext after it was made. */
  readonly ciphertext?: (octets: Uint8Array) => Uint8Array
  /** The outer code. */
  readonly code?: Code
  /** Further outer options. */
  readonly outer?: readonly Option[]
}

/** The value of the option as the faults want it; undefined: none. */
export function faultyOption(
  header: OscoreHeader,
  { header: changes = {}, option }: Faults,
): Uint8Array | undefined {
  if (option === null || option instanceof Uint8Array) return option ?? undefined
  const said = { ...header, ...changes }
  const value = encodeHeader({
    ...(said.partialIv && { partialIv: said.partialIv }),
    ...(said.kidContext && { kidContext: said.kidContext }),
    ...(said.kid && { kid: said.kid }),
  })
  return option === undefined ? value : option(value)
}
