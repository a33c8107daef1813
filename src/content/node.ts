import type { ResourceType } from '#registry'

/** A link to an object instance; 65535:65535 links to nothing (Core 1.2.1 Appendix C). */
export interface ObjectLink {
  readonly object: number
  readonly instance: number
}

/** A resource value. Integers and times (seconds since the epoch) are bigints, so that 64 bits survive. */
export type Value =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'corelnk'; readonly value: string }
  | { readonly type: 'integer'; readonly value: bigint }
  | { readonly type: 'unsigned'; readonly value: bigint }
  | { readonly type: 'time'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'opaque'; readonly value: Uint8Array }
  | { readonly type: 'objlnk'; readonly value: ObjectLink }

/** Ids from the object down: [3], [3, 0], [3, 0, 7] or [3, 0, 7, 1]; [] is the root. */
export type Ids = readonly number[]

/**
 * One piece of content. With a value: a single resource ([o,i,r]) or a resource instance ([o,i,r,ri]). Without: the
 * bare existence of an object instance without resources, or of a multiple resource without instances.
 */
export interface Node {
  readonly path: Ids
  readonly value?: Value
  /**
   * Seconds since the epoch, where the format carries time stamps, base time added. In SenML, values below 2^28 count
   * from the moment of sending (RFC 8428 §4.5.3); they are left as they are, since a payload does not know that moment.
   */
  readonly timestamp?: number
}

/** What a decoder must know of a resource to read formats that do not say it themselves. */
export interface ResourceShape {
  readonly type: ResourceType
  readonly multiple: boolean
}

/** Looks up object id and resource id; undefined for resources that no definition knows. */
export type ShapeOf = (object: number, resource: number) => ResourceShape | undefined

/** Something in a payload that its format forbids. */
export interface Finding {
  /** Octets from the start of the payload. */
  readonly offset: number
  /** For example `Core 1.1.1 §7.4.3` or `RFC 8428 §4.1`. */
  readonly clause: string
  readonly text: string
  /** Read as it is meant, and no reason to fail anybody: a specification itself prints it so, or leaves room for it. */
  readonly tolerated?: true
}

/** What strict reading of a payload found. It never throws; `nodes` is what could be made of it. */
export interface Reading {
  readonly nodes: readonly Node[]
  readonly findings: readonly Finding[]
}
