import type { ContextParameters } from './context.ts'

/** A value of a Resource of object 21: text where its version says String (1.0, 1.1), octets where it says Opaque (2.0). */
export type OscoreValue = string | number | bigint | Uint8Array

const resources = {
  masterSecret: 0,
  senderId: 1,
  recipientId: 2,
  aead: 3,
  hkdf: 4,
  masterSalt: 5,
  idContext: 6,
} as const

/**
 * The parameters that an instance of the OSCORE object holds. A text is taken for its UTF-8
 * octets. Absent algorithms are the defaults: AES-CCM-16-64-128 and HKDF with SHA-256.
 * @throws RangeError when a mandatory Resource is missing or one has a value of another type
 */
export function parametersOf(resource: (id: number) => OscoreValue | undefined): ContextParameters {
  const octets = (id: number): Uint8Array | undefined => {
    const value = resource(id)
    if (typeof value === 'string') return new TextEncoder().encode(value)
    if (value === undefined || value instanceof Uint8Array) return value
    throw new RangeError(`/21/x/${id} is a number, it should be octets`)
  }
  const needed = (id: number): Uint8Array => {
    const value = octets(id)
    if (value === undefined) throw new RangeError(`/21/x/${id} is missing; the OSCORE object needs it`)
    return value
  }
  const number = (id: number): number | undefined => {
    const value = resource(id)
    if (value === undefined || typeof value === 'number') return value
    if (typeof value === 'bigint') return Number(value)
    throw new RangeError(`/21/x/${id} should be the number of a COSE algorithm`)
  }
  const [aead, hkdf] = [number(resources.aead), number(resources.hkdf)]
  const [masterSalt, idContext] = [octets(resources.masterSalt), octets(resources.idContext)]
  return {
    masterSecret: needed(resources.masterSecret),
    senderId: needed(resources.senderId),
    recipientId: needed(resources.recipientId),
    ...(aead !== undefined && { aead }),
    ...(hkdf !== undefined && { hkdf }),
    ...(masterSalt !== undefined && { masterSalt }),
    ...(idContext !== undefined && { idContext }),
  }
}

/** What an instance of object 21 holds for one end of a context, by Resource; octets are given as they are. */
export function resourcesOf(parameters: ContextParameters): ReadonlyMap<number, number | Uint8Array> {
  return new Map(
    Object.entries(resources).flatMap(([name, id]) => {
      const value = parameters[name as keyof typeof resources]
      return value === undefined ? [] : [[id, value]]
    }),
  )
}

/** The parameters of the other end: its identifiers are the other way round. */
export function otherEnd(parameters: ContextParameters): ContextParameters {
  return { ...parameters, senderId: parameters.recipientId, recipientId: parameters.senderId }
}
