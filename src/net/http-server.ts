import { createServer, type IncomingMessage } from 'node:http'
import type { Clock } from './clock.ts'
import { duplexOf } from './duplex.ts'
import type { Connection } from './network.ts'

/** A request of HTTP, without what nobody asks for here. */
export interface HttpAsked {
  readonly method: string
  /** Path and query as they were sent: `/a%20b?c=1`. */
  readonly target: string
  /** The field Range, where it is one. */
  readonly range: string | undefined
  /** What it carries, as text; undefined where that is longer than so many octets. */
  body(limit: number): Promise<string | undefined>
}

/** How a request of HTTP is answered, piece by piece. */
export interface HttpReply {
  begin(status: number, fields: Readonly<Record<string, string>>): void
  send(octets: Uint8Array): void
  /** All is sent; the connection may be used again where what was sent is as long as was said. */
  end(): void
}

/** Answers the requests of HTTP/1.1 that come by a connection, in Node's own way; what is no HTTP is answered 400. */
export function answersHttp(
  connection: Connection,
  clock: Clock,
  onRequest: (asked: HttpAsked, reply: HttpReply) => void,
): void {
  // Who is slow, and for how long, is for whoever answers to say.
  const server = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 })
  server.on('request', (message, response) => {
    const { method = '', url = '', headers } = message
    onRequest(
      { method, target: url, range: headers.range, body: (limit) => textOf(message, limit) },
      {
        begin: (status, fields) => void response.writeHead(status, fields).flushHeaders(),
        send: (octets) => void response.write(octets),
        end: () => void response.end(),
      },
    )
  })
  server.emit('connection', duplexOf(connection, clock))
}

async function textOf(message: IncomingMessage, limit: number): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of message as AsyncIterable<Buffer>) {
      length += part.length
      if (length > limit) return undefined
      parts.push(part)
    }
  } catch {
    // Who left amid it has said nothing.
    return undefined
  }
  return Buffer.concat(parts).toString()
}
