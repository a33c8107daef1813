import type { Link } from '#content'

/** Uri-Path segments of a root path: none for `/`. */
export function rootSegments(rootPath: string): string[] {
  return rootPath.split('/').filter((segment) => segment !== '')
}

/** Where a path leads below a root path; undefined when it leads elsewhere (Core 1.1.1 §6.2.1). */
export function belowRoot(path: readonly string[], rootPath: string): readonly string[] | undefined {
  const root = rootSegments(rootPath)
  return root.every((segment, index) => path[index] === segment) ? path.slice(root.length) : undefined
}

/** An object list as a Client gives it that has its objects below a root path: the root is announced, and stands before each. */
export function listBelowRoot(links: readonly Link[], rootPath: string): Link[] {
  const root = `/${rootSegments(rootPath).join('/')}`
  if (root === '/') return [...links]
  const isRoot = ({ target }: Link): boolean => target === '/'
  const given = links.find(isRoot)?.attributes.filter(({ name }) => name !== 'rt') ?? []
  const announced: Link = {
    target: root,
    attributes: [{ name: 'rt', value: 'oma.lwm2m', quoted: true }, ...given],
  }
  const below = links.filter((link) => !isRoot(link))
  return [announced, ...below.map((link) => ({ ...link, target: `${root}${link.target}` }))]
}
