import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { type CoapEndpoint, coapPorts, securedBy, type Transport, uriOf } from '#coap'
import type { Accounts } from '#conduct'
import { parseAddress, parsePeer } from '#config'
import { type Address, systemClock, udpNetwork } from '#net'
import { otherEnd, servingKeyring } from '#oscore'
import { ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import { importedRegistryFolder, loadRegistry } from '#registry'
import { UserError } from '../../user-error.ts'
import { givenAccounts } from '../accounts.ts'
import { needed, oscoreParameters } from '../channel.ts'
import { bootstrapInstructions } from '../console/bootstrap.ts'
import { clientInstructions } from '../console/client.ts'
import { type Console, type Instructions, openConsole } from '../console/console.ts'
import { serverInstructions, tellUnasked } from '../console/server.ts'
import { type Io, interruptedCode } from '../io.ts'
import { towards } from '../listening.ts'
import { type ServedEim, servedEim } from '../served-eim.ts'
import { servedEuicc } from '../served-euicc.ts'
import type { ServedPackages } from '../served-packages.ts'
import type { ServedVerbs } from '../served-verbs.ts'

interface ServeOptions {
  readonly as: 'client' | 'server' | 'bootstrap' | 'packages'
  readonly packages?: string
  readonly listen?: string
  readonly server?: string
  readonly bootstrap?: string
  readonly endpoint: string
  readonly lwm2m: '1.0' | '1.1' | '1.2'
  readonly lifetime: string
  readonly transport: Transport
  readonly oscore?: string
  readonly account?: string
  readonly psk?: string
  readonly queue?: true
  readonly esim?: string
  readonly verbs?: string
}

/** `serve --as client|server|bootstrap|packages`: a reference peer, or packages, on a real port until Ctrl-C; it does what lines tell it. */
export function define(command: Command, io: Io, end: (exitCode: number) => void): void {
  command
    .addOption(
      new Option('--as <role>', 'which peer')
        .choices(['client', 'server', 'bootstrap', 'packages'])
        .makeOptionMandatory(),
    )
    .option(
      '--listen <host:port>',
      'where it listens; servers: 0.0.0.0:5683 by default, 5684 with DTLS or TLS',
    )
    .option(
      '--server <address>',
      'client: the server to register at; bootstrap: the server to send clients to',
    )
    .option('--bootstrap <address>', 'client: the bootstrap-server to go to first')
    .option('--endpoint <name>', 'client: its name; bootstrap: the client it serves', 'reference-client')
    .option('--lifetime <seconds>', 'bootstrap: the lifetime it gives', '86400')
    .option('--queue', 'client: queue mode')
    .option(
      '--esim <folder>',
      'client: with an eUICC in software that knows the eIM of esim keys; server: with that eIM itself',
    )
    .option('--verbs <host:port>', 'server: takes verbs by HTTP, for run --upper-tester http:URL')
    .option('--packages <path>', 'packages: the file that is given, or the folder of those that are')
    .option('--oscore <file>', 'speaks OSCORE; the accounts of the client, as for run --oscore')
    .option('--account <file>', 'speaks DTLS or TLS; the accounts of the client, as for run --account')
    .option('--psk <identity:key>', 'speaks DTLS or TLS with this pre-shared key, in hexadecimal')
    .addOption(
      new Option('--transport <transport>', 'what carries it').choices(['udp', 'tcp']).default('udp'),
    )
    .addOption(
      new Option('--lwm2m <version>', 'enabler version').choices(['1.0', '1.1', '1.2']).default('1.1'),
    )
    .addHelpText(
      'after',
      `
It takes lines from the keyboard or a pipe, such as "update" or "set /3/0/13 1700000000" as a client, "read /3/0/0"
or "observe /3/0/13" as a server; "help" lists them.`,
    )
    .action(async (options: ServeOptions) => {
      const { signal } = io.interruptible('Stopping.')
      const { peer, instructions, tellUnasked, takeVerbs }: Served =
        options.as === 'packages'
          ? { peer: await packagesFor(options, io), instructions: {} }
          : await peerFor({ ...options, as: options.as }, io)
      await peer.start()
      const verbs = await takeVerbs?.()
      io.out(`${announcement(options, peer)}; Ctrl-C ends it, help lists what it can be told.\n`)
      let quit: () => void = () => {}
      const code = new Promise<number>((resolve) => {
        quit = () => resolve(0)
        const interrupted = (): void => resolve(interruptedCode)
        // Ctrl-C may have come while it was started.
        if (signal.aborted) interrupted()
        signal.addEventListener('abort', interrupted, { once: true })
      })
      const console = openConsole(io, instructions, quit)
      tellUnasked?.(console)
      const exitCode = await code
      console.close()
      await verbs?.close()
      await peer.stop()
      end(exitCode)
    })
}

/** A client over TCP opens its connections and listens nowhere. */
function announcement({ as, transport, account, psk }: ServeOptions, peer: Peer | ServedPackages): string {
  if ('uris' in peer) return `Packages by node-coap:\n${peer.uris.join('\n')}\nThey can be fetched`
  const connects = as === 'client' && transport === 'tcp'
  return connects
    ? 'The client connects by TCP'
    : `The ${as} listens at ${uriOf(transport, peer.coap.local, (account ?? psk) !== undefined)}`
}

interface Peer {
  readonly coap: CoapEndpoint
  start(): Promise<void>
  stop(): Promise<void>
}

const notForPackages = ['server', 'bootstrap', 'oscore', 'queue', 'esim', 'verbs'] as const

/** @throws UserError for what node-coap cannot do, and where there is nothing to give */
async function packagesFor(options: ServeOptions, io: Io): Promise<ServedPackages> {
  const { packages, transport, listen } = options
  const unfit = notForPackages.find((name) => options[name] !== undefined)
  if (unfit !== undefined) throw new UserError(`serve --as packages: --${unfit} is for other peers`)
  if (transport === 'tcp') throw new UserError('serve --as packages: node-coap gives them over UDP alone')
  if (packages === undefined)
    throw new UserError('serve --as packages: say what is given: --packages FILE or FOLDER')
  const { packageFiles, ServedPackages } = await import('../served-packages.ts')
  const files = packageFiles(packages)
  const accounts = accountsFor(options)
  const network = udpNetwork()
  const given = listen === undefined ? {} : parseAddress(listen, '--listen')
  return new ServedPackages({
    files,
    network: accounts ? securedBy('udp', network, { accounts: [accounts.server] }) : network,
    isSecured: accounts !== undefined,
    local: { host: '0.0.0.0', port: accounts === undefined ? coapPorts.plain : coapPorts.secured, ...given },
    tell: (line) => io.out(`${line}\n`),
  })
}

type PeerOptions = ServeOptions & { readonly as: Exclude<ServeOptions['as'], 'packages'> }

interface Served {
  readonly peer: Peer | ServedPackages
  /** What lines can tell it. */
  readonly instructions: Instructions
  /** Lets it show what comes unasked. */
  readonly tellUnasked?: (console: Console) => void
  /** Has it take the verbs of an upper tester. */
  readonly takeVerbs?: () => Promise<ServedVerbs>
}

async function peerFor(options: PeerOptions, io: Io): Promise<Served> {
  const { as, endpoint, lwm2m, transport } = options
  // A Bootstrap-Server may send a client from one family of addresses to the other.
  const network = udpNetwork({ dualStack: as === 'client' })
  const registry = loadRegistry({ imported: importedRegistryFolder(io.environment) })
  const given = options.listen === undefined ? {} : parseAddress(options.listen, '--listen')
  const common = { network, registry, lwm2m, transport }
  const file = options.oscore
  const oscore = file === undefined ? undefined : oscoreParameters(file)
  const accounts = accountsFor(options)
  const port = accounts === undefined ? coapPorts.plain : coapPorts.secured
  const peerAt = (text: string | undefined, origin: string): Address | undefined =>
    text === undefined ? undefined : parsePeer(text, origin, port)
  const uri = (at: Address | undefined): string | undefined =>
    at && uriOf(transport, at, accounts !== undefined)
  if (options.verbs !== undefined && as !== 'server')
    throw new UserError(`serve --as ${as}: --verbs is for a server`)
  if (as === 'client') {
    const ends = [peerAt(options.server, '--server'), peerAt(options.bootstrap, '--bootstrap')] as const
    const [serverUri, bootstrapUri] = [uri(ends[0]), uri(ends[1])]
    if (serverUri === undefined && bootstrapUri === undefined)
      throw new UserError('serve --as client: say where it goes: --server ADDRESS or --bootstrap ADDRESS')
    const queueMode = options.queue === true
    // A name that is not known yet is looked up again when the Client goes there.
    const looked = ends.map((at) => network.lookup(at?.host ?? '0.0.0.0').catch(() => undefined))
    const hosts = await Promise.all(looked)
    const local = { ...towards(hosts.find((host) => host?.includes(':'))), ...given }
    const client = new ReferenceClient({
      ...common,
      endpoint,
      queueMode,
      local,
      ...(serverUri === undefined ? {} : { serverUri }),
      ...(bootstrapUri === undefined ? {} : { bootstrapUri }),
      ...(file !== undefined &&
        oscore &&
        serverUri !== undefined && { oscore: needed(oscore, 'server', file) }),
      ...(oscore?.bootstrap && { bootstrapOscore: oscore.bootstrap }),
      ...(accounts && { dtls: accounts }),
    })
    if (options.esim !== undefined) openEuicc(client, options.esim, io)
    return { peer: client, instructions: clientInstructions(client) }
  }
  if (options.packages !== undefined) throw new UserError(`serve --as ${as}: --packages is for packages`)
  const local = { host: '0.0.0.0', port, ...given }
  const keyring = file !== undefined &&
    oscore && { keyring: servingKeyring([otherEnd(needed(oscore, as, file))]) }
  if (as === 'server') {
    const server = new ReferenceServer({
      ...{ ...common, local, ...keyring },
      ...(accounts && { accounts: [accounts.server] }),
    })
    const eim = options.esim === undefined ? undefined : openEim(server, options.esim, io)
    const { verbs } = options
    return {
      peer: server,
      instructions: serverInstructions(server),
      tellUnasked: (console) => tellUnasked(server, console),
      ...(verbs !== undefined && { takeVerbs: () => takesVerbs({ server, eim, at: verbs }, io) }),
    }
  }
  if (options.esim !== undefined) throw new UserError(`serve --as ${as}: --esim is for clients and servers`)
  const serverUri = uri(peerAt(options.server, '--server'))
  if (serverUri === undefined)
    throw new UserError('serve --as bootstrap: say which server clients get: --server ADDRESS')
  if (!/^\d+$/.test(options.lifetime))
    throw new UserError(`--lifetime ${options.lifetime}: give whole seconds`)
  const server = new ReferenceBootstrapServer({
    ...{ ...common, local, ...keyring },
    ...(accounts && { accounts: [accounts.bootstrap], gives: accounts.server }),
    ...(oscore?.server && { givesKeys: oscore.server }),
  })
  const account = { serverUri, lifetime: Number(options.lifetime), shortServerId: 1, deletes: [], reads: [] }
  server.provision(endpoint, account)
  return { peer: server, instructions: bootstrapInstructions(server, endpoint, account) }
}

/** @throws UserError when they are no good */
function accountsFor({ as, account, psk, transport }: ServeOptions): Accounts | undefined {
  if (account === undefined && psk === undefined) return undefined
  return givenAccounts({ account, psk }, as === 'client' ? 'device' : 'server', transport)
}

/** Puts up the mailbox of an eUICC and object 504 for it, and tells what its IXIT lacks. */
function openEuicc(client: ReferenceClient, folder: string, io: Io): void {
  const { ipa, sim, ixit } = servedEuicc(folder, systemClock.now())
  client.mailbox.open(ipa)
  client.effects.remoteSim.open(sim)
  io.out(`For esim in ${join(folder, 'ixit.json')}: ${JSON.stringify(ixit)}\n`)
}

/** Puts an eIM beside a Server, and tells what the IXIT of a run lacks that judges it. */
function openEim(server: ReferenceServer, folder: string, io: Io): ServedEim['eim'] {
  const { eim, ixit } = servedEim(folder)
  server.mail.open(eim)
  io.out(`For esim in the IXIT of a run that judges it: ${JSON.stringify(ixit)}\n`)
  return eim
}

interface VerbTaker {
  readonly server: ReferenceServer
  readonly eim: ServedEim['eim'] | undefined
  readonly at: string
}

async function takesVerbs({ server, eim, at }: VerbTaker, io: Io): Promise<ServedVerbs> {
  const { servesVerbs } = await import('../served-verbs.ts')
  const { serverUpperTester } = await import('#selftest')
  const { network, registry } = server.options
  const tester = serverUpperTester(server, registry, eim)
  const served = await servesVerbs(tester, { network, local: parseAddress(at, '--verbs') })
  io.out(`Its upper tester: --upper-tester http:${served.url}\n`)
  return served
}
