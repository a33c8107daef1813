import { type Read, reading } from './octets.ts'

/** Alert descriptions by name (RFC 5246 §7.2, RFC 4279 §6, RFC 6066 §9). */
export const alerts = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  record_overflow: 22,
  handshake_failure: 40,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  user_canceled: 90,
  no_renegotiation: 100,
  unsupported_extension: 110,
  certificate_unobtainable: 111,
  unrecognized_name: 112,
  bad_certificate_status_response: 113,
  bad_certificate_hash_value: 114,
  unknown_psk_identity: 115,
} as const

export type AlertName = keyof typeof alerts

export interface Alert {
  readonly level: 'warning' | 'fatal'
  readonly description: number
}

/** The name of a description, or its number. */
export function alertName(description: number): string {
  const found = Object.entries(alerts).find(([, number]) => number === description)
  return found?.[0] ?? `alert ${description}`
}

/** The two octets of an alert. */
export function encodeAlert({ level, description }: Alert): Uint8Array {
  return Uint8Array.of(level === 'fatal' ? 2 : 1, description)
}

/** Reads an alert; never throws. */
export function decodeAlert(octets: Uint8Array): Read<Alert> {
  return reading(octets, { within: 'alert', clause: 'RFC 5246 §7.2' }, (reader) => {
    const level = reader.uint(1, 'level')
    if (level !== 1 && level !== 2) reader.fail(`level ${level} is neither warning nor fatal`, 0)
    return { level: level === 2 ? 'fatal' : 'warning', description: reader.uint(1, 'description') }
  })
}
