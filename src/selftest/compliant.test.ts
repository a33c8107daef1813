import { describe, expect, it } from 'vitest'
import { type Block, type CoapEndpoint, optionNumbers, readBlock } from '#coap'
import { loadCases } from '#conduct'
import { contentFormats, type DataFormat, type Value } from '#content'
import type { ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import { type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import { onObservation } from './mutants/client/reporting.ts'
import { instead } from './mutants/instead.ts'
import { refuses } from './mutants/messages.ts'
import { onDatagrams, readingAs } from './mutants/on-datagrams.ts'
import { judgeBootstrap, judgeClient, judgeServer } from './world.ts'

const registry = loadRegistry()
// The purposes on data types ask nothing that these peers do otherwise.
const cases = (await loadCases()).filter(({ id }) => !id.startsWith('TP/DM/TYPES'))

/** The account at one Security instance goes to another; what is at that one goes here. */
function swapAccounts({ store }: ReferenceClient, from: number, to: number): void {
  const valuesAt = (instance: number): readonly (Value | undefined)[] =>
    Array.from({ length: 11 }, (_, resource) => store.value([0, instance, resource]))
  const [first, second] = [valuesAt(from), valuesAt(to)]
  for (const instance of [from, to]) store.remove([0, instance])
  for (const [resource, value] of first.entries()) if (value) store.set([0, to, resource], value)
  for (const [resource, value] of second.entries()) if (value) store.set([0, from, resource], value)
}

/** Links with blanks between them. */
function spaced<Draft extends { readonly contentFormat?: number; readonly payload?: Uint8Array }>(
  draft: Draft,
): Draft {
  const { contentFormat, payload } = draft
  if (contentFormat !== contentFormats.link || payload === undefined) return draft
  return { ...draft, payload: Buffer.from(Buffer.from(payload).toString('latin1').replaceAll(',<', ', <')) }
}

/** From now on no response to a CON comes with the ACK. */
function answersApart(coap: CoapEndpoint): void {
  instead(
    coap,
    'onRequest',
    (onRequest) => (listener) =>
      onRequest((request) => {
        const { type } = request.message
        listener({
          ...request,
          respond: (draft) => request.respond(type === 'CON' ? { ...draft, type } : draft),
        })
      }),
  )
}

function lacks(client: ReferenceClient, dropped: readonly DataFormat[], preferred: number): void {
  const formats = client.device.formats.filter((format) => !dropped.includes(format))
  Object.assign(client.device, { formats })
  instead(client.bootstrapping, 'draft', (draft) => () => {
    const { query = [], ...rest } = draft()
    return { ...rest, query: [...query, `pct=${preferred}`] }
  })
}

const clients: readonly (readonly [string, (client: ReferenceClient) => void])[] = [
  [
    'has its Server instance at 65534, the highest id',
    ({ store }) => {
      for (const resource of [0, 1, 2, 3, 5, 6, 7]) {
        const value = store.value([1, 0, resource])
        if (value !== undefined) store.set([1, 65534, resource], value)
      }
      store.remove([1, 0])
    },
  ],
  ['has the Bootstrap-Server at /0/0', (client) => swapAccounts(client, 1, 0)],
  [
    'has its accounts at /0/0 and /0/5',
    (client) => {
      swapAccounts(client, 1, 5)
      swapAccounts(client, 0, 1)
      swapAccounts(client, 5, 0)
      swapAccounts(client, 1, 5)
    },
  ],
  ['has no TLV', (client) => lacks(client, ['tlv'], 112)],
  ['has SenML JSON alone', (client) => lacks(client, ['tlv', 'senml-cbor', 'cbor', 'json'], 110)],
  [
    'has one power source',
    ({ store }) => {
      for (const resource of [6, 7, 8]) store.remove([3, 0, resource, 1])
    },
  ],
  ['has a Portfolio 1', ({ store }) => store.set([16, 1, 0, 0], { type: 'string', value: 'mine' })],
  ['has no manufacturer', ({ store }) => store.remove([3, 0, 0])],
  [
    'has neither default periods nor a Disable Timeout',
    ({ store }) => {
      for (const resource of [2, 3, 5]) store.remove([1, 0, resource])
    },
  ],
  ['lives 20 s', ({ store }) => store.set([1, 0, 1], { type: 'integer', value: 20n })],
  ['lives 61 s', ({ store }) => store.set([1, 0, 1], { type: 'integer', value: 61n })],
  [
    'writes the enabler version as a bare item',
    ({ bootstrapDevice }) => {
      bootstrapDevice.versionLink = () => ({
        target: '',
        attributes: [{ name: 'lwm2m', value: '1.1', quoted: false }],
      })
    },
  ],
  [
    'lists with blanks after its commas',
    (client) => {
      instead(client.device, 'discover', (discover) => (path, depth) => spaced(discover(path, depth)))
      instead(client.bootstrapDevice, 'discover', (discover) => (path) => spaced(discover(path)))
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        if (client.coap !== undefined)
          instead(client.coap, 'request', (request) => (to, draft) => request(to, spaced(draft)))
      })
    },
  ],
  [
    'reports what did not change between pmin and pmax',
    onObservation((observation) =>
      instead(observation, 'longest', (longest) => (attributes) => {
        const due = longest(attributes)
        return due === undefined ? due : (due + (attributes.pmin ?? 0) * 1000) / 2
      }),
    ),
  ],
  [
    'lists resources without a value',
    ({ device: { discovery } }) =>
      instead(discovery, 'resourceIds', (resourceIds) => (path) => {
        const more = { 4: 9, 6: 3, 10: 4, 16: 3, 20: 4013 }[path[0] ?? -1]
        const ids = resourceIds(path)
        return more === undefined || ids.includes(more) ? ids : [...ids, more]
      }),
  ],
  [
    'notifies by NON, and answers apart from the ACK',
    (client) =>
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        instead(client.coap, 'notify', (notify) => (to, draft) => notify(to, { ...draft, type: 'NON' }))
        answersApart(client.coap)
      }),
  ],
  [
    'reboots in 100 s',
    (client) => {
      client.reboot = async () => {
        await client.stop()
        await new Promise<void>((resolve) => {
          client.options.network.clock.after(100_000, resolve)
        })
        await client.start()
      }
    },
  ],
]

