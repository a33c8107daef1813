import { EventEmitter } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { createServer, type Server } from 'coap'
import { uriOf } from '#coap'
import { addressText, type DatagramSocket, type Network } from '#net'
import { systemReason } from '../json-file.ts'
import { UserError } from '../user-error.ts'

/** Files by the paths they are given under: `/2.0.bin`. */
type Files = ReadonlyMap<string, string>

/**
 * The files that a user names: one, or those in a folder and below it.
 * @throws UserError when there are none
 */
export function packageFiles(given: string): Files {
  try {
    const all = statSync(given).isDirectory() ? filesBelow(given) : [[`/${basename(given)}`, given] as const]
    if (all.length > 0) return new Map(all)
  } catch (failure) {
    throw new UserError(`--packages ${given}: cannot be read: ${systemReason(failure)}`)
  }
  throw new UserError(`--packages ${given}: there is no file in this folder; put the packages into it`)
}

function filesBelow(folder: string): (readonly [path: string, file: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file] as const)
    .toSorted()
}

export interface PackagesPlace {
  readonly files: Files
  /** Under DTLS where it is secured. */
  readonly network: Network
  readonly isSecured: boolean
  readonly local: { readonly host: string; readonly port: number }
  /** Told of each download in a line. */
  readonly tell: (line: string) => void
}

/**
 * Gives packages by node-coap, so that a Client meets another CoAP server than ours; its datagrams pass our network, which
 * can be DTLS. A file is read when it is asked for.
 */
export class ServedPackages {
  readonly #place: PackagesPlace
  #server: Server | undefined
  #socket: DatagramSocket | undefined

  constructor(place: PackagesPlace) {
    this.#place = place
  }

  /** @throws NetworkError when the address cannot be had */
  async start(): Promise<void> {
    const { network, local, files, tell } = this.#place
    const socket = await network.bind(local)
    this.#socket = socket
    const server = createServer((request, response) => {
      const path = request.url.split('?')[0] ?? ''
      const octets = request.method === 'GET' ? given(files.get(path)) : undefined
      response.code = octets === undefined ? (request.method === 'GET' ? '4.04' : '4.05') : '2.05'
      const { address, port } = request.rsinfo
      const peer = addressText({ host: address, port })
      tell(`${peer} ${request.method} ${path}: ${response.code}${octets ? `, ${octets.length} octets` : ''}`)
      response.end(octets ?? '')
    })
    // What breaks off concerns one download, which its client asks for again.
    server.on('error', () => {})
    server.listen(asNode(socket))
    this.#server = server
  }

  /** A line a package: its URI. */
  get uris(): readonly string[] {
    const { files, local, isSecured } = this.#place
    const at = uriOf('udp', this.#socket?.local ?? local, isSecured)
    return [...files.keys()].map((path) => at + path.split('/').map(encodeURIComponent).join('/'))
  }

  async stop(): Promise<void> {
    this.#server?.close()
    await this.#socket?.close()
  }
}

function given(file: string | undefined): Buffer | undefined {
  try {
    return file === undefined ? undefined : readFileSync(file)
  } catch {
    return undefined
  }
}

/** A socket of ours as node-coap uses those of Node. */
function asNode(socket: DatagramSocket): EventEmitter {
  const node = new EventEmitter()
  socket.onDatagram((datagram, { host, port }) =>
    node.emit('message', Buffer.from(datagram), { address: host, port }),
  )
  return Object.assign(node, {
    send: (message: Buffer, _from: number, _length: number, port: number, host: string) =>
      socket.send(new Uint8Array(message), { host, port }),
  })
}
