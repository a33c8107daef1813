import { networkInterfaces } from 'node:os'
import { coapPorts, type Transport, uriOf } from '#coap'
import type { Accounts, ClientRun } from '#conduct'
import { parseAddress, type RunSettings } from '#config'
import type { ConnectionListener, DatagramSocket, Network } from '#net'
import { UserError } from '../user-error.ts'

type ListenSettings = Pick<
  RunSettings,
  | 'transport'
  | 'listen'
  | 'listenBootstrap'
  | 'advertise'
  | 'endpoint'
  | 'devices'
  | 'launch'
  | 'launchBootstrap'
>

/**
 * How clients are received, by the options; both addresses have been tried.
 * @param accounts over DTLS
 * @throws UserError for an address that cannot be had
 */
export async function receptionOf(
  settings: ListenSettings,
  network: Network,
  accounts?: Accounts,
): Promise<Omit<ClientRun, 'upperTester'>> {
  const isLaunched = settings.launch !== undefined || settings.launchBootstrap !== undefined
  const listen = {
    host: '0.0.0.0',
    port: accounts === undefined ? coapPorts.plain : coapPorts.secured,
    ...parsed(settings.listen, '--listen'),
  }
  const bootstrap = { host: listen.host, ...parsed(settings.listenBootstrap, '--listen-bootstrap') }
  const ports = await freePorts(network, settings.transport, { server: listen, bootstrap })
  const advertise = toldHost(settings.advertise) ?? advertised(listen.host, isLaunched)
  // Whoever sets a device up has to know our ports; what we launch is told them once they are open.
  return {
    listen: isLaunched ? listen : { ...listen, port: ports.server },
    listenBootstrap: isLaunched ? bootstrap : { ...bootstrap, port: ports.bootstrap },
    ...(accounts && { accounts }),
    ...(advertise === undefined ? {} : { advertise }),
    endpoints: endpointsOf(settings, isLaunched),
    devices: settings.devices,
  }
}

function parsed(text: string | undefined, origin: string): { host?: string; port?: number } {
  return text === undefined ? {} : parseAddress(text, origin)
}

/** Where we bind to speak to a host by its address: all of our own addresses of its family, where nothing else is said. */
export function towards(peer: string | undefined): { readonly host?: string } {
  return peer?.includes(':') ? { host: '::' } : {}
}

/** The host that the user wants clients to be told. @throws UserError when it is none, or holds a port */
function toldHost(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const { host, port } = parseAddress(text, '--advertise')
  if (host === undefined || port !== undefined)
    throw new UserError(`--advertise ${text}: give a host alone; the port is that of --listen`)
  return host
}

interface Local {
  readonly host?: string
  readonly port?: number
}

/** Finds out before anything is written whether an address can be had. @throws NetworkError */
export async function canListen(network: Network, transport: Transport, local: Local): Promise<void> {
  await (await opened(network, transport, local)).close()
}

/** The ports that both chairs can have side by side; both are free again. @throws NetworkError */
async function freePorts(
  network: Network,
  transport: Transport,
  local: { server: Local; bootstrap: Local },
): Promise<{ server: number; bootstrap: number }> {
  const server = await opened(network, transport, local.server)
  try {
    const bootstrap = await opened(network, transport, local.bootstrap)
    await bootstrap.close()
    return { server: server.local.port, bootstrap: bootstrap.local.port }
  } finally {
    await server.close()
  }
}

function opened(
  network: Network,
  transport: Transport,
  local: Local,
): Promise<DatagramSocket | ConnectionListener> {
  return transport === 'tcp' ? network.listen(local) : network.bind(local)
}

/** A host that others reach when we listen on all addresses; undefined when the listening host itself does. */
function advertised(host: string, isLaunched: boolean): string | undefined {
  if (host !== '0.0.0.0' && host !== '::') return undefined
  const family = host === '::' ? 'IPv6' : 'IPv4'
  const loopback = host === '::' ? '::1' : '127.0.0.1'
  if (isLaunched) return loopback
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const outside = all.find(
    ({ family: its, internal, address }) => its === family && !internal && !address.startsWith('fe80:'),
  )
  return outside?.address ?? loopback
}

function endpointsOf(
  { endpoint, devices, launch, launchBootstrap }: ListenSettings,
  isLaunched: boolean,
): string[] {
  const named = (endpoint ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  if (named.length > 0 || !isLaunched) return named
  if (![launch, launchBootstrap].every((command) => command?.includes('{endpoint}') !== false))
    throw new UserError('--launch: name the endpoint with --endpoint, or let the command hold {endpoint}')
  return Array.from({ length: devices }, (_, index) => `iut-${index + 1}`)
}

/** What the user has to bring to us, for a run or a probe. */
export function invitation(
  transport: Transport,
  { endpoints, devices, listen, listenBootstrap, advertise, accounts }: Omit<ClientRun, 'upperTester'>,
): string {
  const anyone = devices === 1 ? 'a client' : `${devices} clients`
  const uri = ({ host = '', port = 0 }: Local): string =>
    uriOf(transport, { host: advertise ?? host, port }, accounts !== undefined)
  const bootstrap =
    listenBootstrap === undefined ? '' : ` (as its Bootstrap-Server at ${uri(listenBootstrap)})`
  const who = endpoints.length === 0 ? anyone : endpoints.join(', ')
  return `Waiting for ${who} at ${uri(listen)}${bootstrap}; Ctrl-C ends this. A device that is registered already comes with its next Update, or at once when it is restarted.\n`
}
