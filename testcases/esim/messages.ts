import type { MessageFromEimToIpa } from '#testcase'

/** Asks for EUICCInfo1: needs no signature, and changes nothing. */
export const infoRequest: MessageFromEimToIpa = {
  kind: 'transferEimPackageRequest',
  value: { kind: 'ipaEuiccDataRequest', value: { tagList: [0xbf20] } },
}

/** The same for EUICCInfo2. */
export const moreInfoRequest: MessageFromEimToIpa = {
  kind: 'transferEimPackageRequest',
  value: { kind: 'ipaEuiccDataRequest', value: { tagList: [0xbf22] } },
}

/** The first in DER, for Writes that a case makes itself. */
export const infoRequestOctets = Uint8Array.from([0xbf, 0x4e, 0x07, 0xbf, 0x52, 0x04, 0x5c, 0x02, 0xbf, 0x20])
