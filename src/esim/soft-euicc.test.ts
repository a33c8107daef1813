import { describe, expect, it } from 'vitest'
import type { Eco } from './eco.ts'
import type { Operations, PackageHow } from './eim.ts'
import { associated, iccids, keys } from './euicc.fixture.ts'
import type { EuiccPackageResult } from './euicc-package.ts'
import type { Psmo } from './psmo.ts'

const { first, second, third } = iccids
const enable = (iccid: string, rollback = false): Psmo => ({
  kind: 'enable',
  value: { iccid, ...(rollback && { rollbackFlag: true }) },
})
const disable = (iccid: string): Psmo => ({ kind: 'disable', value: { iccid } })
const remove = (iccid: string): Psmo => ({ kind: 'delete', value: { iccid } })
const list: Psmo = { kind: 'listProfileInfo', value: {} }
const fallback = (iccid: string): Psmo => ({ kind: 'setFallbackAttribute', value: { iccid } })

/** Results as `enable 0`, a refusal as `refused 4`. */
function told(result: EuiccPackageResult | undefined): string {
  switch (result?.kind) {
    case 'euiccPackageResultSigned':
      return result.value.euiccPackageResultDataSigned.content.euiccResult
        .map(({ kind, value }) => {
          const name = kind.replace('Result', '')
          if (typeof value === 'number') return `${name} ${value}`
          return 'kind' in value ? `${name} ${value.kind}` : name
        })
        .join(', ')
    case 'euiccPackageErrorSigned':
      return `refused ${result.value.euiccPackageErrorDataSigned.content.euiccPackageErrorCode}`
    case 'euiccPackageErrorUnsigned':
      return 'not known'
    default:
      return 'nothing'
  }
}

function world(...how: Parameters<typeof associated>) {
  const all = associated(...how)
  const { euicc, eim } = all
  const send = (operations: Operations, how?: PackageHow) => euicc.load(eim.package(operations, how).request)
  return {
    ...all,
    send,
    does: (...psmo: Psmo[]) => told(send({ psmo })),
    configures: (...eco: Eco[]) => told(send({ eco })),
    enabled: () => euicc.profiles.enabled?.iccid,
  }
}

