import { UserError } from '../user-error.ts'
import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

/** An IP address (no name) and a UDP or TCP port. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** `192.0.2.1:5683` or `[2001:db8::1]:5683`; also the key by which addresses are compared. */
export function addressText({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Between whom something passes. */
export interface Ends {
  readonly local: Address
  readonly peer: Address
}

/** Octets as they passed a socket or connection below DTLS or TLS. */
export interface Carried extends Ends {
  readonly direction: 'in' | 'out'
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly datagram: Uint8Array
  /** UDP unless said otherwise. */
  readonly transport?: 'tcp'
}

/** An unconnected datagram socket. */
export interface DatagramSocket {
  readonly local: Address
  /** Sends at once; a datagram the network cannot carry is lost, as on a real network. */
  send(datagram: Uint8Array, to: Address): void
  /** The one listener for datagrams that arrive. */
  onDatagram(listener: (datagram: Uint8Array, from: Address) => void): void
  /** Where peers are met before data goes: resolves when data can leave at once; false when it cannot. */
  connect?(to: Address): Promise<boolean>
  close(): Promise<void>
}

/** One end of a TCP connection. */
export interface Connection {
  readonly local: Address
  readonly peer: Address
  /** Sends in order; what is sent after the end is lost. */
  send(octets: Uint8Array): void
  /** The one listener for octets, which come in pieces of any size; those that came before it are told first. */
  onOctets(listener: (octets: Uint8Array) => void): void
  /** Told once when the peer closed the connection or it broke; not when we closed it. */
  onEnd(listener: () => void): void
  /** Sends what still waits, and closes. */
  close(): void
}

/** A TCP socket that takes connections. */
export interface ConnectionListener {
  readonly local: Address
  /** The one listener for connections that peers open. */
  onConnection(listener: (connection: Connection) => void): void
  /** Takes no more connections; those that are open stay so. */
  close(): Promise<void>
}

/** Sockets, time and chance of one world: the operating system's, or one in memory. */
export interface Network {
  readonly clock: Clock
  readonly random: Random
  /**
   * Chance for keys, and for all that keys are made of. Never by the seed of a run, which is written down: whoever read
   * it beside a capture would have the keys.
   */
  readonly secrets: Random
  /**
   * Binds a UDP socket. Port 0 or none: any free port.
   * @throws NetworkError when the address is in use or not ours
   */
  bind(local?: { host?: string; port?: number }): Promise<DatagramSocket>
  /**
   * Takes TCP connections. Port 0 or none: any free port.
   * @throws NetworkError when the address is in use or not ours
   */
  listen(local?: { host?: string; port?: number }): Promise<ConnectionListener>
  /**
   * Opens a TCP connection, from any of our addresses and ports unless `local` says otherwise.
   * @throws NetworkError when nobody takes it
   */
  connect(to: Address, local?: { host?: string; port?: number }): Promise<Connection>
  /** The IP address of a host name; an IP literal is returned as it is. @throws NetworkError */
  lookup(host: string): Promise<string>
}

/** A socket or name problem, worded for the user. */
export class NetworkError extends UserError {}
