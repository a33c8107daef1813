import type { Eco, Order, ProfileDownloadData, Psmo } from '#esim'
import type { QueuedOperation } from './verbs.ts'

/** A package in the words of the verb `queue`. @throws Error for what it has no word for */
export function queuedOf(order: Order): readonly QueuedOperation[] {
  if ('download' in order) return [queuedDownload(order.download)]
  return 'psmo' in order ? order.psmo.map(queuedPsmo) : order.eco.map(queuedEco)
}

/** What the words of the verb `queue` mean; those of its operations count that are of the first one's kind. */
export function orderOf(queued: readonly QueuedOperation[]): Order {
  const [first] = queued
  if (first?.operation === 'download') return { download: downloadOf(first) }
  const eco = queued.flatMap((one) => ecoOf(one) ?? [])
  return eco.length > 0 ? { eco } : { psmo: queued.flatMap((one) => psmoOf(one) ?? []) }
}

function queuedDownload(download: ProfileDownloadData): QueuedOperation {
  switch (download.kind) {
    case 'activationCode':
      return { operation: 'download', activationCode: download.value }
    case 'contactDefaultSmdp':
      return { operation: 'download' }
    case 'contactSmds': {
      const { smdsAddress: smds } = download.value
      if (smds === undefined) throw new Error('the verb queue has no word for the default SM-DS')
      return { operation: 'download', smds }
    }
  }
}

function downloadOf({
  activationCode,
  smds,
}: Extract<QueuedOperation, { operation: 'download' }>): ProfileDownloadData {
  if (activationCode !== undefined) return { kind: 'activationCode', value: activationCode }
  return smds === undefined
    ? { kind: 'contactDefaultSmdp', value: true }
    : { kind: 'contactSmds', value: { smdsAddress: smds } }
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
