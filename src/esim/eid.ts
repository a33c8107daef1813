/** Whether a text is an EID: 32 digits, of which the last two make the whole 1 modulo 97 (SGP.02 §2.2.2, SGP.29). */
export function isEid(text: string): boolean {
  return /^\d{32}$/.test(text) && BigInt(text) % 97n === 1n
}

/** The EID that begins with these 30 digits. */
export function eidOf(digits: string): string {
  if (!/^\d{30}$/.test(digits)) throw new RangeError(`${digits}: an EID is made of 30 digits`)
  return `${digits}${String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0')}`
}
