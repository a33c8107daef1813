import { bits } from './bits.ts'
import { at } from './element.ts'
import { code, integer } from './numbers.ts'
import { hexText, iccid, octets, utf8 } from './octet-strings.ts'

// Pieces that several messages of SGP.32 share.

/** Raw r and s, 32 octets each, where it is well made; read at any length, so that a bad one can be judged. */
export const signature = at(0x5f37, octets())

export const eimId = at(0x80, utf8(1, 128))

export const eidValue = at(0x5a, hexText(16))

export const iccidValue = at(0x5a, iccid)

export const counterValue = at(0x81, integer)

export const transactionId = hexText(1, 16)

/** What a PSMO changed about a profile (SGP.22 NotificationEvent). */
export const notificationEvent = bits('install', 'enable', 'disable', 'delete')

export const eimIdTypes = { oid: 1, fqdn: 2, proprietary: 3 } as const

export const eimIdType = code(eimIdTypes)
