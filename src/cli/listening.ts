import { networkInterfaces } from 'node:os'
import { schemes, type Transport } from '#coap'
import type { ClientRun } from '#conduct'
import { coapPort, parseAddress, type RunSettings } from '#config'
import type { Network } from '#net'
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
 * @throws UserError for an address that cannot be had
 */
export async function receptionOf(
  settings: ListenSettings,
  network: Network,
): Promise<Omit<ClientRun, 'upperTester'>> {
  const isLaunched = settings.launch !== undefined || settings.launchBootstrap !== undefined
  const listen = { host: '0.0.0.0', port: coapPort, ...parsed(settings.listen, '--listen') }
  const bootstrap = { host: listen.host, ...parsed(settings.listenBootstrap, '--listen-bootstrap') }
  await canListen(network, settings.transport, listen)
  await canListen(network, settings.transport, bootstrap)
  const advertise = toldHost(settings.advertise) ?? advertised(listen.host, isLaunched)
  return {
    listen,
    listenBootstrap: bootstrap,
    ...(advertise === undefined ? {} : { advertise }),
    endpoints: endpointsOf(settings, isLaunched),
    devices: settings.devices,
  }
}

function parsed(text: string | undefined, origin: string): { host?: string; port?: number } {
  return text === undefined ? {} : parseAddress(text, origin)
}

/** The host that the user wants clients to be told. @throws UserError when it is none, or holds a port */
function toldHost(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const { host, port } = parseAddress(text, '--advertise')
  if (host === undefined || port !== undefined)
    throw new UserError(`--advertise ${text}: give a host alone; the port is that of --listen`)
  return host
}

/** Finds out before anything is written whether an address can be had. @throws NetworkError */
export async function canListen(
  network: Network,
  transport: Transport,
  local: { host?: string; port?: number },
): Promise<void> {
  await (transport === 'tcp' ? await network.listen(local) : await network.bind(local)).close()
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
  { endpoints, devices, listen: { host = '', port = 0 }, advertise = host }: Omit<ClientRun, 'upperTester'>,
): string {
  const anyone = devices === 1 ? 'a client' : `${devices} clients`
  const where = advertise.includes(':') ? `[${advertise}]` : advertise
  const at = port === 0 ? ` at ${where}, any port` : ` at ${schemes[transport]}://${where}:${port}`
  return `Waiting for ${endpoints.length === 0 ? anyone : endpoints.join(', ')}${at}; Ctrl-C ends this.\n`
}