describe('a software eUICC', () => {
  it('enables a profile in the place of another, and notifies of both', () => {
    const { euicc, does, enabled } = world()
    expect(does(enable(second))).toBe('enable 0')
    expect(enabled()).toBe(second)
    const events = [...euicc.notifications.values()].map((notification) =>
      notification.kind === 'otherSignedNotification'
        ? notification.value.tbsOtherNotification.content
        : undefined,
    )
    expect(events).toMatchObject([
      { seqNumber: 1, profileManagementOperation: ['disable'], iccid: first },
      { seqNumber: 2, profileManagementOperation: ['enable'], iccid: second },
    ])
  })

  it.each<[string, Psmo[], string]>([
    ['one that is enabled', [enable(first)], 'enable 2'],
    ['one that it does not have', [enable('89000000000000000009')], 'enable 1'],
    ['two', [enable(second), enable(third)], 'processingTerminated 2'],
  ])('does not enable %s', (_, operations, result) => {
    const { does, enabled } = world()
    expect(does(...operations)).toBe(result)
    expect(enabled()).toBe(first)
  })

  it('disables and deletes, in this order', () => {
    const { euicc, does } = world()
    expect(does(disable(first), remove(first))).toBe('disable 0, delete 0')
    expect(euicc.profiles.all.map(({ iccid }) => iccid)).toEqual([second, third])
  })

  it('ends with the first operation that fails', () => {
    const { does, enabled } = world()
    expect(does(remove(first), enable(second))).toBe('delete 2, processingTerminated 2')
    expect(enabled()).toBe(first)
  })

  it.each<[string, Parameters<typeof associated>[0], Psmo, string]>([
    ['disabled', { [first]: { mayBeDisabled: false } }, disable(first), 'disable 3'],
    ['disabled for another', { [first]: { mayBeDisabled: false } }, enable(second), 'enable 3'],
    ['deleted', { [second]: { mayBeDeleted: false } }, remove(second), 'delete 3'],
  ])('keeps what its policy does not let be %s', (_, facts, operation, result) => {
    expect(world(facts).does(operation)).toBe(result)
  })

  it('lists what is asked for, but not amid a change', () => {
    const { send, does } = world()
    const wanted: Psmo = {
      kind: 'listProfileInfo',
      value: { searchCriteria: { kind: 'iccid', value: second }, tagList: [0x9f70] },
    }
    expect(send({ psmo: [wanted] })?.value).toMatchObject({
      euiccPackageResultDataSigned: {
        content: { euiccResult: [{ value: { value: [{ profileState: 0 }] } }] },
      },
    })
    expect(does(disable(first), list)).toBe('disable 0, listProfileInfo profileInfoListError')
  })

  it('has one profile to fall back to', () => {
    const { does } = world({ [third]: { mayBeFallback: false } })
    const unset: Psmo = { kind: 'unsetFallbackAttribute', value: true }
    expect(does(unset)).toBe('unsetFallbackAttribute 2')
    expect(does(fallback(third))).toBe('setFallbackAttribute 2')
    expect(does(fallback(second))).toBe('setFallbackAttribute 0')
    expect(does(remove(second))).toBe('delete 21')
    expect(does(enable(second))).toBe('enable 0')
    expect(does(fallback(first))).toBe('setFallbackAttribute 3')
    expect(does(unset)).toBe('unsetFallbackAttribute 3')
  })

  it('keeps results and notifications until they are acknowledged', () => {
    const { euicc, does } = world()
    does(enable(second))
    expect([[...euicc.results.keys()], [...euicc.notifications.keys()]]).toEqual([[3], [1, 2]])
    euicc.acknowledge([1, 3])
    expect([[...euicc.results.keys()], [...euicc.notifications.keys()]]).toEqual([[], [2]])
  })

  it('signs what it says, with the token of the association', () => {
    const { eim, send } = world({}, {}, { token: true })
    const result = send({ psmo: [list] }, { transactionId: '0a0b' })
    expect(eim.check(result)).toEqual({ valid: true })
    expect(result.value).toMatchObject({
      euiccPackageResultDataSigned: { content: { eimId: 'eIM1', counterValue: 1, eimTransactionId: '0a0b' } },
    })
    expect(eim.check(send({ psmo: [list] }, { counter: 1 }))).toEqual({ valid: true })
    expect(eim.check(send({ psmo: [list] }, { key: keys().privateKey }))).toBeUndefined()
  })

  it('verifies on brainpoolP256r1 as well', () => {
    expect(world({}, {}, { curve: 'brainpoolP256r1' }).does(enable(second))).toBe('enable 0')
  })
})

describe('a package is refused', () => {
  it.each<[string, PackageHow, string]>([
    ['that was sent before', { counter: 1 }, 'refused 4'],
    ['with a lower counter', { counter: 0 }, 'refused 4'],
    ['with a counter out of range', { counter: 0x800000 }, 'refused 6'],
    ['for another eUICC', { eid: '0'.repeat(32) }, 'refused 3'],
    ['of an eIM that it does not know', { eimId: 'eIM2' }, 'not known'],
    ['signed by another', { key: keys().privateKey }, 'not known'],
    ['signed with another token', { associationToken: 7 }, 'not known'],
    ['signed in DER', { spoils: (raw) => Uint8Array.of(0x30, 64, ...raw) }, 'not known'],
    ['whose signature is cut short', { spoils: (raw) => raw.subarray(1) }, 'not known'],
    [
      'changed after it was signed',
      { alters: (der) => der.map((octet, at) => octet ^ Number(at === der.length - 1)) },
      'not known',
    ],
  ])('%s', (_, how, result) => {
    const { does, send, enabled } = world()
    expect(does(list)).toBe('listProfileInfo profileInfoListOk')
    expect(told(send({ psmo: [enable(second)] }, how))).toBe(result)
    expect(enabled()).toBe(first)
    expect(does(enable(second))).toBe('enable 0')
  })
})

