import { type Extension, encodeExtensions, readExtensions } from './extensions.ts'
import { concat, type Read, reading, uint, vector } from './octets.ts'

export interface ClientHello {
  readonly version: number
  readonly random: Uint8Array
  readonly sessionId: Uint8Array
  readonly cookie: Uint8Array
  readonly suites: readonly number[]
  readonly compressions: readonly number[]
  readonly extensions: readonly Extension[]
}

export interface ServerHello {
  readonly version: number
  readonly random: Uint8Array
  readonly sessionId: Uint8Array
  readonly suite: number
  readonly compression: number
  readonly extensions: readonly Extension[]
}

export interface HelloVerifyRequest {
  readonly version: number
  readonly cookie: Uint8Array
}

/** Reads a ClientHello (RFC 6347 §4.2.1); never throws. */
export function decodeClientHello(body: Uint8Array): Read<ClientHello> {
  return reading(body, { within: 'ClientHello', clause: 'RFC 6347 §4.2.1' }, (reader) => {
    const version = reader.uint(2, 'client_version')
    const random = reader.take(32, 'random')
    const sessionAt = reader.offset
    const sessionId = reader.opaque(1, 'session_id')
    if (sessionId.length > 32)
      reader.fail(`session_id has ${sessionId.length} octets, at most 32 are due`, sessionAt)
    const cookie = reader.opaque(1, 'cookie')
    const suites = reader
      .vector(2, 'cipher_suites', { min: 2, unit: 2 })
      .all((list) => list.uint(2, 'cipher suite'))
    const compressionAt = reader.offset
    const compressions = [...reader.opaque(1, 'compression_methods', { min: 1 })]
    if (!compressions.includes(0))
      reader.fail('compression_methods leaves out the null compression', compressionAt)
    return { version, random, sessionId, cookie, suites, compressions, extensions: readExtensions(reader) }
  })
}

/** The body of a ClientHello. */
export function encodeClientHello(hello: ClientHello): Uint8Array {
  return concat(
    uint(2, hello.version),
    hello.random,
    vector(1, hello.sessionId),
    vector(1, hello.cookie),
    vector(2, ...hello.suites.map((suite) => uint(2, suite))),
    vector(1, Uint8Array.from(hello.compressions)),
    encodeExtensions(hello.extensions),
  )
}

/** Reads a ServerHello (RFC 5246 §7.4.1.3); never throws. */
export function decodeServerHello(body: Uint8Array): Read<ServerHello> {
  return reading(body, { within: 'ServerHello', clause: 'RFC 5246 §7.4.1.3' }, (reader) => {
    const version = reader.uint(2, 'server_version')
    const random = reader.take(32, 'random')
    const sessionAt = reader.offset
    const sessionId = reader.opaque(1, 'session_id')
    if (sessionId.length > 32)
      reader.fail(`session_id has ${sessionId.length} octets, at most 32 are due`, sessionAt)
    const suite = reader.uint(2, 'cipher_suite')
    const compression = reader.uint(1, 'compression_method')
    return { version, random, sessionId, suite, compression, extensions: readExtensions(reader) }
  })
}

/** The body of a ServerHello. */
export function encodeServerHello(hello: ServerHello): Uint8Array {
  return concat(
    uint(2, hello.version),
    hello.random,
    vector(1, hello.sessionId),
    uint(2, hello.suite),
    uint(1, hello.compression),
    encodeExtensions(hello.extensions),
  )
}

/** Reads a HelloVerifyRequest (RFC 6347 §4.2.1); never throws. */
export function decodeHelloVerifyRequest(body: Uint8Array): Read<HelloVerifyRequest> {
  return reading(body, { within: 'HelloVerifyRequest', clause: 'RFC 6347 §4.2.1' }, (reader) => ({
    version: reader.uint(2, 'server_version'),
    cookie: reader.opaque(1, 'cookie'),
  }))
}

/** The body of a HelloVerifyRequest. */
export function encodeHelloVerifyRequest({ version, cookie }: HelloVerifyRequest): Uint8Array {
  return concat(uint(2, version), vector(1, cookie))
}
