import { isIPv6 } from 'node:net'
import { type Address, addressText } from './network.ts'

/** Whether it is a port, or 0 for any; Node itself would take 65536 for 0. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65535
}

/** Why a local address cannot be opened, and how to mend it. */
export function openProblem(protocol: 'UDP' | 'TCP', wanted: Address, code: string): string {
  const where = addressText(wanted)
  switch (code) {
    case 'EADDRINUSE':
      return `Another socket already uses ${protocol} ${where}; stop the program that holds it, or choose another port (0 takes any free one).`
    case 'EADDRNOTAVAIL':
      return `${protocol} ${where} cannot be opened because ${wanted.host} is no address of this machine; take one of its own, or ${isIPv6(wanted.host) ? '::' : '0.0.0.0'} for all of them.`
    case 'EACCES':
      return `The system refuses ${protocol} ${where}; ports below 1024 need a privilege, so choose a higher port or run with that right.`
    default:
      return `${protocol} ${where} cannot be opened (${code}); check that this machine has the address and its family, or choose another.`
  }
}

/** The error code of the system (`EADDRINUSE`), else the text of the error. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
