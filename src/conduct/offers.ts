import { type Link, parseLinks } from '#content'
import type { IcsItem } from '#ics'
import type { Answer, ClientChair, DtlsLadder, Observing, ServerChair, Session } from '#sides'
import type { Claim } from './claims.ts'

/** Who lacks an operation says so by one of these codes; the specification leaves open by which. */
export function lacksOperation({ code }: Answer): boolean {
  return ['4.04', '4.05', '5.01'].includes(code)
}

/** Whether an answer says that the format is not known, so that another may be. */
export function lacksFormat({ code }: Answer): boolean {
  return ['4.06', '4.15'].includes(code)
}

/** The links of a Discover. One that does not state its Content-Format lists them all the same; cases judge the format. */
export function linksIn({ links, contentFormat, payload }: Answer): readonly Link[] {
  return contentFormat === undefined ? parseLinks(payload).links : links
}

/** Whether a Discover tells what there is: by a list, or as there is no such instance. */
export function tellsWhatIsThere({ code, contentFormat }: Answer): boolean {
  return code === '4.04' || (code === '2.05' && (contentFormat ?? linkFormat) === linkFormat)
}

const linkFormat = 40

/**
 * Composite operations go by SenML: who refuses its format in one, and gives an instance in no kind of it, has none of
 * them. Who does give one is held to what it claims.
 */
export async function unlessWithoutSenml(server: ServerChair, refused: Answer, claim: Claim): Promise<Claim> {
  if (!lacksFormat(refused)) return claim
  let frame = claim.frame
  for (const format of ['senml-cbor', 'senml-json'] as const) {
    const read = await server.reads('/3/0', { format }).answered.happens()
    if (read.code !== '4.06') return claim
    frame = read.frame
  }
  return {
    claimed: false,
    why: 'it gives /3/0 in no kind of SenML (4.06), which composites are made of',
    frame,
  }
}

/** Whether a Client keeps an observation of several paths: it is begun, and ended at once. */
export async function offersObserveComposite(server: ServerChair): Promise<Claim> {
  const observe = (format: 'senml-cbor' | 'senml-json') => server.observesComposite(['/3/0/16'], { format })
  const first = observe('senml-cbor')
  const observation = lacksFormat(await first.answered.happens()) ? observe('senml-json') : first
  const claim = await claimOf(server, observation, 'an Observe-Composite')
  const answer = await observation.answered.happens()
  // What is refused for another reason is there, and not as it should be.
  const claimed = claim.claimed === true || !(answer.code === '2.05' || lacksOperation(answer))
  return unlessWithoutSenml(server, answer, { ...claim, claimed })
}

/** Whether a Client takes attributes in an Observe; one that does not must refuse it (Core 1.2 §6.4.1). */
export function offersObserveAttributes(server: ServerChair): Promise<Claim> {
  const observation = server.observes('/3/0/16', { attributes: { pmin: 60, pmax: 3600 } })
  return claimOf(server, observation, 'an Observe of /3/0/16?pmin=60&pmax=3600')
}

async function claimOf(server: ServerChair, observation: Observing, what: string): Promise<Claim> {
  const { code, observe, frame } = await observation.answered.happens()
  const claimed = code === '2.05' && observe !== undefined
  if (claimed) await server.cancels(observation, 'get').answered.happens()
  const manner = code === '2.05' ? ` ${claimed ? 'with' : 'without'} an Observe option` : ''
  return { claimed, why: `${what} is answered ${code}${manner}`, frame }
}

/** Numbers of /5/0/9 by which a Client says how firmware comes (definition of object 5). */
const deliveries: { readonly [item: string]: readonly bigint[] } = {
  'FW-PUSH': [1n, 2n],
  'FW-PULL': [0n, 2n],
}

/** Protocols by their numbers in /5/0/8. */
const protocols: readonly IcsItem[] = [
  'FW-COAP',
  'FW-COAPS',
  'FW-HTTP',
  'FW-HTTPS',
  'FW-COAP-TCP',
  'FW-COAPS-TCP',
]

/** Whether firmware comes to a Client so, as its Firmware Update object says; without a list of protocols, by CoAP. */
export async function deliversFirmware(server: ServerChair, item: IcsItem): Promise<Claim> {
  const path = item in deliveries ? '/5/0/9' : '/5/0/8'
  const { code, nodes, frame } = await server.reads(path).answered.happens()
  const values = nodes.flatMap(({ value }) => (typeof value?.value === 'bigint' ? [value.value] : []))
  const wanted = deliveries[item] ?? [BigInt(protocols.indexOf(item))]
  const isDefault = path === '/5/0/8' && code !== '2.05' && item === 'FW-COAP'
  const claimed = isDefault || wanted.some((one) => values.includes(one))
  return { claimed, why: `Read ${path} is answered ${code} ${values.join(', ')}`.trimEnd(), frame }
}

/** Whether a Client asks for a Bootstrap-Pack first: as it did before, or by making it bootstrap. */
export async function asksForPacks({ inbox }: Session, client: ClientChair): Promise<Claim> {
  const before = inbox.since(0).some(({ happening }) => happening.kind === 'pack')
  if (before) return { claimed: true, why: 'it has asked for a Bootstrap-Pack', frame: null }
  const asked = client.requestsPack()
  const { method, path, frame } = await asked.sent.happens()
  await client.registers().after(asked.answered).sent.happens()
  const why = `it asks for its configuration by ${method} /${path.join('/')}`
  return { claimed: path.join('/') === 'bspack', why, frame }
}

/** Content-Formats of SenML-ETCH (RFC 8790), by the SenML that they are alike. */
const etchFormats = { 'senml-cbor': 322, 'senml-json': 320 } as const

/** Whether a Client takes a list of paths in SenML-ETCH, in the kind of SenML that it has. */
export async function takesEtch(server: ServerChair): Promise<Claim> {
  const asks = (format: 'senml-cbor' | 'senml-json') =>
    server.readsComposite(['/3/0/16'], { format, contentFormat: etchFormats[format] }).answered.happens()
  const first = await asks('senml-cbor')
  const { code, frame } = first.code === '2.05' ? first : await asks('senml-json')
  // What is refused for another reason than its format is there, and not as it should be.
  return { claimed: code !== '4.15', why: `a Read-Composite in SenML-ETCH is answered ${code}`, frame }
}

/** Whether a Client offered a connection id when it began its association (RFC 9146 §3). */
export async function offersConnectionIds({
  dtls,
  client,
}: {
  readonly dtls: DtlsLadder
  readonly client: ClientChair
}): Promise<Claim> {
  await client.isRegistered()
  const { offered } = await dtls.handshake(client.registration()).happens()
  const claimed = offered?.connectionIds === true
  // The handshake may be in the capture of a case before.
  return { claimed, why: `it offered ${claimed ? 'a' : 'no'} connection id`, frame: null }
}
