import { UserError } from '../user-error.ts'

/**
 * The closed list of what an upper tester may be told to do (`do`) or asked (`ask`). Values travel as JSON; octets as
 * hexadecimal text.
 */
export interface VerbArguments {
  /** Client: start (or restart) so that it registers. */
  register: object
  update: object
  deregister: object
  /** Client: forget its server account and start client-initiated bootstrap. */
  bootstrap: object
  reboot: object
  /** Client: put in a smartcard that holds this Server account, and switch it off and on. */
  'insert-card': { serverUri: string; lifetime: number; shortServerId: number; how?: string }
  /** Client: take the smartcard out again. */
  'remove-card': object
  /** Client: its user puts the next installation of firmware off, where the device asks for that. */
  defer: object
  /** Client: take this value on its own (a sensor changes). */
  set: { path: string; value: string | number | boolean }
  /** Client: try to send these values by itself (Send); none: those it likes. It does not fail where Send is muted. */
  send: { paths: readonly string[] }
  /** Server: operations on a registered client. `format` is a name such as `tlv`; absent: the server's choice. */
  read: { endpoint: string; path: string; format?: string }
  /** `depth`: so many levels below the path, 0 to 3 (LwM2M 1.2). */
  discover: { endpoint: string; path: string; depth?: 0 | 1 | 2 | 3 }
  'read-composite': { endpoint: string; paths: readonly string[]; format?: string }
  /** Content by path without its first slash. */
  'write-composite': {
    endpoint: string
    format?: string
    content: Readonly<Record<string, string | number | boolean>>
  }
  write: {
    endpoint: string
    path: string
    format?: string
    replace: boolean
    /** By relative path; `''` for the path itself. */
    content: Readonly<Record<string, string | number | boolean>>
  }
  execute: { endpoint: string; path: string; argument?: string }
  attributes: { endpoint: string; path: string; query: readonly string[] }
  create: {
    endpoint: string
    path: string
    format?: string
    content: Readonly<Record<string, string | number | boolean>>
  }
  delete: { endpoint: string; path: string }
  /** `query`: attributes as parameters of the Observe itself, such as `pmax=15` (LwM2M 1.2). */
  observe: { endpoint: string; path: string; format?: string; query?: readonly string[] }
  cancel: { endpoint: string; path: string; by: 'reset' | 'get' }
  'observe-composite': { endpoint: string; paths: readonly string[]; format?: string }
  /** `get`: actively, which for these is a FETCH with Observe 1. */
  'cancel-composite': { endpoint: string; paths: readonly string[]; by: 'reset' | 'get' }
  /** Server: forget a registration without telling the client. */
  forget: { endpoint: string }
  /** Bootstrap-Server: what it is to give this client, and what to delete and read back before. */
  provision: {
    endpoint: string
    serverUri: string
    lifetime: number
    shortServerId: number
    deletes: readonly string[]
    reads: readonly string[]
  }
  /** Server that is an eIM: queue these operations for the eUICC of this client, as one package that it delivers by itself. */
  queue: {
    endpoint: string
    /** 32 digits. */
    eid: string
    package: readonly QueuedOperation[]
  }
  /** Does the server know the client as registered? Answers a boolean. */
  'ask-registered': { endpoint: string }
  /** What does the server show for this path? Answers text. */
  'ask-value': { endpoint: string; path: string }
  /** Does the server regard the client as one in queue mode? Answers a boolean. */
  'ask-queue-mode': { endpoint: string }
}

/** An operation of SGP.32 on profiles or on eIMs, of which a package has those of one kind alone; or a download, by itself. */
export type QueuedOperation =
  | { readonly operation: 'enable'; readonly iccid: string; readonly rollback?: boolean }
  | { readonly operation: 'disable' | 'delete' | 'set-fallback'; readonly iccid: string }
  | { readonly operation: 'list' | 'rules' | 'unset-fallback' | 'list-eims' }
  /** `publicKey`: SubjectPublicKeyInfo. */
  | { readonly operation: 'add-eim'; readonly eimId: string; readonly publicKey: string }
  | { readonly operation: 'delete-eim'; readonly eimId: string }
  /** By an activation code, or by an SM-DS with this address; without either, from the default SM-DP+. */
  | { readonly operation: 'download'; readonly activationCode?: string; readonly smds?: string }

export type VerbName = keyof VerbArguments

export type Verb = { readonly [Name in VerbName]: { readonly verb: Name } & VerbArguments[Name] }[VerbName]

/** An upper tester could not do what it was told: a matter of the test set-up, never of the IUT. */
export class UpperTesterError extends UserError {}

/** Pushes and asks an IUT from above, where the wire does not reach. */
export interface UpperTester {
  /** For reports: `operator`, `leshan http://…`. */
  readonly name: string
  /** What it can do; a missing capability is known when planning. */
  can(verb: VerbName): boolean
  /**
   * Does it; resolves when the request has been passed on, not when the IUT has acted on the wire. The answer of an
   * `ask-…` verb is its value, of others undefined.
   * @throws UpperTesterError
   */
  perform(verb: Verb): Promise<string | boolean | undefined>
  close(): Promise<void>
}