const servers: readonly (readonly [string, (server: ReferenceServer) => void])[] = [
  [
    'answers apart from the ACK, and reads and observes whoever registers',
    (server) => {
      instead(server, 'start', (start) => async () => {
        await start()
        answersApart(server.coap)
      })
      instead(server, 'register', (register) => (request) => {
        register(request)
        const found = [...server.clients.values()].find(({ address }) => address === request.peer)
        if (found === undefined) return
        void server.read(found.endpoint, '/3/0')
        void server.observations.observe(found.endpoint, '/3/0/13')
      })
    },
  ],
  [
    'reads as SenML JSON, in small blocks',
    (server) => {
      instead(
        server,
        'read',
        (read) => (endpoint, path, format) => read(endpoint, path, format ?? 'senml-json'),
      )
      instead(server, 'start', (start) => async () => {
        await start()
        instead(
          server.coap,
          'request',
          (request) => (to, draft) =>
            request(to, draft.method === 'GET' ? { ...draft, blockSize: 64 } : draft),
        )
      })
    },
  ],
]

const bootstrapServers: readonly (readonly [string, (server: ReferenceBootstrapServer) => void])[] = [
  [
    'writes resource by resource',
    (server) =>
      instead(server, 'write', (write) => async (to, _, nodes) => {
        const answers = []
        for (const node of nodes) {
          const format = node.value?.type === 'opaque' ? 'opaque' : 'text'
          answers.push(await write(to, `/${node.path.join('/')}`, [node], format))
        }
        return answers.find((answer) => answer?.code !== '2.04') ?? answers[0]
      }),
  ],
  [
    'writes objects',
    (server) =>
      instead(
        server,
        'write',
        (write) => (to, path, nodes, format) => write(to, `/${path.split('/')[1]}`, nodes, format),
      ),
  ],
  [
    'does not discover',
    (server) => {
      server.discover = async () => []
      server.freeInstance = () => 1
    },
  ],
]

