import { type DataFormat, type Ids, type Node, parsePath, type Value } from '#content'
import type { SoftEim } from '#esim'
import type { ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import type { Registry, ResourceType } from '#registry'
import { orderOf, type UpperTester, UpperTesterError, type Verb, type VerbName } from '#upper-tester'
import { eims } from './esim.ts'

/** Pushes a reference Client in the same process. */
export function clientUpperTester(client: ReferenceClient): UpperTester {
  const able: readonly VerbName[] = [
    'register',
    'bootstrap',
    'reboot',
    'insert-card',
    'remove-card',
    'defer',
    'set',
    'send',
  ]
  let on = false
  const restart = async (): Promise<void> => {
    if (on) await client.reboot()
    else await client.start()
    on = true
  }
  return {
    name: 'embedded',
    can: (verb) => able.includes(verb),
    async perform(verb: Verb) {
      switch (verb.verb) {
        case 'register':
        case 'reboot':
          await restart()
          return undefined
        case 'bootstrap':
          // Nothing has it switched off for that: it is not away for a while.
          if (on) await client.stop()
          client.forgetServer()
          await client.start()
          on = true
          return undefined
        case 'insert-card': {
          const { serverUri: uri, lifetime, shortServerId } = verb
          client.cards.card = { uri, lifetime, shortServerId }
          await restart()
          return undefined
        }
        case 'remove-card':
          client.cards.card = undefined
          return undefined
        case 'defer':
          client.effects.firmware.isPutOff = true
          return undefined
        case 'set':
          client.setValue(verb.path, valueLike(client, verb.path, verb.value))
          return undefined
        case 'send':
          void client.sending.send(verb.paths.length === 0 ? ['/3/0'] : verb.paths)
          return undefined
        default:
          throw new UpperTesterError(`the reference client cannot ${verb.verb}`)
      }
    },
    close: () => client.stop(),
  }
}

function valueLike(client: ReferenceClient, path: string, value: string | number | boolean): Value {
  return typedValue(client.value(path)?.type, value, path)
}

function typedValue(type: ResourceType | undefined, value: string | number | boolean, path: string): Value {
  if (typeof value === 'number' && (type === 'integer' || type === 'unsigned' || type === 'time'))
    return { type, value: BigInt(value) }
  if (typeof value === 'number' && type === 'float') return { type, value }
  if (typeof value === 'string' && (type === 'string' || type === 'corelnk')) return { type, value }
  if (typeof value === 'boolean' && type === 'boolean') return { type, value }
  if (typeof value === 'string' && type === 'opaque')
    return { type, value: Uint8Array.from(Buffer.from(value, 'hex')) }
  throw new UpperTesterError(`${path}: ${String(value)} is no value of type ${type ?? '(absent)'}`)
}

/** Pushes a reference Server in the same process. @param eim the one beside it, if there is one */
export function serverUpperTester(
  server: ReferenceServer,
  registry: Registry,
  eim: SoftEim | undefined = eims.get(server),
): UpperTester {
  const able: readonly VerbName[] = [
    'read',
    'discover',
    'read-composite',
    'write-composite',
    'write',
    'execute',
    'attributes',
    'create',
    'delete',
    'observe',
    'cancel',
    'observe-composite',
    'cancel-composite',
    'forget',
    'ask-registered',
    'ask-value',
    'ask-queue-mode',
  ]
  const nodes = (path: string, content: Readonly<Record<string, string | number | boolean>>): Node[] =>
    Object.entries(content).map(([relative, value]) => {
      const ids: Ids = [...parsePath(path), ...(relative === '' ? [] : parsePath(`/${relative}`))]
      const type = registry.shapeOf(server.options.lwm2m)(ids[0] ?? -1, ids[2] ?? -1)?.type
      return { path: ids, value: typedValue(type, value, path) }
    })
  const formatOf = ({ format }: { format?: string }): { format?: DataFormat } =>
    format === undefined ? {} : { format: format as DataFormat }
  const queryOf = ({ query }: { query?: readonly string[] }): { query?: readonly string[] } =>
    query === undefined ? {} : { query }
  return {
    name: 'embedded',
    can: (verb) => able.includes(verb) || (verb === 'queue' && eim !== undefined),
    // Passed on at once; what comes of it is seen on the wire.
    async perform(verb) {
      switch (verb.verb) {
        case 'read':
          void server.read(verb.endpoint, verb.path, formatOf(verb).format)
          return undefined
        case 'discover':
          void server.discover(verb.endpoint, verb.path, verb.depth)
          return undefined
        case 'read-composite':
          void server.composites.read(verb.endpoint, verb.paths, formatOf(verb).format)
          return undefined
        case 'write-composite':
          void server.composites.write(verb.endpoint, nodes('/', verb.content), formatOf(verb).format)
          return undefined
        case 'write':
          void server.write(verb.endpoint, verb.path, nodes(verb.path, verb.content), {
            replace: verb.replace,
            ...formatOf(verb),
          })
          return undefined
        case 'execute':
          void server.execute(verb.endpoint, verb.path, verb.argument)
          return undefined
        case 'attributes':
          void server.writeAttributes(verb.endpoint, verb.path, verb.query)
          return undefined
        case 'create':
          void server.create(verb.endpoint, verb.path, nodes(verb.path, verb.content), formatOf(verb).format)
          return undefined
        case 'delete':
          void server.delete(verb.endpoint, verb.path)
          return undefined
        case 'observe':
          void server.observations.observe(verb.endpoint, verb.path, { ...formatOf(verb), ...queryOf(verb) })
          return undefined
        case 'cancel':
          void server.observations.cancel(verb.endpoint, verb.path, verb.by)
          return undefined
        case 'observe-composite':
          void server.observations.observeComposite(verb.endpoint, verb.paths, formatOf(verb).format)
          return undefined
        case 'cancel-composite':
          void server.observations.cancel(verb.endpoint, verb.paths.join(' '), verb.by)
          return undefined
        case 'forget': {
          const client = server.clients.get(verb.endpoint)
          if (client !== undefined) server.drop(client)
          return undefined
        }
        case 'queue':
          eim?.queue(orderOf(verb.package))
          void server.mail.tend(verb.endpoint)
          return undefined
        case 'ask-registered':
          return server.isRegistered(verb.endpoint)
        case 'ask-value':
          return server.shown(verb.endpoint, verb.path) ?? ''
        case 'ask-queue-mode':
          return server.regardsAsQueueMode(verb.endpoint)
        default:
          throw new UpperTesterError(`the reference server cannot ${verb.verb}`)
      }
    },
    close: async () => {},
  }
}

/** Pushes a reference Bootstrap-Server in the same process. */
export function bootstrapUpperTester(server: ReferenceBootstrapServer): UpperTester {
  return {
    name: 'embedded',
    can: (verb) => verb === 'provision',
    async perform(verb) {
      if (verb.verb !== 'provision')
        throw new UpperTesterError(`the reference bootstrap-server cannot ${verb.verb}`)
      server.provision(verb.endpoint, verb)
      return undefined
    },
    close: async () => {},
  }
}
