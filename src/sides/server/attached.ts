import type { Attributes } from '../chairs.ts'
import type { Session } from '../session.ts'

type Name = keyof Attributes & string

/** The attributes that our Server attached and has not unset since, by path; what is left of them is unset in the end. */
export class Attached {
  private readonly names = new Map<string, Set<Name>>()

  constructor(
    private readonly undo: Session['undo'],
    private readonly send: (path: string, attributes: Attributes) => Promise<void>,
  ) {}

  /** Takes note of a Write-Attributes that is about to be sent. `keep`: what it attaches is to stay. */
  note(path: string, attributes: Attributes, keep = false): void {
    const names = this.names.get(path) ?? new Set()
    const before = names.size
    for (const [name, value] of Object.entries(attributes) as [Name, number | null][])
      if (value === null) names.delete(name)
      else if (!keep) names.add(name)
    this.names.set(path, names)
    if (before === 0 && names.size > 0)
      this.undo.push({ text: `unset the attributes of ${path}`, run: () => this.unset(path, names) })
  }

  /** Only what is still attached: Clients are in use whose Discover breaks when an attribute is unset twice. */
  private async unset(path: string, names: ReadonlySet<Name>): Promise<void> {
    if (names.size === 0) return
    await this.send(path, Object.fromEntries([...names].map((name) => [name, null])))
  }
}
