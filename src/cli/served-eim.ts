import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { SoftEim } from '#esim'
import { type EsimIxit, loadIxit } from '#ics'
import { signerOf } from '#sides'
import { UserError } from '../user-error.ts'

/** An eIM in software, and what the IXIT of a run that judges it has to say of it. */
export interface ServedEim {
  readonly eim: SoftEim
  readonly ixit: Pick<EsimIxit, 'eid' | 'eimId' | 'eimKey' | 'associationToken'>
}

/**
 * The eIM of a folder of `esim keys`, for the eUICC that its IXIT tells.
 * @throws UserError when the folder is none, or holds no key
 */
export function servedEim(folder: string): ServedEim {
  const file = join(folder, 'ixit.json')
  const signer = signerOf(loadIxit(file).document.esim)
  if (typeof signer === 'string') throw new UserError(`${file}: ${signer}`)
  const { eid, eimId, key, associationToken } = signer.options
  const eimKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
  return {
    eim: new SoftEim({ ...signer.options, counter: signer.counter }),
    ixit: { eid, eimId, eimKey, ...(associationToken !== undefined && { associationToken }) },
  }
}
