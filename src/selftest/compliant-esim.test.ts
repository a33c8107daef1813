import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { decode, type EuiccResultData, messageFromEimToIpa, type SoftEim, type SoftIpa } from '#esim'
import type { ReferenceClient, ReferenceServer } from '#peers'
import { type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import { agents, eims, withEim, withEuicc } from './esim.ts'
import { instead } from './mutants/instead.ts'
import { judgeClient, judgeServer } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()

const world = (ids: RegExp) => ({
  ...({ registry, lwm2m: '1.1', seed: 'compliant', terse: true } as const),
  cases: cases.filter(({ id }) => ids.test(id)),
})

/** Cases that are neither passed nor found not to apply, and how many there are in all. */
function wronged(events: readonly JournalEvent[]): readonly string[] {
  const { cases: judged } = runRecord(events)
  expect(judged.length).toBeGreaterThan(0)
  return judged
    .filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT APPLICABLE')
    .map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`)
}

type Download = Parameters<SoftIpa['refusedDownload']>[0]

/** How many downloads began. */
let challenges = 0

const unknownIccid = '89999999999999999998'

const failed = ({ kind, value }: EuiccResultData): boolean => kind !== 'getRATResult' && Number(value) > 0

const devices: readonly (readonly [string, RegExp, (client: ReferenceClient) => void])[] = [
  [
    'says that processing ended with a failure',
    /^ESIM-(309|310|411|412|415|604|605|607)$/,
    (client) => {
      const { euicc } = agents.get(client)!
      instead(euicc, 'carryOut', (carryOut) => (operations) => {
        const results = carryOut(operations)
        const last = results.at(-1)
        return last && failed(last) ? [...results, { kind: 'processingTerminated', value: 2 }] : results
      })
    },
  ],
  [
    'keeps a message that it sent, and has nothing to clear then',
    /^ESIM-10[67]$/,
    ({ mailbox, store, device }) => {
      instead(mailbox, 'send', (send) => async () => {
        const held = store.value([3443, 0, 3])!
        await send()
        store.set([3443, 0, 3], held)
      })
      instead(device, 'execute', (execute) => (path, content) => {
        const held = store.value([3443, 0, 3])?.value
        const isEmpty = held instanceof Uint8Array && held.length === 0
        return path[0] === 3443 && isEmpty ? { code: '4.04' } : execute(path, content)
      })
    },
  ],
  [
    'downloads by way of the eIM, and has its notifications passed on',
    /^ESIM-(101|104|203|208|30[2-5]|316|511|515)$/,
    (client) => {
      const ipa = agents.get(client)!
      let begun: Download | undefined
      instead(ipa, 'injected', (injected) => (given) => {
        if (given.kind !== 'profileDownloadTriggerRequest') return injected(given)
        begun = given.value
        const smdpAddress = 'smdp.invalid'
        const value = { euiccChallenge: new Uint8Array(16).fill(++challenges), smdpAddress }
        return [{ kind: 'initiateAuthenticationRequest', value }]
      })
      instead(ipa, 'answers', (answers) => (octets) => {
        const { value } = decode(messageFromEimToIpa, octets)
        if (value?.kind === 'initiateAuthenticationResponse' && begun !== undefined)
          return [ipa.provided({ kind: 'profileDownloadTriggerResult', value: ipa.refusedDownload(begun) })]
        const [first, ...more] = answers(octets)
        const [notification] = ipa.euicc.notifications.values()
        if (first === undefined || notification === undefined)
          return first === undefined ? [] : [first, ...more]
        const passedOn = { kind: 'pendingNotification', value: notification } as const
        return [{ kind: 'handleNotification', value: passedOn }, first, ...more]
      })
    },
  ],
  [
    'takes some seconds for every message',
    /^ESIM-(10[14567]|20[3-9]|30[2-5]|315|60[1245]|70[1-8])$/,
    ({ mailbox }) => instead(mailbox, 'workTime', () => () => 6000),
  ],
  [
    'says that it has a package before it says what came of it',
    /^ESIM-(10[14567]|20[3-9]|30[2-5]|315|401|60[1245]|70[1-8])$/,
    (client) => {
      const ipa = agents.get(client)!
      instead(ipa, 'answers', (answers) => (octets) => {
        const { value } = decode(messageFromEimToIpa, octets)
        const isPackage =
          value?.kind === 'transferEimPackageRequest' && value.value.kind === 'euiccPackageRequest'
        const receipt = {
          kind: 'transferEimPackageResponse',
          value: { kind: 'eimPackageReceived', value: true },
        } as const
        return isPackage ? [receipt, ...answers(octets)] : answers(octets)
      })
    },
  ],
  [
    'selects no profile by object 504 that it does not have',
    /^ESIM-9/,
    ({ device: { writing }, store }) =>
      instead(writing, 'refusal', (refusal) => (nodes) => {
        const held = store.resourceInstances([504, 0, 11]).map((id) => store.value([504, 0, 11, id])?.value)
        const isStrange = nodes.some(
          ({ path, value }) => path[0] === 504 && path[2] === 14 && !held.includes(value?.value),
        )
        return isStrange ? '4.00' : refusal(nodes)
      }),
  ],
  [
    'refuses actions of object 504 that would fail',
    /^ESIM-9/,
    ({ effects: { remoteSim }, store }) =>
      instead(remoteSim, 'refusal', (refusal) => (argument) => {
        const held = store.resourceInstances([504, 0, 11]).map((id) => store.value([504, 0, 11, id])?.value)
        const isStrange = argument !== '0' && !held.includes(store.value([504, 0, 14])?.value)
        return isStrange || argument === '0' ? '4.04' : refusal(argument)
      }),
  ],
]

const platforms: readonly (readonly [string, RegExp, (eim: SoftEim, server: ReferenceServer) => void])[] = [
  [
    'neither observes nor reads what is left for its eIM',
    /^ESIM-80[13]$/,
    (_, { mail }) => {
      instead(mail, 'greet', () => async () => {})
      instead(mail, 'fetch', () => async () => {})
    },
  ],
  [
    'acknowledges results alone, and each once',
    /^ESIM-8(06|17)$/,
    (eim) => {
      const taken = new Set<number>()
      instead(eim, 'acknowledged', (acknowledged) => (result) => {
        const numbers = acknowledged(result).filter((number) => !taken.has(number))
        for (const number of numbers) taken.add(number)
        return numbers
      })
    },
  ],
]

describe('what public sources leave open', () => {
  it.each(devices)('lets a device pass that %s', async (_, ids, inject) => {
    const found = await judgeClient(world(ids), (client) => {
      withEuicc(client)
      inject(client)
    })
    expect(wronged(found)).toEqual([])
  })

  it.each(platforms)('lets a platform pass that %s', async (_, ids, inject) => {
    const found = await judgeServer(world(ids), (server) => {
      withEim(server)
      inject(eims.get(server)!, server)
    })
    expect(wronged(found)).toEqual([])
  })
})

it('what a Result says that was there before is not held against a device', async () => {
  const events = await judgeClient(world(/^ESIM-914$/), (client) => {
    withEuicc(client)
    const { remoteSim } = client.effects
    remoteSim.tell(0, 1)
    instead(remoteSim, 'refusal', (refusal) => (argument) => {
      const held = client.store.value([504, 0, 14])?.value
      const isNonsense = argument === '9' || argument === ''
      return isNonsense ? undefined : held === unknownIccid ? '4.04' : refusal(argument)
    })
    instead(remoteSim, 'update', (update) => async (argument) => {
      if (argument !== '9' && argument !== '') await update(argument)
    })
  })
  expect(wronged(events)).toEqual([expect.stringMatching(/^ESIM-914 INCONCLUSIVE the Result was 1 before/)])
})
