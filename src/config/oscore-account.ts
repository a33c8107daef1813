import { readJsonFile } from '../json-file.ts'
import { schemaCheck } from '../json-schema.ts'

const octetFields = ['masterSecret', 'senderId', 'recipientId', 'masterSalt', 'idContext'] as const
type OctetField = (typeof octetFields)[number]

/** What the OSCORE object of a client holds for its account at the server; algorithms are COSE numbers. */
export interface OscoreAccount {
  readonly masterSecret: Uint8Array
  readonly senderId: Uint8Array
  readonly recipientId: Uint8Array
  readonly masterSalt?: Uint8Array
  readonly idContext?: Uint8Array
  readonly aead?: number
  readonly hkdf?: number
}

/** Reads the file of `--oscore`. @throws UserError naming file, place and mend */
export function loadOscoreAccount(file: string): OscoreAccount {
  const check = schemaCheck('src/config/oscore-account.schema.json')
  const { value } = readJsonFile(file, 'OSCORE account', check)
  const { aead, hkdf, ...texts } = value as Record<OctetField, string> & { aead?: number; hkdf?: number }
  const octets = octetFields.flatMap((field) =>
    texts[field] === undefined ? [] : [[field, new Uint8Array(Buffer.from(texts[field], 'hex'))] as const],
  )
  return {
    ...(Object.fromEntries(octets) as unknown as OscoreAccount),
    ...(aead === undefined ? {} : { aead }),
    ...(hkdf === undefined ? {} : { hkdf }),
  }
}
