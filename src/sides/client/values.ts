import { pathText } from '#content'
import type { ServerChair } from '../chairs.ts'
import { type Plain, plainOf } from '../plain.ts'

type Values = { readonly [path: string]: Plain }

/** Values, one by one; those that are not there are left out. */
export async function eachOf(
  paths: readonly string[],
  singly: (path: string) => Promise<Plain | undefined>,
): Promise<Values> {
  const values: { [path: string]: Plain } = {}
  for (const path of paths) {
    const value = await singly(path)
    if (value !== undefined) values[path] = value
  }
  return values
}

/** Paths of resources of an instance. */
export function below(instance: string, resources: readonly number[]): readonly string[] {
  return resources.map((resource) => `${instance}/${resource}`)
}

/** Values of one instance from one Read of it, and one by one what that leaves out. */
export async function togetherOf(
  server: ServerChair,
  instance: string,
  paths: readonly string[],
  singly: (path: string) => Promise<Plain | undefined>,
): Promise<Values> {
  const { code, nodes } = await server.reads(instance).answered.happens()
  const held = new Map(
    (code === '2.05' ? nodes : []).flatMap(({ path, value }) =>
      value === undefined ? [] : [[pathText(path), plainOf(value)] as const],
    ),
  )
  return eachOf(paths, async (path) => held.get(path) ?? singly(path))
}
