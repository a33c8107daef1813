import type { Code, ResponseDraft } from '#coap'
import { type DataFormat, type Ids, type Node, pathText } from '#content'
import type { Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** What a fault takes hold of: an operation of device management on a path. */
export interface Target {
  readonly kind: Operation['kind']
  /** Default: any. */
  readonly path?: string | RegExp
  /** Of Reads: whether a format is asked for, and which; default: either. */
  readonly accept?: number | 'any' | 'none'
  readonly mode?: 'replace' | 'partial'
}

/** Changes the response to some operations. `proceed` performs the operation as a sound device does. */
export function onOperation(
  client: ReferenceClient,
  target: Target,
  change: (proceed: () => ResponseDraft, operation: Operation) => ResponseDraft,
): void {
  instead(
    client.device,
    'perform',
    (perform) => (operation) =>
      hits(target, operation) ? change(() => perform(operation), operation) : perform(operation),
  )
}

function hits({ kind, path, accept, mode }: Target, operation: Operation): boolean {
  if (operation.kind !== kind) return false
  const text = path === undefined ? '' : pathText(operation.path)
  if (typeof path === 'string' ? path !== text : path?.test(text) === false) return false
  if (mode !== undefined && (operation.kind !== 'write' || operation.mode !== mode)) return false
  const asked = 'accept' in operation ? operation.accept : undefined
  if (accept === 'none') return asked === undefined
  return accept === 'any' ? asked !== undefined : accept === undefined || accept === asked
}

/** Performs some operations, but answers them with this code. */
export function answersWith(code: Code, ...targets: readonly Target[]) {
  return (client: ReferenceClient): void => {
    for (const target of targets) onOperation(client, target, (proceed) => ({ ...proceed(), code }))
  }
}

/** Answers some operations well, and does nothing. */
export function onlySays(code: Code, ...targets: readonly Target[]) {
  return (client: ReferenceClient): void => {
    for (const target of targets) onOperation(client, target, () => ({ code }))
  }
}

/** Answers some Reads by what these nodes make of what it holds. */
export function writesNodes(
  format: DataFormat,
  change: (nodes: readonly Node[], base: Ids) => readonly Node[],
) {
  return ({ device }: ReferenceClient): void =>
    instead(
      device,
      'encode',
      (encode) => (wanted, nodes, base) =>
        encode(wanted, wanted === format ? change(nodes, base) : nodes, base),
    )
}

/** Spoils payloads of a format after they were written. */
export function writesOctets(format: DataFormat, spoil: (payload: Uint8Array, base: Ids) => Uint8Array) {
  return ({ device }: ReferenceClient): void =>
    instead(device, 'encode', (encode) => (wanted, nodes, base) => {
      const payload = encode(wanted, nodes, base)
      return wanted === format ? spoil(payload, base) : payload
    })
}

/** Takes something else from payloads of a format than they say. */
export function readsNodes(
  format: DataFormat,
  change: (nodes: readonly Node[], base: Ids) => readonly Node[],
) {
  return ({ device }: ReferenceClient): void =>
    instead(device, 'decode', (decode) => (given, payload, base) => {
      const reading = decode(given, payload, base)
      return given === format ? { ...reading, nodes: change(reading.nodes, base) } : reading
    })
}

/** Nodes without those at or below a path. */
export function without(...paths: readonly string[]) {
  return (nodes: readonly Node[]): readonly Node[] =>
    nodes.filter(({ path }) => !paths.some((gone) => `${pathText(path)}/`.startsWith(`${gone}/`)))
}

/** Strings cut to so many characters. */
export function cutting(length: number) {
  return (nodes: readonly Node[]): readonly Node[] =>
    nodes.map(({ path, value }) =>
      value?.type === 'string'
        ? { path, value: { type: 'string', value: value.value.slice(0, length) } }
        : { path, ...(value === undefined ? {} : { value }) },
    )
}

/** Does what a sound device does, but says another code where it succeeds. */
export function succeedsWith(
  code: '2.01' | '2.04',
  kind: Operation['kind'],
  isMeant: (operation: Operation, client: ReferenceClient) => boolean,
) {
  return (client: ReferenceClient): void =>
    onOperation(client, { kind }, (proceed, operation) => {
      const response = proceed()
      return response.code.startsWith('2.') && isMeant(operation, client) ? { ...response, code } : response
    })
}

/** Faults of what only LwM2M 1.2 has. */
export function newer(mutants: readonly Mutant<ReferenceClient>[]): readonly Mutant<ReferenceClient>[] {
  return mutants.map((mutant) => ({ ...mutant, lwm2m: '1.2' }))
}

/** When something is lost, it has what it left the factory with, but no Server account, from its next start on. */
export function backAfterRestart(client: ReferenceClient, isLost: () => boolean): void {
  const toFactoryState = client.store.snapshot()
  client.prepare = () => {
    if (!isLost()) return
    toFactoryState()
    client.account.forget()
  }
}
