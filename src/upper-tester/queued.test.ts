import { describe, expect, it } from 'vitest'
import type { Operations } from '#esim'
import { instruction } from './instructions.ts'
import { operationsOf, queuedOf } from './queued.ts'

const iccid = '89000000000000000018'
const eid = '89049032123451234512345678901235'

const packages: readonly Operations[] = [
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
]

describe('the words of the verb queue', () => {
  it.each(packages)('mean the operations that they were made of (%#)', (operations) => {
    expect(operationsOf(queuedOf(operations))).toEqual(operations)
  })

  it('do not cover everything, and say so', () => {
    const operations: Operations = {
      psmo: [{ kind: 'setDefaultDpAddress', value: { defaultDpAddress: 'smdp.example' } }],
    }
    expect(() => queuedOf(operations)).toThrow('has no word for setDefaultDpAddress')
  })

  it('are read out to an operator', () => {
    const told = instruction(
      { verb: 'queue', endpoint: 'c', eid, package: queuedOf(packages[0]!) },
      { endpoint: 'c' },
    )
    expect(told).toBe(
      `Make the eIM queue one package for the eUICC ${eid} of client "c": enable profile ${iccid} with the rollback flag`,
    )
  })
})
