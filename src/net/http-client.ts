import { request } from 'node:http'
import type { Clock, Timer } from './clock.ts'
import { duplexOf } from './duplex.ts'
import type { Connection } from './network.ts'

/** What a GET brought. */
export interface HttpAnswer {
  readonly status: number
  readonly body: Uint8Array
}

export interface HttpGet {
  /** The field Host. */
  readonly host: string
  /** Path and query as they are sent. */
  readonly target: string
  /** Milliseconds without an octet after which it is given up. */
  readonly patience: number
}

/**
 * Gets something by HTTP/1.1 over a connection, and closes it.
 * @throws Error when the connection ends before all of it came, nothing comes for a while, or what comes is no HTTP
 */
export function getHttp(
  connection: Connection,
  clock: Clock,
  { host, target, patience }: HttpGet,
): Promise<HttpAnswer> {
  const duplex = duplexOf(connection, clock)
  return new Promise<HttpAnswer>((resolve, reject) => {
    let timer: Timer
    const wait = (): void => {
      timer?.cancel()
      timer = clock.after(patience, () => asking.destroy(new Error('no answer')))
    }
    const over = (end: () => void): void => {
      timer.cancel()
      end()
      duplex.destroy()
    }
    const fails = (failure: Error): void => over(() => reject(failure))
    const asking = request({
      ...{ path: target, headers: { host, connection: 'close' } },
      createConnection: () => duplex,
    })
    asking.on('error', fails)
    asking.on('response', (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => {
        pieces.push(piece)
        wait()
      })
      response.on('error', fails)
      response.on('end', () => {
        const status = response.statusCode ?? 0
        over(() => resolve({ status, body: new Uint8Array(Buffer.concat(pieces)) }))
      })
      wait()
    })
    wait()
    asking.end()
  })
}
