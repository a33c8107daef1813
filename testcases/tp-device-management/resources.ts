import type { Plain, Scene } from '#testcase'
import { identities } from '../16xx-portfolio/identities.ts'
import { instanceFormat } from '../formats.ts'

type Table = Pick<Scene<string>, 'client' | 'server' | 'iut' | 'supports' | 'cannotJudge'>

/**
 * The multiple resource of the first Portfolio instance, holding exactly identities 0 and 1; what it held is put back
 * after the case. Gives its path and the format it was written in.
 */
export async function twoIdentities(scene: Table) {
  const { server, cannotJudge } = scene
  const [first = ''] = await identities(scene)
  const resource = first.split('/').slice(0, 4).join('/')
  const format = await instanceFormat(scene)
  const write = server.writes(resource, { '0': 'zero', '1': 'one' }, { ...format, mode: 'replace' })
  const { code } = await write.answered.happens()
  if (code !== '2.04') return cannotJudge(`${resource} cannot be written: ${code}`)
  return { resource, format, instance: resource.split('/').slice(0, 3).join('/') }
}

/** A Portfolio instance made for the case alone; gone again after it. */
export async function madeInstance(scene: Table, id: number): Promise<string> {
  const { server, cannotJudge } = scene
  const how = await instanceFormat(scene)
  const values: { readonly [path: string]: Plain } = { [`${id}/0/0`]: 'first', [`${id}/0/1`]: 'second' }
  const { code } = await server.creates('/16', values, how).answered.happens()
  return code === '2.01' ? `/16/${id}` : cannotJudge(`/16/${id} cannot be created: ${code}`)
}
