import type { RequestDraft } from '#coap'
import type { Link } from '#content'
import { type Device, listBelowRoot, listedPath, objectList, type Profiles, registerDraft } from '#lwm2m'
import type { RegisterFields, RegisterHow } from '../chairs.ts'
import type { Session } from '../session.ts'

/** The Register that our Client sends, and what is wrong in it on purpose. */
export function registerRequest(
  session: Session,
  device: Device,
  fields: RegisterFields,
  how: RegisterHow,
): { readonly what: string; readonly draft: RequestDraft } {
  const { lifetime = 86400, queueMode = false, binding = session.binding, profile } = fields
  const old = session.lwm2m === '1.0'
  const pid = profile === undefined ? how.pid : profileIdOf(session.profiles, profile)
  const links = listed(objectList(device), profile, how)
  const draft = registerDraft({
    endpoint: how.endpoint ?? session.endpoint,
    lifetime,
    lwm2m: how.lwm2m ?? session.lwm2m,
    binding: queueMode && old ? `${binding}Q` : binding,
    ...(queueMode && !old ? { queueMode } : {}),
    ...(pid === undefined ? {} : { pid }),
    ...(links.length === 0 ? {} : { links: listBelowRoot(links, how.rootPath ?? '/') }),
  })
  const query = (draft.query ?? []).filter(
    (item) => !how.without?.some((name) => item.startsWith(`${name}=`)),
  )
  const format = how.contentFormat === undefined ? {} : { contentFormat: how.contentFormat }
  const told = [
    `lt=${lifetime}`,
    ...(queueMode ? ['Q'] : []),
    ...(pid === undefined ? [] : [`pid=${pid}`]),
    ...(how.lwm2m === undefined ? [] : [`lwm2m=${how.lwm2m}`]),
    ...(how.endpoint === undefined ? [] : [`ep=${how.endpoint}`]),
    ...(how.parameters ?? []),
    ...(how.without ?? []).map((name) => `no ${name}`),
    ...(how.contentFormat === undefined ? [] : [`Content-Format ${how.contentFormat}`]),
    ...(how.rootPath === undefined ? [] : [`objects below ${how.rootPath}`]),
  ]
  return {
    what: `Register with ${told.join(', ')}`,
    draft: { ...draft, ...format, query: [...query, ...(how.parameters ?? [])] },
  }
}

function listed(links: readonly Link[], profile: readonly string[] | undefined, how: RegisterHow): Link[] {
  const further = how.further?.map((target): Link => {
    const [path = '', version] = target.split(';ver=')
    const attributes = version === undefined ? [] : [{ name: 'ver', value: version, quoted: false }]
    return { target: path, attributes }
  })
  if (how.pid !== undefined && profile === undefined) return []
  return [...links.filter(({ target }) => !profile?.includes(target)), ...(further ?? [])]
}

/** The Profile ID that stands for exactly these objects. */
function profileIdOf(profiles: Profiles, wanted: readonly string[]): string {
  const [found] = [...profiles].findLast(
    ([, objects]) =>
      objects.length === wanted.length && objects.every((entry) => wanted.includes(listedPath(entry))),
  ) ?? [undefined]
  if (found === undefined) throw new Error(`no Profile ID stands for ${wanted.join(', ')}`)
  return found
}
