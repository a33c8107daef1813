import type { Connection, DatagramSocket, Network } from './network.ts'

/** What stands between a network and its user. */
export interface Between {
  readonly socket?: (socket: DatagramSocket) => DatagramSocket
  /** Connections of both kinds: those we open and those we take. */
  readonly connection?: (connection: Connection) => Connection
}

/** The same network, with something between: each socket and connection passes it as it is opened. */
export function through(
  network: Network,
  { socket = (same) => same, connection = (same) => same }: Between,
): Network {
  return {
    clock: network.clock,
    random: network.random,
    secrets: network.secrets,
    lookup: (host) => network.lookup(host),
    bind: async (local) => socket(await network.bind(local)),
    connect: async (to, local) => connection(await network.connect(to, local)),
    listen: async (local) => {
      const listener = await network.listen(local)
      return {
        local: listener.local,
        onConnection: (told) => listener.onConnection((taken) => told(connection(taken))),
        close: () => listener.close(),
      }
    },
  }
}
