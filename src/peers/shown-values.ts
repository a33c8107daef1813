import { type Node, pathText, valueText } from '#content'

/** What a Server shows to its user: the latest value of each path that was read or reported. */
export class ShownValues {
  readonly #values = new Map<string, string>()

  /** Takes what a client gave for a path; the path itself shows all of it. */
  take(endpoint: string, path: string, nodes: readonly Node[]): void {
    const texts = nodes.map(({ value }) => (value === undefined ? '' : valueText(value)))
    for (const [index, node] of nodes.entries())
      this.#values.set(`${endpoint} ${pathText(node.path)}`, texts[index] ?? '')
    this.#values.set(`${endpoint} ${path}`, texts.join(', '))
  }

  of(endpoint: string, path: string): string | undefined {
    return this.#values.get(`${endpoint} ${path}`)
  }
}
