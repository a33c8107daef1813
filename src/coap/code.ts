import { type Code, type Method, methods } from './message.ts'

const names: Readonly<Record<string, string>> = {
  '0.00': 'Empty',
  ...Object.fromEntries(Object.entries(methods).map(([name, code]) => [code, name])),
  '2.01': 'Created',
  '2.02': 'Deleted',
  '2.03': 'Valid',
  '2.04': 'Changed',
  '2.05': 'Content',
  '2.31': 'Continue',
  '4.00': 'Bad Request',
  '4.01': 'Unauthorized',
  '4.02': 'Bad Option',
  '4.03': 'Forbidden',
  '4.04': 'Not Found',
  '4.05': 'Method Not Allowed',
  '4.06': 'Not Acceptable',
  '4.08': 'Request Entity Incomplete',
  '4.09': 'Conflict',
  '4.12': 'Precondition Failed',
  '4.13': 'Request Entity Too Large',
  '4.15': 'Unsupported Content-Format',
  '4.22': 'Unprocessable Entity',
  '4.29': 'Too Many Requests',
  '5.00': 'Internal Server Error',
  '5.01': 'Not Implemented',
  '5.02': 'Bad Gateway',
  '5.03': 'Service Unavailable',
  '5.04': 'Gateway Timeout',
  '5.05': 'Proxying Not Supported',
  '5.08': 'Hop Limit Reached',
  '7.01': 'CSM',
  '7.02': 'Ping',
  '7.03': 'Pong',
  '7.04': 'Release',
  '7.05': 'Abort',
}

const methodByCode = new Map<string, Method>(
  (Object.keys(methods) as Method[]).map((method) => [methods[method], method]),
)

const texts = Array.from(
  { length: 256 },
  (_, octet): Code => `${octet >>> 5}.${String(octet & 0x1f).padStart(2, '0')}`,
)
const octets = new Map(texts.map((code, octet) => [code, octet]))

/** A code octet as the RFCs print it: 0x45 is `2.05`. */
export function codeText(octet: number): Code {
  return texts[octet & 0xff]!
}

/**
 * The octet of a printed code: `2.05` is 0x45.
 * @throws RangeError unless it is class 0 to 7, a dot, and detail 00 to 31 in two digits
 */
export function codeOctet(code: Code): number {
  const octet = octets.get(code)
  if (octet === undefined) throw new RangeError(`"${code}" is not a CoAP code; codes run from 0.00 to 7.31`)
  return octet
}

/** The class of a code: 0 request, 2 success, 4 client error, 5 server error. */
export function codeClass(code: Code): number {
  return Number(code.charAt(0))
}

/** Whether the code is a method, known or not (0.01 to 0.31). */
export function isRequestCode(code: Code): boolean {
  return codeClass(code) === 0 && code !== '0.00'
}

/** Whether the code is a response code (classes 2 to 5). */
export function isResponseCode(code: Code): boolean {
  const group = codeClass(code)
  return group >= 2 && group <= 5
}

/** Whether the code is of a class that messages over UDP must not use: 1, 6, 7 (RFC 7252 §4.2). */
export function isReservedCode(code: Code): boolean {
  return [1, 6, 7].includes(codeClass(code))
}

/** Whether the code is of the class of signalling messages, which streams alone know (RFC 8323 §5.1). */
export function isSignal(code: Code): boolean {
  return codeClass(code) === 7
}

/** The registered name of a code (`Content`), undefined for an unassigned one. */
export function codeName(code: Code): string | undefined {
  return names[code]
}

/** The method of a request code, undefined for one we do not know. */
export function methodOf(code: Code): Method | undefined {
  return methodByCode.get(code)
}