function wronged(events: readonly JournalEvent[]): readonly string[] {
  return runRecord(events)
    .cases.filter(({ verdict }) => verdict === 'FAIL' || verdict === 'ERROR' || verdict === 'INCONCLUSIVE')
    .map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`)
}

function world(lwm2m: '1.0' | '1.1' | '1.2') {
  return {
    registry,
    cases: cases.filter(({ editions }) => editions.includes(lwm2m)),
    lwm2m,
    seed: 'compliant',
    terse: true,
  }
}

/** A world of few cases, and those that others depend on. */
function some(ids: RegExp, lwm2m: '1.1' | '1.2' = '1.1') {
  const whole = world(lwm2m)
  return { ...whole, cases: whole.cases.filter(({ id }) => ids.test(id) || id === 'int-101') }
}

describe('a compliant peer of another make is never failed, nor left undecided', () => {
  it.each(clients)('a Client that %s', async (_, inject) => {
    expect(wronged(await judgeClient(world('1.1'), inject))).toEqual([])
  })

  it('a Client that has no more formats than LwM2M CBOR and text', async () => {
    const found = await judgeClient(
      some(/int-(0|4|2..|30.)$|BS.WRITE.BV-02|COMPOSITE|ETCH|CBOR/, '1.2'),
      (client) =>
        lacks(client, ['tlv', 'json', 'cbor', 'senml-cbor', 'senml-json'], contentFormats['lwm2m-cbor']),
    )
    expect(wronged(found)).toEqual([])
  })

  it('a Client that sends an Update every 7 s', async () => {
    const found = await judgeClient(some(/int-10[24]$|MSG.BV-(07|10)/), (client) => {
      client.renewal = () => 7000
    })
    expect(wronged(found)).toEqual([])
  })

  it.each(bootstrapServers)('a Bootstrap-Server that %s', async (_, inject) => {
    expect(wronged(await judgeBootstrap(world('1.1'), inject))).toEqual([])
  })

  it('a Bootstrap-Server that refuses Bootstrap-Packs', async () => {
    const found = await judgeBootstrap(world('1.2'), (server) => {
      server.pack = () => ({ code: '4.05' })
    })
    expect(wronged(found)).toEqual([])
  })

  it.each(servers)('a Server that %s', async (_, inject) => {
    expect(wronged(await judgeServer(world('1.1'), inject))).toEqual([])
  })

  it('a Server that attaches one attribute at a time', async () => {
    const found = await judgeServer(some(/int-(30.|310|313|760|.10|1203)$/, '1.2'), (server) =>
      instead(server, 'writeAttributes', (attach) => async (endpoint, path, query) => {
        const answers = []
        for (const item of query) answers.push(await attach(endpoint, path, [item]))
        return answers.at(-1)
      }),
    )
    expect(wronged(found)).toEqual([])
  })

  it('a Client that has room for one more Portfolio, and says 5.00 when it is full', async () => {
    const found = await judgeClient(some(/int-(22.|1630)$|DM.CREATE/), (client) => {
      const count = (): number => client.store.instances(16).length
      const room = count() + 1
      instead(
        client.device,
        'create',
        (create) => (path, content) =>
          path[0] === 16 && count() >= room ? { code: '5.00' } : create(path, content),
      )
    })
    expect(wronged(found)).toEqual([])
  })

  it.each(['1.0', '1.2'] as const)('a Client of LwM2M %s', async (lwm2m) => {
    expect(wronged(await judgeClient(world(lwm2m)))).toEqual([])
  })
})

it('a Client whose battery goes its own way is not failed for it', async () => {
  const found = await judgeClient(some(/TP.OBJ.DEVICE.BV-03/), (client) =>
    instead(client, 'start', (start) => async () => {
      await start()
      let level = 0
      const discharge = (): void => {
        level = (level + 13) % 100
        client.setValue('/3/0/9', { type: 'integer', value: BigInt(level) })
        client.options.network.clock.after(1500, discharge)
      }
      discharge()
    }),
  )
  expect(wronged(found).join()).toMatch(/INCONCLUSIVE: .*to which nobody set it/)
})

it('a Client that registers anew ends its observations, and is not failed for what it does not report', async () => {
  const found = await judgeClient(some(/int-301$/), (client) => {
    client.renewal = () => 9000
    client.update = () => client.register()
  })
  expect(wronged(found).join()).toMatch(/int-301 INCONCLUSIVE: .*registered anew/)
})

it('a Server that ends observations by GET alone is not failed for it, nor are we', async () => {
  const cancelled = world('1.1').cases.filter(({ id }) => ['int-101', 'int-302', 'int-303'].includes(id))
  const found = await judgeServer({ ...world('1.1'), cases: cancelled }, ({ observations }) =>
    instead(observations, 'cancel', (cancel) => (endpoint, path) => cancel(endpoint, path, 'get')),
  )
  expect(wronged(found)).toEqual([
    'int-302 INCONCLUSIVE: no stimulus: a Reset to a notification of /3/0/7 (the Server ended the observation by a GET with Observe 1)',
  ])
})

it('a Client that registers an older version is not held to the newer one', async () => {
  const inject = (client: ReferenceClient): void =>
    instead(client, 'registerFields', (fields) => () => ({ ...fields(), lwm2m: '1.0' }))
  const found = wronged(await judgeClient(world('1.1'), inject))
  expect(found.filter((text) => !text.includes('INCONCLUSIVE'))).toEqual([])
  expect(found.join()).toContain('--lwm2m 1.0')
})

/** Refuses some blocks that are asked for as if it did not know the option. */
function refusesBlocks(refused: (block: Block) => boolean) {
  return onDatagrams<ReferenceClient>(
    readingAs((message, answer) => {
      const block = readBlock(message.options, optionNumbers.block2)
      if (block === undefined || message.code >= '2.00' || !refused(block)) return message
      answer(refuses('4.02', message))
      return undefined
    }),
  )
}

it.each([
  ['knows no blocks', () => true, ['NOT APPLICABLE', 'NOT APPLICABLE']],
  ['answers 4.02 to odd blocks alone', ({ num, szx }: Block) => szx === 7 || num > 0x7ffff, ['FAIL', 'PASS']],
] as const)('a Client without firmware that %s is told apart', async (_, refused, verdicts) => {
  const events = await judgeClient(some(/BLOCK.BI-0[14]$/), (client) => {
    client.store.dropObject(5)
    refusesBlocks(refused)(client)
  })
  const found = runRecord(events).cases.filter(({ id }) => id.startsWith('TP/COAP'))
  const told = found.map(({ id, verdict }) => `${id.slice(-5)} ${verdict}`).sort()
  expect(told).toEqual([`BI-01 ${verdicts[0]}`, `BI-04 ${verdicts[1]}`])
})

it('a Client that takes 1.5 s to answer is judged by pmin all the same', async () => {
  const slow = (client: ReferenceClient): void =>
    instead(client, 'prepare', (prepare) => () => {
      prepare()
      instead(
        client.coap,
        'onRequest',
        (onRequest) => (listener) =>
          onRequest((request) => void client.options.network.clock.after(1500, () => listener(request))),
      )
    })
  const purposes = some(/int-(301|304|710)$|PERIOD.BV-01|COMPOSITE.BV-01|ATTR.BV-(0[89]|1\d)/)
  expect(wronged(await judgeClient(purposes, slow))).toEqual([])
})
