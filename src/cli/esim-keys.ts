import {
  addInitialEimRequest,
  type Curve,
  type EimConfigurationData,
  eimIdTypes,
  encode,
  esimPki,
  keyPair,
} from '#esim'
import { type CredentialFile, json, keyFiles, pem } from './credential-file.ts'

export interface EsimKeyOptions {
  readonly eid: string
  readonly eimId: string
  /** The counter value that the eUICC begins with: the first package has the next. */
  readonly counter: number
  /** The eUICC is to give the association a token. */
  readonly withToken: boolean
  readonly curve: Curve
}

/**
 * A new key pair of an eIM, the association that an eUICC is to be loaded with (AddInitialEim, BF57), and the IXIT of a
 * run that plays this eIM.
 */
export function makeEsimKeys(options: EsimKeyOptions): readonly CredentialFile[] {
  const { eid, eimId, counter, curve } = options
  const keys = keyPair(curve)
  const publicKey = new Uint8Array(keys.publicKey.export({ format: 'der', type: 'spki' }))
  const privateKey = new Uint8Array(keys.privateKey.export({ format: 'der', type: 'pkcs8' }))
  const association = encode(addInitialEimRequest, {
    eimConfigurationDataList: [configuration(options, publicKey)],
  })
  const esim = { eid, eimId, privateKey: Buffer.from(privateKey).toString('base64'), counter }
  return [
    ...keyFiles('eim', { publicKey, privateKey }),
    { path: 'association.der', content: association, isSecret: false },
    {
      path: 'association.hex',
      content: `${Buffer.from(association).toString('hex').toUpperCase()}\n`,
      isSecret: false,
    },
    json('ixit.json', { values: {}, esim }),
  ]
}

/**
 * An eUICC for an eIM under test: its key, the certificates that lead to an issuer of its own, and the IXIT of a run that
 * plays it. What the eIM is to be told is the issuer's certificate, or the public key of the eUICC.
 * @param now milliseconds since the Unix epoch
 */
export function makeEuicc({
  eid,
  eimId,
  curve,
  now,
}: Pick<EsimKeyOptions, 'eid' | 'eimId' | 'curve'> & { readonly now: number }): readonly CredentialFile[] {
  const { ci, eum, euicc } = esimPki({ now, eid, eimId, curve })
  const publicKey = new Uint8Array(euicc.publicKey.export({ format: 'der', type: 'spki' }))
  const privateKey = new Uint8Array(euicc.privateKey.export({ format: 'der', type: 'pkcs8' }))
  const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64')
  const certificateOf = (path: string, content: Uint8Array): CredentialFile[] => [
    { path: `${path}.cert.der`, content, isSecret: false },
    { path: `${path}.cert.pem`, content: pem('CERTIFICATE', content), isSecret: false },
  ]
  const told = {
    privateKey: base64(privateKey),
    certificate: base64(euicc.certificate),
    eumCertificate: base64(eum.certificate),
  }
  return [
    ...certificateOf('ci', ci.certificate),
    ...certificateOf('eum', eum.certificate),
    ...certificateOf('euicc', euicc.certificate),
    ...keyFiles('euicc', { publicKey, privateKey }),
    json('ixit.json', { values: {}, esim: { eid, eimId, euicc: told } }),
  ]
}

function configuration(
  { eimId, counter, withToken }: EsimKeyOptions,
  publicKey: Uint8Array,
): EimConfigurationData {
  const type = idType(eimId)
  return {
    eimId,
    ...(type === 'fqdn' && { eimFqdn: eimId }),
    eimIdType: eimIdTypes[type],
    counterValue: counter,
    ...(withToken && { associationToken: -1 }),
    eimPublicKeyData: { kind: 'eimPublicKey', value: publicKey },
    // SGP.32 has no bit for LwM2M.
    eimSupportedProtocol: ['eimProprietary'],
  }
}

function idType(eimId: string): keyof typeof eimIdTypes {
  if (/^[0-2](\.\d+)+$/.test(eimId)) return 'oid'
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(eimId) ? 'fqdn' : 'proprietary'
}
