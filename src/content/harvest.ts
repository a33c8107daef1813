import type { ResourceType } from '#registry'
import { Findings } from './findings.ts'
import { limitClause, mostItems, tooMany } from './limits.ts'
import type { Ids, Node, Reading, ResourceShape, ShapeOf, Value } from './node.ts'
import { isWithin, maxId, pathText } from './path.ts'
import { fitType, type Wire } from './wire.ts'

/** What the reader of a payload knows from outside of it. */
export interface ContentContext {
  /** Path of the request; [] for composite operations and Send. */
  readonly base: Ids
  readonly shapeOf: ShapeOf
  /**
   * The instance that the resources of a TLV Create without Object Instance TLV belong to, because the client is to
   * choose it. Where it is not given, resources without instance are a finding and are read as of instance 0.
   */
  readonly unnamedInstance?: number
}

/** Gathers nodes and findings while a payload is read, and judges what all formats have in common. */
export class Harvest {
  readonly findings = new Findings()
  private readonly nodes: Node[] = []
  private readonly seen = new Set<string>()

  constructor(
    readonly context: ContentContext,
    /** Clause of the format, for findings. */
    readonly clause: string,
  ) {}

  get reading(): Reading {
    return { nodes: this.nodes, findings: this.findings.list }
  }

  report(offset: number, text: string, clause = this.clause): void {
    this.findings.add(offset, clause, text)
  }

  shapeAt(path: Ids): ResourceShape | undefined {
    const [object, , resource] = path
    return object === undefined || resource === undefined ? undefined : this.context.shapeOf(object, resource)
  }

  typeAt(path: Ids): ResourceType | undefined {
    return this.shapeAt(path)?.type
  }

  /** Takes a value of a self-describing format, fitted to the type of the resource. */
  addWire(offset: number, path: Ids, wire: Wire, timestamp?: number): void {
    const { value, problem } = fitType(wire, this.typeAt(path))
    if (problem !== undefined) this.report(offset, `${pathText(path)}: ${problem}`, 'Core Appendix C')
    this.add(offset, path, value, timestamp)
  }

  /** Takes a node; its place is judged, and it is kept wherever a node can be. */
  add(offset: number, path: Ids, value?: Value, timestamp?: number): void {
    const [shortest, longest] = value === undefined ? [2, 3] : [3, 4]
    if (path.length < shortest || path.length > longest || path.some((id) => id > maxId)) {
      this.report(offset, `${pathText(path)} is no path of a ${value === undefined ? 'node' : 'value'}`)
      return
    }
    if (this.nodes.length >= mostItems) {
      this.report(offset, tooMany, limitClause)
      return
    }
    this.judgePlace(offset, path, value !== undefined)
    const key = timestamp === undefined ? pathText(path) : `${pathText(path)}@${timestamp}`
    if (this.seen.has(key)) this.report(offset, `${pathText(path)} is there twice`)
    this.seen.add(key)
    this.nodes.push({
      path,
      ...(value === undefined ? {} : { value }),
      ...(timestamp === undefined ? {} : { timestamp }),
    })
  }

  private judgePlace(offset: number, path: Ids, hasValue: boolean): void {
    const { base } = this.context
    if (!isWithin(path, base)) {
      this.report(offset, `${pathText(path)} is outside the requested ${pathText(base)}`)
    }
    const multiple = this.shapeAt(path)?.multiple
    if (multiple === true && path.length === 3 && hasValue) {
      this.report(
        offset,
        `${pathText(path)} is a multiple resource, but its value has no resource instance id`,
      )
    } else if (multiple === false && (path.length === 4 || !hasValue)) {
      this.report(
        offset,
        `${pathText(path.slice(0, 3))} is a single resource, but is given as a multiple one`,
      )
    }
  }
}
