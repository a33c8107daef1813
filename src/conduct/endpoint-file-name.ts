import { sha256 } from '#ics'

/** Characters that an endpoint name may take of a file name; the case and the chair want theirs. */
const room = 80

/**
 * An endpoint name as a part of a file name. It may be of any length and hold any character: one that cannot stand as it
 * is gets a digest of its own, so that two devices never share a file.
 */
export function endpointFileName(endpoint: string): string {
  const plain = endpoint.replaceAll(/[^\w.-]/g, '_')
  if (plain === endpoint && plain.length <= room) return endpoint
  return `${plain.slice(0, room)}-${sha256(endpoint).slice(0, 8)}`
}
