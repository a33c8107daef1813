import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { judgeClient } from './world.ts'

const enhancedPacketBlock = 6

/** The packet blocks of a pcapng file, each as text. */
function packetsOf(file: Uint8Array): string[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const packets: string[] = []
  for (let at = 0; at < file.length; at += view.getUint32(at + 4, true))
    if (view.getUint32(at, true) === enhancedPacketBlock)
      packets.push(Buffer.from(file.subarray(at, at + view.getUint32(at + 4, true))).toString('latin1'))
  return packets
}

it('remarks in a capture name the step that a message leaves for, and what was judged by it', async () => {
  const cases = (await loadCases()).filter(({ id }) => ['int-101', 'int-102'].includes(id))
  const captures = new Map<string, Uint8Array>()
  await judgeClient({
    ...{ registry: loadRegistry(), cases, lwm2m: '1.1', seed: '1' },
    saveCapture: (name, bytes) => {
      captures.set(name, bytes)
      return { path: name, digest: '' }
    },
  })
  const packets = packetsOf([...captures].find(([name]) => name.startsWith('int-102'))![1])
  const remarks = packets.map((packet) => packet.match(/int-102 [ -~]+/g) ?? [])
  expect(remarks.filter((texts) => texts.length > 0)).toEqual([
    ['int-102 step: server: Read /1/0/1'],
    ['int-102 step: server: Write /1/0/1 (replace)'],
    ['int-102 B PASS: client answers the Write with 2.04'],
    ['int-102 C PASS: client sends an Update with the lifetime that was written'],
    // The undo.
    ['int-102 step: server: Write /1/0/1 (replace)'],
  ])
})
