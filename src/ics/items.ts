import type { Edition } from './edition.ts'

/** Features that are neither an object, a resource nor a data format, each with its question. */
const features = {
  BOOTSTRAP: 'Does it support client-initiated bootstrap?',
  'BOOTSTRAP-PACK':
    'Does it support Bootstrap-Packs: ask its Bootstrap-Server for one first, or give them (LwM2M 1.2)?',
  QUEUE: 'Does it support queue mode?',
  PID: 'Does it know Profile IDs, by which a Client registers without a list (LwM2M 1.2)?',
  TCP: 'Does it speak LwM2M over TCP (binding T)?',
  SERVERS: 'Can it be registered at several Servers at once?',
  PSK: 'Does it have DTLS or TLS with pre-shared keys?',
  RPK: 'Does it have DTLS with raw public keys?',
  X509: 'Does it have DTLS or TLS with certificates?',
  EST: 'Does it enrol for its certificate by EST (Security Mode 4)?',
  CID: 'Does it have connection ids of DTLS (RFC 9146)?',
  OSCORE: 'Does it have OSCORE?',
  SMARTCARD: 'Does it take its account from a smartcard?',
  'ATTR-EP': 'Does it take the attributes epmin and epmax?',
  'ATTR-EDGE': 'Does it take the attribute edge (LwM2M 1.2)?',
  'ATTR-CON': 'Does it take the attribute con (LwM2M 1.2)?',
  'ATTR-HQMAX': 'Does it take the attribute hqmax (LwM2M 1.2)?',
  MQTT: 'Does it speak LwM2M over MQTT?',
  'READ-COMPOSITE': 'Does it support Read-Composite?',
  'WRITE-COMPOSITE': 'Does it support Write-Composite?',
  'OBSERVE-COMPOSITE': 'Does it support Observe-Composite?',
  ETCH: 'Does it take lists and values of composite operations in SenML-ETCH (LwM2M 1.2)?',
  'OBSERVE-ATTRIBUTES': 'Does an Observe take attributes as parameters (LwM2M 1.2)?',
  SEND: 'Does it support Send, by which a Client reports values by itself?',
  'FW-PUSH': 'Does it take firmware by push, written to the Package (/5/0/0)?',
  'FW-PULL': 'Does it fetch firmware from a Package URI (/5/0/1)?',
  'FW-COAP': 'Does it fetch firmware by CoAP?',
  'FW-COAPS': 'Does it fetch firmware by CoAP over DTLS?',
  'FW-HTTP': 'Does it fetch firmware by HTTP?',
  'FW-HTTPS': 'Does it fetch firmware by HTTPS?',
  'FW-COAP-TCP': 'Does it fetch firmware by CoAP over TCP?',
  'FW-COAPS-TCP': 'Does it fetch firmware by CoAP over TLS?',
  EIM: 'Is it an eIM, which manages eUICCs through object 3443 (SGP.32)?',
  DEPTH: 'Does Discover heed a depth (LwM2M 1.2)?',
} as const

export type Feature = keyof typeof features

/**
 * What an implementation may claim. `OBJ.16` object 16; `RES.1.4` resource 4 of object 1; `FMT.tlv` a data format;
 * `QUEUE` and the like a feature.
 */
export type IcsItem = `OBJ.${number}` | `RES.${number}.${number}` | `FMT.${string}` | Feature

/** The question behind an item, as an ICS pro forma asks it. */
export function question(item: IcsItem): string {
  const [kind = '', first, second] = item.split('.')
  switch (kind) {
    case 'OBJ':
      return `Does it implement object ${first}?`
    case 'RES':
      return `Does it implement resource ${second} of object ${first}?`
    case 'FMT':
      return `Does it support the data format ${first}?`
    default:
      return features[kind as Feature]
  }
}

/** Features that every client of this version has, so that nothing is asked or probed (Core §6.2.1, §7.4). */
export function mandatory(item: IcsItem, lwm2m: Edition): boolean {
  const always: readonly IcsItem[] = ['OBJ.0', 'OBJ.1', 'OBJ.3', 'RES.1.8', 'RES.3.4']
  const formats: readonly IcsItem[] = lwm2m === '1.0' ? ['FMT.tlv'] : ['FMT.text', 'FMT.opaque']
  return always.includes(item) || formats.includes(item)
}

/** Features so rare that nobody is asked: an implementation has them only when its ICS says so. */
export function onlyIfClaimed(item: IcsItem): boolean {
  const rare: readonly IcsItem[] = ['MQTT', 'EST', 'CID']
  return rare.includes(item)
}