describe('a rollback', () => {
  it('goes back once, and is told instead of what it takes back', () => {
    const { euicc, does, enabled } = world()
    expect(does(enable(second, true))).toBe('enable 0')
    expect(told(euicc.rollBack())).toBe('rollback 0')
    expect([enabled(), euicc.notifications.size, euicc.results.size]).toEqual([first, 0, 1])
    expect(euicc.rollBack()).toBeUndefined()
  })

  it('is there only where it was asked for, and until the next package', () => {
    const { euicc, does } = world()
    does(enable(second))
    expect(euicc.rollBack()).toBeUndefined()
    does(enable(third, true))
    does(list)
    expect(euicc.rollBack()).toBeUndefined()
  })

  it('is not available where nothing was enabled', () => {
    const { does } = world()
    expect(does(disable(first))).toBe('disable 0')
    expect(does(enable(second, true))).toBe('enable 20')
  })
})

describe('eIMs', () => {
  const other = keys()
  const configuration = {
    eimId: 'eIM2',
    eimPublicKeyData: { kind: 'eimPublicKey', value: other.spki },
  } as const

  it('are added, listed and deleted', () => {
    const { configures, send } = world()
    expect(configures({ kind: 'addEim', value: { ...configuration, associationToken: -1 } })).toBe(
      'addEim associationToken',
    )
    expect(send({ eco: [{ kind: 'listEim', value: true }] })?.value).toMatchObject({
      euiccPackageResultDataSigned: {
        content: { euiccResult: [{ value: { value: [{ eimId: 'eIM1' }, { eimId: 'eIM2' }] } }] },
      },
    })
    expect(configures({ kind: 'deleteEim', value: { eimId: 'eIM2' } })).toBe('deleteEim 0')
    expect(configures({ kind: 'deleteEim', value: { eimId: 'eIM2' } })).toBe('deleteEim 1')
    expect(configures({ kind: 'deleteEim', value: { eimId: 'eIM1' } })).toBe('deleteEim 2')
    expect(configures({ kind: 'listEim', value: true })).toBe('not known')
  })

  it.each<[string, Extract<Eco, { kind: 'addEim' }>['value'], number]>([
    ['that is there', { ...configuration, eimId: 'eIM1' }, 2],
    ['of a CI that is not known', { ...configuration, euiccCiPKId: 'ab' }, 3],
    ['with a token of somebody else', { ...configuration, associationToken: 9 }, 5],
    ['whose counter is out of range', { ...configuration, counterValue: 0x800000 }, 6],
    ['without a key', { eimId: 'eIM2' }, 7],
  ])('are not added: one %s', (_, value, code) => {
    const result = world().send({ eco: [{ kind: 'addEim', value }] })
    expect(result?.value).toMatchObject({
      euiccPackageResultDataSigned: {
        content: { euiccResult: [{ value: { kind: 'addEimResultCode', value: code } }] },
      },
    })
  })

  it('change their key', () => {
    const { configures, send, euicc } = world()
    const updateEim = (eimId: string): Eco => ({ kind: 'updateEim', value: { ...configuration, eimId } })
    expect(configures(updateEim('eIM2'))).toBe('updateEim 1')
    expect(configures(updateEim('eIM1'))).toBe('updateEim 0')
    expect(told(send({ psmo: [list] }))).toBe('not known')
    expect(told(send({ psmo: [list] }, { key: other.privateKey }))).toBe('listProfileInfo profileInfoListOk')
    expect(euicc.associations.all).toHaveLength(1)
  })
})
