import type { Code } from '#coap'
import { pathText } from '#content'
import type { ReferenceClient } from '#peers'
import { instead } from '../instead.ts'
import { onOperation, writesNodes } from './faults.ts'

type Firmware = ReferenceClient['effects']['firmware']

/** Takes hold of the Firmware Update object. */
export function onFirmware(fault: (firmware: Firmware, client: ReferenceClient) => void) {
  return (client: ReferenceClient): void => fault(client.effects.firmware, client)
}

/** Tells another State. */
export function tellsState(change: (state: number, result: number) => number) {
  return onFirmware((firmware) =>
    instead(firmware, 'tell', (tell) => (state, result) => tell(change(state, result), result)),
  )
}

/** Gives another integer at a path when /5/0 is read as TLV. */
export function givesInTlv(path: string, value: bigint) {
  return writesNodes('tlv', (nodes) =>
    nodes.map((node) =>
      pathText(node.path) === path ? { ...node, value: { type: 'integer', value } } : node,
    ),
  )
}

/** Answers Writes of a Package or Package URI with another code; `isReset`: those alone that reset, or that do not. */
export function takenWith(code: Code, path: '/5/0/0' | '/5/0/1', isReset: boolean) {
  return (client: ReferenceClient): void =>
    onOperation(client, { kind: 'write', path }, (proceed, operation) => {
      const length = 'payload' in operation ? operation.payload.length : 0
      const response = proceed()
      return length < 2 === isReset && response.code === '2.04' ? { ...response, code } : response
    })
}
