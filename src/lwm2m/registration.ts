import type { RequestDraft } from '#coap'
import { contentFormats, type Finding, formatLinks, type Link, parseLinks } from '#content'

/** An object or object instance as a Client lists it. */
export interface ListedObject {
  readonly object: number
  readonly instance?: number
  readonly version?: string
}

/** What a Register or Update says (Core 1.1.1 §6.2.1, §6.2.2). */
export interface Registration {
  readonly endpoint?: string
  /** Seconds. */
  readonly lifetime?: number
  /** Enabler version, such as `1.1`. */
  readonly lwm2m?: string
  /** Letters of the binding, as written. */
  readonly binding?: string
  /** By the parameter `Q`, or in 1.0 by a Q inside the binding. */
  readonly queueMode: boolean
  readonly sms?: string
  /** Profile IDs (1.2), with commas between them where there are several. */
  readonly pid?: string
  /** Objects that they stand for, where all are known. */
  readonly profile?: readonly ListedObject[]
  /** Alternate path announced by `rt="oma.lwm2m"`; `/` when there is none. */
  readonly rootPath: string
  readonly objects: readonly ListedObject[]
  /** Content-Formats announced by `ct`. */
  readonly formats: readonly number[]
  readonly unknownParameters: readonly string[]
  /** Whether the message carried an object list. */
  readonly hasList: boolean
}

/** The parts of a request that speak of a registration. */
export interface RegistrationRequest {
  readonly query: readonly string[]
  readonly payload: Uint8Array
  readonly contentFormat?: number
}

/** Reads a Register leniently; what the link-format forbids is in `findings`. */
export function parseRegister({ query, payload, contentFormat }: RegistrationRequest): {
  registration: Registration
  findings: readonly Finding[]
} {
  const parameters = new Map(query.map((item) => split(item)))
  const { links, findings } = payload.length === 0 ? { links: [], findings: [] } : parseLinks(payload)
  const root =
    links.find((link) => attribute(link, 'rt')?.split(' ').includes('oma.lwm2m')) ??
    links.find(({ target }) => target === '/')
  const rootPath = root?.target ?? '/'
  const lifetime = parameters.get('lt')
  const binding = parameters.get('b')
  const known = ['ep', 'lt', 'lwm2m', 'b', 'Q', 'sms', 'pid']
  const text = (name: string, key: 'ep' | 'lwm2m' | 'b' | 'sms'): object =>
    parameters.has(key) ? { [name]: parameters.get(key) } : {}
  const pids = query.flatMap((item) => (item.startsWith('pid=') ? [item.slice(4)] : []))
  const registration: Registration = {
    ...text('endpoint', 'ep'),
    ...(lifetime !== undefined && /^\d+$/.test(lifetime) ? { lifetime: Number(lifetime) } : {}),
    ...text('lwm2m', 'lwm2m'),
    ...text('binding', 'b'),
    queueMode: parameters.has('Q') || binding?.includes('Q') === true,
    ...text('sms', 'sms'),
    ...(pids.length === 0 ? {} : { pid: pids.join(',') }),
    rootPath,
    objects: links.flatMap((link) => listed(link, rootPath)),
    formats: formatsOf(root),
    unknownParameters: [...parameters.keys()].filter((key) => !known.includes(key)),
    hasList: payload.length > 0 && (contentFormat === undefined || contentFormat === contentFormats.link),
  }
  return { registration, findings }
}

/** Reads an Update: the same parameters, all of them optional. */
export const parseUpdate = parseRegister

/** A registration after an Update, which states only what changed; a list is complete (Core 1.1.1 §6.2.2). */
export function updatedRegistration(before: Registration, update: Registration): Registration {
  const { lifetime, binding, sms } = update
  return {
    ...before,
    ...(lifetime === undefined ? {} : { lifetime }),
    ...(binding === undefined ? {} : { binding, queueMode: update.queueMode }),
    ...(update.queueMode ? { queueMode: true } : {}),
    ...(sms === undefined ? {} : { sms }),
    ...(update.hasList
      ? { objects: update.objects, formats: update.formats, rootPath: update.rootPath, hasList: true }
      : {}),
  }
}

function split(item: string): [string, string] {
  const at = item.indexOf('=')
  return at < 0 ? [item, ''] : [item.slice(0, at), item.slice(at + 1)]
}

function attribute(link: Link, name: string): string | undefined {
  return link.attributes.find((candidate) => candidate.name === name)?.value
}

function formatsOf(root: Link | undefined): number[] {
  const ct = root === undefined ? undefined : attribute(root, 'ct')
  return ct === undefined ? [] : ct.split(' ').map(Number).filter(Number.isInteger)
}

function listed(link: Link, rootPath: string): ListedObject[] {
  const prefix = rootPath.endsWith('/') ? rootPath : `${rootPath}/`
  const relative = link.target.startsWith(prefix)
    ? link.target.slice(prefix.length)
    : link.target.replace(/^\//, '')
  const match = /^(\d+)(?:\/(\d+))?$/.exec(relative)
  if (match === null) return []
  const version = attribute(link, 'ver')
  return [
    {
      object: Number(match[1]),
      ...(match[2] === undefined ? {} : { instance: Number(match[2]) }),
      ...(version === undefined ? {} : { version }),
    },
  ]
}

/** Object versions that a Client announced; those it did not state are the ones its enabler binds. */
export function objectVersions(registration: Registration): ReadonlyMap<number, string> {
  return new Map(
    registration.objects.flatMap(({ object, version }) =>
      version === undefined ? [] : [[object, version] as const],
    ),
  )
}

/** What a Client puts into a Register or Update; an Update states only what changed. */
export interface RegistrationFields {
  readonly endpoint?: string
  readonly lifetime?: number
  readonly lwm2m?: string
  readonly binding?: string
  /** 1.1 and later: the parameter `Q`. In 1.0, put the Q into `binding`. */
  readonly queueMode?: boolean
  readonly sms?: string
  /** Profile ID (1.2). */
  readonly pid?: string
  readonly links?: readonly Link[]
}

function queryOf({ endpoint, lifetime, lwm2m, binding, queueMode, sms, pid }: RegistrationFields): string[] {
  return [
    ...(endpoint === undefined ? [] : [`ep=${endpoint}`]),
    ...(lifetime === undefined ? [] : [`lt=${lifetime}`]),
    ...(lwm2m === undefined ? [] : [`lwm2m=${lwm2m}`]),
    ...(binding === undefined ? [] : [`b=${binding}`]),
    ...(queueMode === true ? ['Q'] : []),
    ...(sms === undefined ? [] : [`sms=${sms}`]),
    ...(pid === undefined ? [] : [`pid=${pid}`]),
  ]
}

function draft(path: readonly string[], fields: RegistrationFields): RequestDraft {
  const list =
    fields.links === undefined
      ? {}
      : { contentFormat: contentFormats.link, payload: formatLinks(fields.links) }
  return { method: 'POST', path, query: queryOf(fields), ...list }
}

/** Register (Transport 1.1.1 Table 6.4.3-1). */
export function registerDraft(fields: RegistrationFields): RequestDraft {
  return draft(['rd'], fields)
}

/** Update of the registration at a location. */
export function updateDraft(location: readonly string[], fields: RegistrationFields): RequestDraft {
  return draft(location, fields)
}
