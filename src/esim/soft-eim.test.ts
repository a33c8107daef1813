import { describe, expect, it } from 'vitest'
import { decode, encode } from './codec.ts'
import type { Operations } from './eim.ts'
import { type MessageFromIpaToEim, messageFromEimToIpa, messageFromIpaToEim } from './esipa.ts'
import { associated, eid, iccids, keys } from './euicc.fixture.ts'
import type { EuiccPackageRequest } from './euicc-package.ts'
import { SoftEim } from './soft-eim.ts'
import { SoftIpa } from './soft-ipa.ts'

const list: Operations = { psmo: [{ kind: 'listProfileInfo', value: {} }] }
const enable: Operations = { psmo: [{ kind: 'enable', value: { iccid: iccids.second } }] }

function world(facts: Partial<ConstructorParameters<typeof SoftEim>[0]> = {}) {
  const { euicc, eim: known } = associated()
  const eim = new SoftEim({ ...known.options, ...facts })
  const ipa = new SoftIpa(euicc)
  /** The eIM's next message, and what it says to the answer. */
  const turn = (): { said: MessageFromIpaToEim | undefined; answer: string } => {
    const [answer] = ipa.answer(eim.next() ?? new Uint8Array())
    const back = eim.hears(answer ?? new Uint8Array())
    if (back !== undefined) ipa.answer(back)
    return { said: decode(messageFromIpaToEim, answer ?? new Uint8Array()).value, answer: read(back) }
  }
  const read = (octets: Uint8Array | undefined): string => {
    if (octets === undefined) return 'nothing'
    const { value, findings } = decode(messageFromEimToIpa, octets)
    expect(findings).toEqual([])
    const inner = value?.value
    return inner !== undefined && 'kind' in inner ? `${inner.kind} ${String(inner.value)}` : ''
  }
  const says = (message: MessageFromIpaToEim): string => read(eim.hears(encode(messageFromIpaToEim, message)))
  return { euicc, eim, ipa, turn, says }
}

/** The package that it has to give. */
function packageOf(eim: SoftEim): EuiccPackageRequest {
  const given = eim.gives()
  if (given?.kind !== 'euiccPackageRequest') throw new Error('there is no package')
  return given.value
}

describe('a software eIM', () => {
  it('has nothing to say until something is queued', () => {
    expect(world().eim.next()).toBeUndefined()
  })

  it('acknowledges a result with all notifications, so that the eUICC keeps nothing', () => {
    const { eim, euicc, turn } = world()
    eim.queue(enable)
    expect(turn().answer).toBe('eimAcknowledgements 1,2,3')
    expect([euicc.results.size, euicc.notifications.size]).toEqual([0, 0])
  })

  it('gives what is queued to an IPA that asks, and refuses others', () => {
    const { eim, says } = world()
    const ask = (eidValue: string) => says({ kind: 'getEimPackageRequest', value: { eidValue } })
    expect(ask(eid)).toBe('eimPackageError 1')
    eim.queue(list)
    expect(ask('0'.repeat(32))).toBe('eimPackageError 2')
    expect(ask(eid)).toMatch(/^euiccPackageRequest/)
    expect(ask(eid)).toBe('eimPackageError 1')
  })

  it('takes a result twice, and one of a package that it never sent not at all', () => {
    const { eim, euicc, says } = world()
    eim.queue(list)
    const made = packageOf(eim)
    const load = (counter: number, transactionId: string) =>
      euicc.load(eim.eim.package(list, { counter, transactionId }).request)
    const foreign = load(7, '00000007')
    const result = euicc.result(made, euicc.associations.all[0]!, [])
    const provide = (value: typeof result) =>
      says({
        kind: 'provideEimPackageResult',
        value: { eidValue: eid, eimPackageResult: { kind: 'euiccPackageResult', value } },
      })
    expect(provide(foreign)).toBe('emptyResponse true')
    expect(provide(result)).toBe('eimAcknowledgements 2')
    expect(provide(result)).toBe('eimAcknowledgements 2')
  })

  it('does not take what another than the eUICC has signed', () => {
    const { eim, euicc, turn } = world({ euiccKey: keys().publicKey })
    eim.queue(list)
    expect(turn().answer).toBe('nothing')
    expect(euicc.results.size).toBe(1)
  })

  it('goes ahead with its counter where it was too low, and gives up some time', () => {
    const { eim, euicc, turn } = world()
    const [association] = euicc.associations.all
    association!.counter = 1500
    eim.queue(list)
    expect([turn(), turn(), turn()].map(({ answer }) => answer)).toEqual([
      'nothing',
      'nothing',
      'eimAcknowledgements 1',
    ])
    association!.counter = 1_000_000
    eim.queue(list)
    for (const _ of [1, 2, 3, 4]) turn()
    expect(eim.next()).toBeUndefined()
  })

  it('says nothing to a HandleNotification', () => {
    const { eim, euicc, says } = world()
    eim.queue(list)
    const result = euicc.load(packageOf(eim))
    const value = { eidValue: eid, eimPackageResult: { kind: 'euiccPackageResult', value: result } } as const
    expect(says({ kind: 'handleNotification', value: { kind: 'provideEimPackageResult', value } })).toBe(
      'nothing',
    )
  })

  it('has a profile downloaded, and takes that it could not be', () => {
    const { eim, ipa, says } = world()
    eim.queue({ download: { kind: 'activationCode', value: '1$smdp.example$ID' } })
    const { value } = decode(messageFromEimToIpa, eim.next() ?? new Uint8Array())
    const download = value?.kind === 'transferEimPackageRequest' ? value.value : undefined
    expect(download).toEqual({
      kind: 'profileDownloadTriggerRequest',
      value: {
        profileDownloadData: { kind: 'activationCode', value: '1$smdp.example$ID' },
        eimTransactionId: 'd000000001',
      },
    })
    const [received, failed] = ipa.injected(download!)
    expect([says(received!), says(failed!)]).toEqual(['nothing', 'emptyResponse true'])
    eim.queue({ download: { kind: 'contactDefaultSmdp', value: true } })
    const asked = says({ kind: 'getEimPackageRequest', value: { eidValue: eid } })
    expect(asked).toMatch(/^profileDownloadTriggerRequest/)
  })

  it('passes nothing on to an SM-DP+, and says so', () => {
    const { says } = world()
    const transactionId = '0102'
    const failed = (tag: number) => Uint8Array.of(0xbf, tag, 9, 0xa1, 7, 0x80, 2, 1, 2, 2, 1, 127)
    expect([
      says({
        kind: 'initiateAuthenticationRequest',
        value: { euiccChallenge: new Uint8Array(16), smdpAddress: 'smdp.invalid' },
      }),
      says({
        kind: 'authenticateClientRequest',
        value: { transactionId, authenticateServerResponse: failed(0x38) },
      }),
      says({
        kind: 'getBoundProfilePackageRequest',
        value: { transactionId, prepareDownloadResponse: failed(0x21) },
      }),
      says({
        kind: 'cancelSessionRequest',
        value: { transactionId, cancelSessionResponse: { kind: 'cancelSessionResponseError', value: 5 } },
      }),
    ]).toEqual([
      'initiateAuthenticationError 1',
      'authenticateClientError 10',
      'getBoundProfilePackageError 95',
      'cancelSessionError 1',
    ])
  })
})
