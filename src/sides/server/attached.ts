import type { Attributes } from '../chairs.ts'
import type { Session } from '../session.ts'

type Name = keyof Attributes & string
type Refusal = () => Promise<boolean>

/** The attributes that our Server attached and has not unset since, by path; what is left of them is unset in the end. */
export class Attached {
  private readonly paths = new Map<string, Map<Name, readonly Refusal[]>>()

  constructor(
    private readonly undo: Session['undo'],
    private readonly send: (path: string, attributes: Attributes) => Promise<void>,
  ) {}

  /** Takes note of a Write-Attributes that is about to be sent. `isRefused`: whether its answer was an error. */
  note(path: string, attributes: Attributes, isRefused: Refusal): void {
    const names = this.paths.get(path) ?? new Map<Name, readonly Refusal[]>()
    const before = names.size
    for (const [name, value] of Object.entries(attributes) as [Name, number | null][])
      if (value === null) names.delete(name)
      else names.set(name, [...(names.get(name) ?? []), isRefused])
    this.paths.set(path, names)
    if (before === 0 && names.size > 0)
      this.undo.push({ text: `unset the attributes of ${path}`, run: () => this.unset(path, names) })
  }

  /** Only what is attached: Clients are in use whose Discover breaks when what is not there is unset. */
  private async unset(path: string, names: Map<Name, readonly Refusal[]>): Promise<void> {
    const left: Attributes = {}
    for (const [name, refusals] of names) if (!(await every(refusals))) Object.assign(left, { [name]: null })
    names.clear()
    if (Object.keys(left).length > 0) await this.send(path, left)
  }
}

async function every(refusals: readonly Refusal[]): Promise<boolean> {
  for (const isRefused of refusals) if (!(await isRefused())) return false
  return true
}
