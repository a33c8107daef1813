import type { Eco, Operations, Psmo } from '#esim'
import type { QueuedOperation } from './verbs.ts'

/** The operations of a package in the words of the verb `queue`. @throws Error for one that it has no word for */
export function queuedOf(operations: Operations): readonly QueuedOperation[] {
  return 'psmo' in operations ? operations.psmo.map(queuedPsmo) : operations.eco.map(queuedEco)
}

/** What the words of the verb `queue` mean; those of its operations count that are of the first one's kind. */
export function operationsOf(queued: readonly QueuedOperation[]): Operations {
  const eco = queued.flatMap((one) => ecoOf(one) ?? [])
  return eco.length > 0 ? { eco } : { psmo: queued.flatMap((one) => psmoOf(one) ?? []) }
}

function queuedPsmo(psmo: Psmo): QueuedOperation {
  switch (psmo.kind) {
    case 'enable': {
      const { iccid, rollbackFlag } = psmo.value
      return { operation: 'enable', iccid, ...(rollbackFlag === true && { rollback: true }) }
    }
    case 'disable':
    case 'delete':
      return { operation: psmo.kind, iccid: psmo.value.iccid }
    case 'setFallbackAttribute':
      return { operation: 'set-fallback', iccid: psmo.value.iccid }
    case 'unsetFallbackAttribute':
      return { operation: 'unset-fallback' }
    case 'listProfileInfo':
      return { operation: 'list' }
    case 'getRAT':
      return { operation: 'rules' }
    default:
      throw new Error(`the verb queue has no word for ${psmo.kind}`)
  }
}

function queuedEco(eco: Eco): QueuedOperation {
  switch (eco.kind) {
    case 'listEim':
      return { operation: 'list-eims' }
    case 'deleteEim':
      return { operation: 'delete-eim', eimId: eco.value.eimId }
    case 'addEim': {
      const { eimId, eimPublicKeyData } = eco.value
      if (eimPublicKeyData?.kind !== 'eimPublicKey')
        throw new Error('the verb queue has no word for an eIM without a public key')
      const publicKey = Buffer.from(eimPublicKeyData.value).toString('hex')
      return { operation: 'add-eim', eimId, publicKey }
    }
    default:
      throw new Error(`the verb queue has no word for ${eco.kind}`)
  }
}

function psmoOf(queued: QueuedOperation): Psmo | undefined {
  switch (queued.operation) {
    case 'enable': {
      const { iccid, rollback } = queued
      return { kind: 'enable', value: { iccid, ...(rollback === true && { rollbackFlag: true }) } }
    }
    case 'disable':
    case 'delete':
      return { kind: queued.operation, value: { iccid: queued.iccid } }
    case 'set-fallback':
      return { kind: 'setFallbackAttribute', value: { iccid: queued.iccid } }
    case 'unset-fallback':
      return { kind: 'unsetFallbackAttribute', value: true }
    case 'list':
      return { kind: 'listProfileInfo', value: {} }
    case 'rules':
      return { kind: 'getRAT', value: true }
    default:
      return undefined
  }
}

function ecoOf(queued: QueuedOperation): Eco | undefined {
  switch (queued.operation) {
    case 'list-eims':
      return { kind: 'listEim', value: true }
    case 'delete-eim':
      return { kind: 'deleteEim', value: { eimId: queued.eimId } }
    case 'add-eim': {
      const value = Uint8Array.from(Buffer.from(queued.publicKey, 'hex'))
      return {
        kind: 'addEim',
        value: { eimId: queued.eimId, eimPublicKeyData: { kind: 'eimPublicKey', value } },
      }
    }
    default:
      return undefined
  }
}
