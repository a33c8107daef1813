import { contentTypes } from '#dtls'
import { type Address, addressText, type DatagramSocket, type Network, through } from '#net'

interface Sent {
  readonly datagram: Uint8Array
  readonly to: Address
}

const isHello = ([type, , , , epoch]: Uint8Array): boolean => type === contentTypes.handshake && epoch === 0
const isData = ([type]: Uint8Array): boolean =>
  type === contentTypes.applicationData || type === contentTypes.connectionId

/** A socket with a second address, below DTLS: it goes on from there, or says something again from there. */
export class Roaming {
  /** The network whose sockets roam; the last that was bound is led by the methods. */
  readonly network: Network
  #home: DatagramSocket | undefined
  #abroad: DatagramSocket | undefined
  #isAbroad = false
  readonly #bind: Network['bind']
  #listener: (datagram: Uint8Array, from: Address) => void = () => {}
  /** The first data to each peer since the last handshake. */
  readonly #first = new Map<string, Sent>()

  constructor(network: Network) {
    this.#bind = network.bind.bind(network)
    this.network = through(network, { socket: (socket) => this.#socket(socket) })
  }

  /** Sends from another address from now on, and hears nothing at the one before. */
  async leaves(): Promise<void> {
    await this.#goAbroad()
    this.#isAbroad = true
  }

  /** Sends from its own address again. */
  returns(): void {
    this.#isAbroad = false
  }

  /** The first data since the last handshake with a peer, once more from the other address. */
  async repeats(to: Address): Promise<void> {
    const abroad = await this.#goAbroad()
    const first = this.#first.get(addressText(to))
    if (first !== undefined) abroad?.send(first.datagram, first.to)
  }

  async #goAbroad(): Promise<DatagramSocket | undefined> {
    if (this.#home === undefined) return undefined
    this.#abroad ??= await this.#bind({ host: this.#home.local.host })
    this.#abroad.onDatagram((datagram, from) => {
      if (this.#isAbroad) this.#listener(datagram, from)
    })
    return this.#abroad
  }

  #socket(home: DatagramSocket): DatagramSocket {
    this.#home = home
    home.onDatagram((datagram, from) => {
      if (!this.#isAbroad) this.#listener(datagram, from)
    })
    const current = (): DatagramSocket => (this.#isAbroad ? this.#abroad : undefined) ?? home
    return {
      get local() {
        return current().local
      },
      send: (datagram, to) => {
        this.#note({ datagram, to })
        current().send(datagram, to)
      },
      onDatagram: (listener) => {
        this.#listener = listener
      },
      close: async () => {
        await this.#abroad?.close()
        await home.close()
      },
    }
  }

  #note(sent: Sent): void {
    const key = addressText(sent.to)
    if (isHello(sent.datagram)) this.#first.delete(key)
    else if (isData(sent.datagram) && !this.#first.has(key)) this.#first.set(key, sent)
  }
}
