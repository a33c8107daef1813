import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WebRequest {
  readonly method: string
  readonly url: string
  readonly body: string
}

/** A small web server on the loopback, for tests; every request it gets is kept. */
export async function webServer(
  answer: (request: WebRequest, response: ServerResponse) => void,
): Promise<{ url: string; requests: WebRequest[]; close(): Promise<void> }> {
  const requests: WebRequest[] = []
  const server = createServer((message: IncomingMessage, response) => {
    let body = ''
    message.setEncoding('utf8')
    message.on('data', (part: string) => {
      body += part
    })
    message.on('end', () => {
      const request = { method: message.method ?? '', url: message.url ?? '', body }
      requests.push(request)
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
