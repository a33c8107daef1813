import { contentFormats, type DataFormat, pathText, valueText } from '#content'
import type { IcsDocument, IcsItem } from '#ics'
import { isSecretPath } from '#record'
import { Absent, type Act, type Answer } from '#sides'
import { Asking } from './asking.ts'
import { type DraftedFeatures, draftedFeatures } from './drafted-features.ts'
import type { ClientRun } from './options.ts'
import { type Attendance, receiveClients } from './reception.ts'
import type { Run } from './run.ts'

/** What a device registered and answered to careful reads. */
export interface Probe {
  readonly endpoint: string
  readonly address: string
  readonly lwm2m: string | undefined
  /** Seconds. */
  readonly lifetime: number | undefined
  readonly binding: string | undefined
  readonly queueMode: boolean
  readonly objects: readonly {
    readonly object: number
    readonly instance?: number
    readonly version?: string
  }[]
  /** Readable values, as text, by path. */
  readonly values: { readonly [path: string]: string }
  /** Anything odd in what it sent. */
  readonly findings: readonly string[]
  /** A first ICS, to be read over by its owner. */
  readonly ics: IcsDocument
  /** Questions that the ICS leaves open, by item. */
  readonly open: DraftedFeatures['open']
}

/** Opaque is left unanswered: no resource that every device has carries octets. */
const formats: readonly DataFormat[] = [
  'text',
  'cbor',
  'tlv',
  'json',
  'senml-json',
  'senml-cbor',
  'lwm2m-cbor',
]

/** Where a Device tells what it is. */
const identityPaths: { readonly [path: string]: 'vendor' | 'model' | 'version' } = {
  '/3/0/0': 'vendor',
  '/3/0/1': 'model',
  '/3/0/3': 'version',
}

/** What came of devices that were waited for. */
export interface Probed {
  readonly probes: readonly Probe[]
  /** Why there is none of a device that was awaited by its name. */
  readonly missed: readonly string[]
}

/**
 * Waits for devices, asks each what it has (Discover, Read, Read-Composite, and observations that are ended at once;
 * nothing is changed), and drafts its ICS.
 * @throws NetworkError when an address cannot be had
 */
export async function probeClients(run: Run, wanted: ClientRun): Promise<Probed> {
  const probes: Probe[] = []
  const missed: string[] = []
  await receiveClients(run, wanted, async (attendance) => {
    try {
      await attendance.client.isRegistered()
    } catch (failure) {
      if (!(failure instanceof Absent)) throw failure
      missed.push(`${attendance.session.endpoint}: ${failure.message}`)
      return
    }
    probes.push(await probe(attendance))
  })
  return { probes, missed }
}

async function probe(attendance: Attendance): Promise<Probe> {
  const { session, client, server } = attendance
  const { registration, address } = session.client!
  const asked = await client.registration().happens()
  const findings: string[] = asked.findings.map(({ text }) => `Register: ${text}`)
  const asking = new Asking(client)
  /** What does not come is told. */
  const answerTo = async (request: () => Act<unknown, Answer>): Promise<Answer | undefined> => {
    const answer = await asking.of(() => request().answered.happens())
    if (!(answer instanceof Absent)) return answer
    findings.push(answer.message)
    return undefined
  }
  const items: { [item in IcsItem]?: boolean } = {}
  const values: { [path: string]: string } = {}
  const identity: { vendor?: string; model?: string; version?: string } = {}
  const instances = registration.objects.filter(({ instance }) => instance !== undefined)
  for (const { object } of registration.objects) items[`OBJ.${object}`] = true
  for (const { object, instance } of instances) {
    const path = pathText([object, instance!])
    const discovered = await answerTo(() => server.discovers(path))
    if (discovered !== undefined && discovered.code !== '2.05')
      findings.push(`Discover ${path} is answered ${discovered.code}`)
    for (const { target } of discovered?.links ?? []) {
      const resource = /^\/\d+\/\d+\/(\d+)$/.exec(target)?.[1]
      if (resource !== undefined) items[`RES.${object}.${Number(resource)}`] = true
    }
    const answer = await answerTo(() => server.reads(path))
    if (answer === undefined) continue
    if (answer.code.startsWith('5.')) findings.push(`Read ${path} is answered ${answer.code}`)
    findings.push(...answer.findings.map(({ text }) => `Read ${path}: ${text}`))
    for (const node of answer.nodes) {
      if (node.value === undefined || isSecretPath(node.path)) continue
      const told = pathText(node.path)
      values[told] = valueText(node.value)
      const name = identityPaths[told]
      if (name !== undefined && node.value.type === 'string') identity[name] = node.value.value
    }
  }
  for (const format of formats) {
    const answer = await answerTo(() => server.reads(singleOrWhole(format), { format }))
    // Trouble of its own (5.xx) says nothing of the format.
    if (answer?.code.startsWith('5.') === false) items[`FMT.${format}`] = isIn(answer, format)
  }
  items.QUEUE = registration.queueMode
  const features = await draftedFeatures(attendance, items, asking)
  findings.push(...features.findings)
  const { lwm2m, lifetime, binding, queueMode, objects } = registration
  return {
    endpoint: session.endpoint,
    address: `${address.host}:${address.port}`,
    lwm2m,
    lifetime,
    binding,
    queueMode,
    objects,
    values,
    findings,
    ics: {
      ...identity,
      items: { ...items, ...features.items },
    },
    open: features.open,
  }
}

/** What to read in a format: a resource of the Device where it is for single values, else the Device. */
function singleOrWhole(format: DataFormat): string {
  return format === 'text' || format === 'cbor' ? '/3/0/16' : '/3/0'
}

function isIn({ code, contentFormat }: Answer, format: DataFormat): boolean {
  return code === '2.05' && contentFormat === contentFormats[format]
}
