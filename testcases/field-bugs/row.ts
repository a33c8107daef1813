import type { FieldBug } from '#testcase'

/** Repositories by the short names that sources have in the tables. */
const repositories: { readonly [name: string]: string } = {
  aiocoap: 'chrysn/aiocoap',
  Anjay: 'AVSystem/Anjay',
  'Anjay-lite': 'AVSystem/Anjay-lite',
  californium: 'eclipse-californium/californium',
  'coap-packet': 'coapjs/coap-packet',
  contiki: 'contiki-os/contiki',
  'contiki-ng': 'contiki-ng/contiki-ng',
  emqx: 'emqx/emqx',
  'emqx-lwm2m': 'emqx/emqx-lwm2m',
  leshan: 'eclipse-leshan/leshan',
  libcoap: 'obgm/libcoap',
  'mbed-client': 'ARMmbed/mbed-client',
  'mbed-os': 'ARMmbed/mbed-os',
  'node-coap': 'mcollina/node-coap',
  'node-lib': 'telefonicaid/lwm2m-node-lib',
  RIOT: 'RIOT-OS/RIOT',
  'sdk-zephyr': 'nrfconnect/sdk-zephyr',
  thingsboard: 'thingsboard/thingsboard',
  tinydtls: 'eclipse/tinydtls',
  uoscore: 'eriptic/uoscore-uedhoc',
  wakaama: 'eclipse-wakaama/wakaama',
  zephyr: 'zephyrproject-rtos/zephyr',
}

/** Any of these criteria, written with commas between them, fails a peer that has it. */
export function caught(number: number, source: string, fault: string, by: string): FieldBug {
  return row(number, source, fault, { state: 'caught', by: by.split(', '), why: '' })
}

/** Nothing on the wire tells within a run, or no rule forbids it. */
export function unseen(number: number, source: string, fault: string, why: string): FieldBug {
  return row(number, source, fault, { state: 'unseen', by: [], why })
}

/** A case could catch it, and none does yet. */
export function open(number: number, source: string, fault: string, why: string): FieldBug {
  return row(number, source, fault, { state: 'open', by: [], why })
}

function row(
  number: number,
  source: string,
  fault: string,
  fate: Pick<FieldBug, 'state' | 'by' | 'why'>,
): FieldBug {
  const [name = ''] = source.split(/[# ]/)
  const whole = `${repositories[name] ?? name}${source.slice(name.length)}`
  return { id: `BUG-${String(number).padStart(3, '0')}`, source: whole, fault, ...fate }
}
