/** Data types of LwM2M resources (Core 1.2.1 Appendix C); `none` for executables. */
export type ResourceType =
  | 'string'
  | 'integer'
  | 'unsigned'
  | 'float'
  | 'boolean'
  | 'opaque'
  | 'time'
  | 'objlnk'
  | 'corelnk'
  | 'none'

/** `''`: reachable by a Bootstrap-Server only (or, rarely, by Send only). */
export type Operations = 'R' | 'W' | 'RW' | 'E' | ''

export interface ResourceDefinition {
  readonly id: number
  readonly name: string
  readonly operations: Operations
  readonly multiple: boolean
  readonly mandatory: boolean
  readonly type: ResourceType
  /** As written in the file. */
  readonly range: string
  readonly units: string
  readonly description: string
}

export interface ObjectDefinition {
  readonly id: number
  readonly name: string
  /** `1.0` when the file does not say. */
  readonly version: string
  /** The enabler version the file declares; `1.0` when it does not say. */
  readonly lwm2mVersion: string
  readonly urn: string
  readonly multiple: boolean
  readonly mandatory: boolean
  readonly description: string
  readonly resources: ReadonlyMap<number, ResourceDefinition>
}
