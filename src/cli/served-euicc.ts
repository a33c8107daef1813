import { join } from 'node:path'
import {
  addInitialEimRequest,
  decode,
  esimPki,
  keyPairOf,
  SoftEuicc,
  SoftIpa,
  SoftSim,
  sampleIccids,
  sampleProfiles,
} from '#esim'
import { type EsimIxit, loadIxit } from '#ics'
import { readUserFile } from '../json-file.ts'
import { UserError } from '../user-error.ts'

/** Seconds that the reference Client takes at most, where it tries another profile and comes back without it. */
const reconnect = 60

/** An eUICC in software, and what an IXIT has to say of it beside what `esim keys` wrote there. */
export interface ServedEuicc {
  readonly ipa: SoftIpa
  readonly sim: SoftSim
  readonly ixit: Pick<EsimIxit, 'profiles' | 'euiccKey' | 'reconnect' | 'fallback'>
}

/**
 * An eUICC with made-up profiles that knows the eIM of a folder of `esim keys`.
 * @param now milliseconds since the Unix epoch
 * @throws UserError when the folder is none, or its association is not one that an eUICC takes
 */
export function servedEuicc(folder: string, now: number): ServedEuicc {
  const file = join(folder, 'association.der')
  const { esim } = loadIxit(join(folder, 'ixit.json')).document
  if (esim === undefined)
    throw new UserError(`${join(folder, 'ixit.json')}: it does not tell of an eUICC (esim)`)
  const { value, findings } = decode(addInitialEimRequest, readUserFile(file, 'association'))
  const [first] = findings
  if (first !== undefined) throw new UserError(`${file}: at octet ${first.offset}: ${first.text}`)
  const { eid, privateKey } = esim
  // Who has told an IXIT of its key may start it again.
  const keys = privateKey === undefined ? {} : { euiccKeys: keyPairOf(`eUICC of ${privateKey}`) }
  const { euicc: holder, eum } = esimPki({ now, eid, eimId: esim.eimId ?? '', ...keys })
  const certificates = { euiccCertificate: holder.certificate, eumCertificate: eum.certificate }
  const euicc = new SoftEuicc({ eid, key: holder.privateKey, certificates, profiles: sampleProfiles() })
  for (const one of value?.eimConfigurationDataList ?? []) {
    const added = euicc.associations.add(one)
    if (added.kind === 'addEimResultCode' && added.value !== 0)
      throw new UserError(`${file}: the eUICC does not take ${one.eimId}: addEimResult ${added.value}`)
  }
  const euiccKey = holder.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  return {
    ipa: new SoftIpa(euicc),
    sim: new SoftSim(euicc),
    ixit: { profiles: sampleIccids, euiccKey, reconnect, fallback: reconnect },
  }
}
