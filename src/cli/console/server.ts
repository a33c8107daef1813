import type { Response } from '#coap'
import { contentFormats, type DataFormat, parsePath } from '#content'
import { addressText } from '#net'
import type { ReferenceServer } from '#peers'
import { UserError } from '../../user-error.ts'
import { type Console, fits, type Instruction, type Instructions } from './console.ts'
import { nodeLines, responseLines, typedValue } from './values.ts'

type Asking = (
  at: { readonly endpoint: string; readonly path: string },
  words: readonly string[],
) => Promise<Response | undefined>

/** What a served Server can be told. */
export function serverInstructions(server: ReferenceServer): Instructions {
  const read = (endpoint: string, path: string, response: Response | undefined): string[] =>
    responseLines(response, (format) =>
      response === undefined ? [] : server.readFrom(endpoint, path, format, response.payload).nodes,
    )
  const operation = (takes: string, does: string, ask: Asking): Instruction => ({
    takes: `[ENDPOINT] ${takes}`,
    does,
    perform: async (words) => {
      const { endpoint, path, rest } = addressee(server, words)
      if (!fits([path, ...rest], takes)) throw new UserError(`it takes [ENDPOINT] ${takes}`)
      return read(endpoint, path, await ask({ endpoint, path }, rest))
    },
  })
  return {
    clients: {
      takes: '',
      does: 'Show who is registered',
      perform: () => {
        const lines = [...server.clients.values()].map(
          ({ endpoint, address, lifetime, registration: { queueMode } }) =>
            `${endpoint} at ${addressText(address)}, lifetime ${lifetime} s${queueMode ? ', queue mode' : ''}`,
        )
        return lines.length === 0 ? ['nobody is registered'] : ['', ...lines]
      },
    },
    read: operation('PATH [FORMAT]', 'Read', ({ endpoint, path }, [format]) =>
      server.read(endpoint, path, formatOf(format)),
    ),
    discover: operation('PATH', 'Discover', ({ endpoint, path }) => server.discover(endpoint, path)),
    write: operation(
      'PATH VALUE',
      'Write a resource: text, a number, true, octets in hexadecimal',
      ({ endpoint, path }, [text = '']) => {
        const ids = parsePath(path)
        const type = server.options.registry.shapeOf(server.options.lwm2m)(ids[0] ?? -1, ids[2] ?? -1)?.type
        if (type === undefined) throw new UserError(`no definition knows a resource ${path}`)
        const nodes = [{ path: ids, value: typedValue(text, type, ids) }]
        return server.write(endpoint, path, nodes, { replace: true })
      },
    ),
    execute: operation('PATH [ARGUMENT]', 'Execute', ({ endpoint, path }, [argument]) =>
      server.execute(endpoint, path, argument),
    ),
    attributes: operation(
      'PATH NAME=VALUE…',
      'Write attributes, such as pmin=5',
      ({ endpoint, path }, query) => server.writeAttributes(endpoint, path, query),
    ),
    delete: operation('PATH', 'Delete an instance', ({ endpoint, path }) => server.delete(endpoint, path)),
    observe: operation('PATH [FORMAT]', 'Observe; what comes is shown', ({ endpoint, path }, [format]) => {
      const wanted = formatOf(format)
      return server.observations.observe(endpoint, path, wanted === undefined ? {} : { format: wanted })
    }),
    cancel: operation('PATH', 'Cancel an observation', ({ endpoint, path }) => {
      if (!server.observations.holds(endpoint, path)) throw new UserError(`it does not observe ${path}`)
      return server.observations.cancel(endpoint, path, 'get')
    }),
  }
}

/** Shows what comes unasked: notifications, and values that were sent. */
export function tellUnasked(server: ReferenceServer, { tell }: Console): void {
  const { receiving } = server
  const [reported, take] = [server.reported.bind(server), receiving.take.bind(receiving)]
  server.reported = (endpoint, path, notification) => {
    reported(endpoint, path, notification)
    const nodes = responseLines(
      notification,
      (format) => server.readFrom(endpoint, path, format, notification.payload).nodes,
    )
    tell(`notification of ${endpoint} ${path}`, nodes)
  }
  receiving.take = (client, nodes) => {
    take(client, nodes)
    tell(`sent by ${client.endpoint}`, ['', ...nodeLines(nodes)])
  }
}

/** Whom and what the words begin with; the only client when no endpoint is named. @throws UserError */
function addressee(
  { clients }: ReferenceServer,
  words: readonly string[],
): { endpoint: string; path: string; rest: readonly string[] } {
  const named = words[0]?.startsWith('/') === false
  const [path = '', ...rest] = named ? words.slice(1) : words
  const [sole, ...others] = clients.keys()
  const endpoint = named ? words[0] : sole
  if (endpoint === undefined) throw new UserError('nobody is registered')
  if (!named && others.length > 0)
    throw new UserError('several clients are registered: name one before the path; clients shows them')
  if (!clients.has(endpoint)) throw new UserError(`${endpoint} is not registered; clients shows who is`)
  if (!path.startsWith('/')) throw new UserError('give a path, such as /3/0/0')
  parsePath(path)
  return { endpoint, path, rest }
}

/** @throws UserError for an unknown name */
function formatOf(name: string | undefined): DataFormat | undefined {
  const names = Object.keys(contentFormats).filter((format): format is DataFormat => format !== 'link')
  const found = names.find((format) => format === name)
  if (name !== undefined && found === undefined)
    throw new UserError(`"${name}" is no format: ${names.join(', ')}`)
  return found
}
