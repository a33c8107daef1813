import { type Asked, type Body, type Check, check, pathText, type Scene } from '#testcase'

/** Sees to it that Send is on, where the device has the resource that mutes it. */
export async function isUnmuted({
  client,
  server,
  iut,
}: Pick<Scene<string>, 'client' | 'server' | 'iut'>): Promise<void> {
  if (!iut.includes('client')) return
  const mute = `${await client.serverInstance()}/23`
  const { nodes } = await server.reads(mute).answered.happens()
  if (nodes[0]?.value?.value === true) await server.writes(mute, false).answered.happens()
}

/** A Send is in SenML; since 1.2, LwM2M CBOR will do as well. */
export function sendFormat(lwm2m: Scene<string>['lwm2m']): Check<Body> {
  const allowed = ['senml-cbor', 'senml-json', ...(lwm2m === '1.2' ? ['lwm2m-cbor'] : [])]
  return check(allowed.join(' or '), ({ format, contentFormat }) =>
    format !== undefined && allowed.includes(format)
      ? undefined
      : `Content-Format ${contentFormat ?? '(absent)'}`,
  )
}

/** The Send has values, and none but of objects and instances that are registered. */
export function onlyRegistered(
  objects: readonly { readonly object: number; readonly instance?: number }[],
): Check<Asked> {
  return check('values of registered instances alone', ({ nodes }) => {
    if (!nodes.some(({ value }) => value !== undefined)) return 'no value'
    const stray = nodes.find(
      ({ path }) => !objects.some(({ object, instance }) => object === path[0] && instance === path[1]),
    )
    return stray === undefined ? undefined : pathText(stray.path)
  })
}
