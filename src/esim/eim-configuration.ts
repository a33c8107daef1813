import { bits } from './bits.ts'
import { choice } from './choice.ts'
import { eimId, eimIdType } from './common.ts'
import { at, implicitSequence, optional, raw } from './element.ts'
import { integer, nothing } from './numbers.ts'
import { hexText, utf8 } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { sequence } from './sequence.ts'

/** What an eUICC knows of an eIM that may manage it (SGP.32 §2.11.1.1.1). */
export const eimConfigurationData = sequence({
  eimId,
  eimFqdn: optional(at(0x81, utf8())),
  eimIdType: optional(at(0x82, eimIdType)),
  counterValue: optional(at(0x83, integer)),
  /** −1 asks the eUICC for a new token. */
  associationToken: optional(at(0x84, integer)),
  /** SubjectPublicKeyInfo or X.509 certificate, in DER. */
  eimPublicKeyData: optional(
    at(
      0xa5,
      choice({ eimPublicKey: at(0xa0, implicitSequence), eimCertificate: at(0xa1, implicitSequence) }),
    ),
  ),
  trustedPublicKeyDataTls: optional(
    at(
      0xa6,
      choice({
        trustedEimPkTls: at(0xa0, implicitSequence),
        trustedCertificateTls: at(0xa1, implicitSequence),
      }),
    ),
  ),
  eimSupportedProtocol: optional(
    at(
      0x87,
      bits('eimRetrieveHttps', 'eimRetrieveCoaps', 'eimInjectHttps', 'eimInjectCoaps', 'eimProprietary'),
    ),
  ),
  euiccCiPKId: optional(at(0x88, hexText(1, 64))),
  indirectProfileDownload: optional(at({ '1.2': 0x89 }, nothing)),
  vendorExtension: optional(at({ '1.3': 0xaa }, raw)),
})

export type EimConfigurationData = Of<typeof anyEimConfigurationData>

/** One among several. */
export const anyEimConfigurationData = at(0x30, eimConfigurationData)
