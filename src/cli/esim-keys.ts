import {
  addInitialEimRequest,
  type Curve,
  type EimConfigurationData,
  eimIdTypes,
  encode,
  keyPair,
} from '#esim'
import { type CredentialFile, json, keyFiles } from './credential-file.ts'

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
