import { describe, expect, it } from 'vitest'
import { decode, encode } from './codec.ts'
import {
  type MessageFromEimToIpa,
  type MessageFromIpaToEim,
  messageFromEimToIpa,
  messageFromIpaToEim,
} from './esipa.ts'
import { associated, eid, iccids } from './euicc.fixture.ts'
import type { Psmo } from './psmo.ts'
import { SoftIpa } from './soft-ipa.ts'

const enable: Psmo = { kind: 'enable', value: { iccid: iccids.second, rollbackFlag: true } }
const octets = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()

function world() {
  const { euicc, eim } = associated()
  const ipa = new SoftIpa(euicc)
  const read = (messages: readonly Uint8Array[]): (MessageFromIpaToEim | undefined)[] =>
    messages.map((message) => {
      const { value, findings } = decode(messageFromIpaToEim, message)
      expect(findings).toEqual([])
      return value
    })
  const packaged = (...psmo: Psmo[]) =>
    ({ kind: 'euiccPackageRequest', value: eim.package({ psmo }).request }) as const
  return {
    ...{ euicc, eim, ipa, packaged, read },
    says: (message: MessageFromEimToIpa) => read(ipa.answer(encode(messageFromEimToIpa, message))),
    hears: (message: string) => ipa.answer(octets(message)).map(hex),
  }
}

describe('a software IPA', () => {
  it('answers a package that was injected by its result, with the notifications that wait', () => {
    const { says, packaged, ipa } = world()
    expect(says({ kind: 'transferEimPackageRequest', value: packaged(enable) })).toMatchObject([
      {
        kind: 'transferEimPackageResponse',
        value: {
          kind: 'ePRAndNotifications',
          value: { euiccPackageResult: { kind: 'euiccPackageResultSigned' }, notificationList: [{}, {}] },
        },
      },
    ])
    expect(ipa.profile?.iccid).toBe(iccids.second)
  })

  it('provides the result of a package that it asked for', () => {
    const { says, packaged, read, ipa } = world()
    expect(read([ipa.poll('fallback')])).toMatchObject([
      { kind: 'getEimPackageRequest', value: { eidValue: eid, stateChangeCause: 1 } },
    ])
    const list: Psmo = { kind: 'listProfileInfo', value: {} }
    expect(says({ kind: 'getEimPackageResponse', value: packaged(list) })).toMatchObject([
      {
        kind: 'provideEimPackageResult',
        value: { eidValue: eid, eimPackageResult: { kind: 'euiccPackageResult' } },
      },
    ])
  })

  it.each([
    ['nothing is there for it', 'BF4F03020101', []],
    ['its result is acknowledged', 'BF5006BF5303800107', []],
    ['an injected result is acknowledged', 'BF4E06BF5303800107', ['BF4E020500']],
    ['a profile is to be loaded, which it cannot', 'BF4E08BF5405A003800141', ['BF4E020500', 'BF501A5A10']],
    ['it is asked for data', 'BF4E08BF52055C03BF2081', ['BF4E0FBF520CA00A8100BF20058203030100']],
    ['it is asked for data that nobody has', 'BF4E07BF52045C025A80', ['BF4E08BF5205A103020101']],
    ['a package is cut short', 'BF4E06BF5303800', ['BF4E03020101']],
    ['something follows the message', 'BF4E06BF530380010700', ['BF4E03020101']],
    ['a package is of no kind', 'BF4E05BF60020500', ['BF4E03020102']],
    ['a message is none', '0102', ['BF4E03020101']],
    ['there is no message at all', '', ['BF4E03020101']],
  ])('knows what to say when %s', (_, message, answers) => {
    const told = world().hears(message)
    expect(told).toHaveLength(answers.length)
    for (const [at, answer] of answers.entries()) expect(told[at]).toMatch(new RegExp(`^${answer}`))
  })

  it('finds what it is asked for among results and notifications', () => {
    const { says, packaged } = world()
    says({ kind: 'transferEimPackageRequest', value: packaged(enable) })
    const asked = (criteria: object) =>
      says({
        kind: 'transferEimPackageRequest',
        value: { kind: 'ipaEuiccDataRequest', value: { tagList: [0xa0, 0xa2], ...criteria } },
      })
    const found = (notifications: number, results: number) => [
      {
        value: {
          value: {
            value: {
              notificationsList: new Array(notifications).fill({}),
              euiccPackageResultList: new Array(results).fill({}),
            },
          },
        },
      },
    ]
    expect(asked({})).toMatchObject(found(2, 1))
    expect(
      asked({ searchCriteriaNotification: { kind: 'profileManagementOperation', value: ['enable'] } }),
    ).toMatchObject(found(1, 1))
    expect(
      asked({
        searchCriteriaNotification: { kind: 'seqNumber', value: 1 },
        searchCriteriaEuiccPackageResult: { kind: 'seqNumber', value: 9 },
      }),
    ).toMatchObject(found(1, 0))
  })

  it('tells of a rollback', () => {
    const { says, packaged, ipa, read } = world()
    expect(ipa.rollBack()).toBeUndefined()
    says({ kind: 'transferEimPackageRequest', value: packaged(enable) })
    expect(read(ipa.rollBack()!)).toMatchObject([
      { kind: 'provideEimPackageResult', value: { eimPackageResult: { kind: 'euiccPackageResult' } } },
    ])
    expect(ipa.profile?.iccid).toBe(iccids.first)
  })
})
