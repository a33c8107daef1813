import { readJsonFile } from '../json-file.ts'
import { schemaCheck } from '../json-schema.ts'
import { UserError } from '../user-error.ts'

const octetFields = ['masterSecret', 'senderId', 'recipientId', 'masterSalt', 'idContext'] as const

/** An account as the file has it: octets in hexadecimal. */
type WrittenAccount = { readonly [Field in (typeof octetFields)[number]]?: string } & {
  readonly aead?: number
  readonly hkdf?: number
}

/** What the OSCORE object of a client holds for an account; algorithms are COSE numbers. */
export interface OscoreAccount {
  readonly masterSecret: Uint8Array
  readonly senderId: Uint8Array
  readonly recipientId: Uint8Array
  readonly masterSalt?: Uint8Array
  readonly idContext?: Uint8Array
  readonly aead?: number
  readonly hkdf?: number
}

/** With whom a client has an account. */
export type AccountHolder = 'server' | 'bootstrap'

/** The accounts of a client, as far as a file names them. */
export type OscoreAccounts = { readonly [holder in AccountHolder]?: OscoreAccount }

/** Reads the file of `--oscore`. @throws UserError naming file, place and mend */
export function loadOscoreAccounts(file: string): OscoreAccounts {
  const check = schemaCheck('src/config/oscore-account.schema.json')
  const { value } = readJsonFile(file, 'OSCORE account', check)
  const { bootstrap, ...server } = value as WrittenAccount & { readonly bootstrap?: WrittenAccount }
  if (bootstrap === undefined && server.masterSecret === undefined)
    throw new UserError(`${file}: the OSCORE account lacks the member "masterSecret"`)
  return {
    ...(server.masterSecret !== undefined && { server: accountOf(server) }),
    ...(bootstrap && { bootstrap: accountOf(bootstrap) }),
  }
}

/** The schema has seen to what must be there. */
function accountOf({ aead, hkdf, ...texts }: WrittenAccount): OscoreAccount {
  const octets = octetFields.flatMap((field) => {
    const text = texts[field]
    return text === undefined ? [] : [[field, new Uint8Array(Buffer.from(text, 'hex'))] as const]
  })
  return {
    ...(Object.fromEntries(octets) as unknown as OscoreAccount),
    ...(aead === undefined ? {} : { aead }),
    ...(hkdf === undefined ? {} : { hkdf }),
  }
}
