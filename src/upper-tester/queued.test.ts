import { describe, expect, it } from 'vitest'
import type { Operations, Order } from '#esim'
import { instruction } from './instructions.ts'
import { orderOf, queuedOf } from './queued.ts'
import { checkVerb } from './schema.ts'

const iccid = '89000000000000000018'
const eid = '89049032123451234512345678901235'

const packages: readonly Order[] = [
  { psmo: [{ kind: 'enable', value: { iccid, rollbackFlag: true } }] },
  {
    psmo: [
      { kind: 'disable', value: { iccid } },
      { kind: 'delete', value: { iccid } },
    ],
  },
  {
    psmo: [
      { kind: 'setFallbackAttribute', value: { iccid } },
      { kind: 'unsetFallbackAttribute', value: true },
    ],
  },
  {
    psmo: [
      { kind: 'listProfileInfo', value: {} },
      { kind: 'getRAT', value: true },
    ],
  },
  {
    eco: [
      {
        kind: 'addEim',
        value: { eimId: 'two', eimPublicKeyData: { kind: 'eimPublicKey', value: Uint8Array.of(0x30, 0) } },
      },
    ],
  },
  {
    eco: [
      { kind: 'deleteEim', value: { eimId: 'two' } },
      { kind: 'listEim', value: true },
    ],
  },
  { download: { kind: 'activationCode', value: '1$smdp.example$ID' } },
  { download: { kind: 'contactDefaultSmdp', value: true } },
  { download: { kind: 'contactSmds', value: { smdsAddress: 'smds.example' } } },
]

describe('the words of the verb queue', () => {
  it.each(packages)('mean what they were made of (%#)', (order) => {
    expect(orderOf(queuedOf(order))).toEqual(order)
  })

  it('do not cover everything, and say so', () => {
    const operations: Operations = {
      psmo: [{ kind: 'setDefaultDpAddress', value: { defaultDpAddress: 'smdp.example' } }],
    }
    expect(() => queuedOf(operations)).toThrow('has no word for setDefaultDpAddress')
  })

  it('are what the schema has', () => {
    for (const order of packages)
      expect(checkVerb({ verb: 'queue', endpoint: 'c', eid, package: queuedOf(order) })).toEqual([])
    const both = { operation: 'download', activationCode: '1$a$b', smds: 'smds.example' }
    expect(checkVerb({ verb: 'queue', endpoint: 'c', eid, package: [both] })).not.toEqual([])
  })

  it.each([
    [packages[0]!, `enable profile ${iccid} with the rollback flag`],
    [packages[6]!, 'have a profile downloaded by the activation code 1$smdp.example$ID'],
    [packages[7]!, 'have a profile downloaded from the default SM-DP+'],
    [packages[8]!, 'have a profile downloaded by the SM-DS smds.example'],
  ])('are read out to an operator (%#)', (order, text) => {
    const told = instruction(
      { verb: 'queue', endpoint: 'c', eid, package: queuedOf(order) },
      { endpoint: 'c' },
    )
    expect(told).toBe(`Make the eIM queue one package for the eUICC ${eid} of client "c": ${text}`)
  })
})
