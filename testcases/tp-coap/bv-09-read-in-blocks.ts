import { check, testCase } from '#testcase'
import { askBlock, blockIn, isBlock, mayLackBlocks, smallest } from './blocks.ts'

const same = (whole: Uint8Array) =>
  check<Uint8Array>(`${whole.length} octets as read at once`, (found) =>
    Buffer.compare(found, whole) === 0
      ? undefined
      : `${found.length} octets, ${Buffer.from(found).toString('hex')}`,
  )

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BV-01',
  title: 'Reading in small blocks',
  purpose: 'A representation is given in blocks of the size asked for, in any order, and is the same.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.4' }],
  judges: ['client'],
  dependsOn: [101, 203, 222, 223, 226, 231, 232],
  impact: 'none',
  steps: [
    'The Server reads its own Server instance at once; where that fits into one block, the Server object.',
    'It reads it again, in blocks of 16 octets, one after the other.',
    'It asks for the last block once more.',
  ],
  criteria: {
    A: { judged: 'client', text: 'gives blocks of the size asked for', clause: 'RFC 7959 §2.2' },
    B: { judged: 'client', text: 'gives blocks that make the whole', clause: 'RFC 7959 §2.4' },
    C: {
      judged: 'client',
      text: 'gives a block by its number, whichever came before',
      clause: 'RFC 7959 §2.4',
    },
  },
  async body(scene) {
    const { client, server, wire, cannotJudge } = scene
    await client.isRegistered()
    const instance = await client.serverInstance()
    const ofInstance = await server.reads(instance).answered.happens()
    const isLong = ofInstance.payload.length > smallest.octets
    // As TLV, four resources fit into one block; with what tells their instance, they do not.
    const path = isLong ? instance : '/1'
    const {
      payload: whole,
      contentFormat,
      code,
    } = isLong ? ofInstance : await server.reads(path).answered.happens()
    if (code !== '2.05' || whole.length <= smallest.octets)
      return cannotJudge(`${path} is answered ${code} with ${whole.length} octets, too few for blocks`)
    const read = { code: '0.01', path: path.slice(1).split('/'), accept: contentFormat } as const
    await mayLackBlocks(scene, await askBlock(wire, read, 0).happens())
    const parts: Uint8Array[] = []
    let more = true
    for (let num = 0; more && num <= whole.length / smallest.octets; num++) {
      const reply = await client.must('A', askBlock(wire, read, num), isBlock(num))
      const block = blockIn(reply, 2)
      if (reply.code !== '2.05' || block === undefined) break
      parts.push(reply.payload)
      more = block.more
    }
    const last = Math.max(0, parts.length - 1)
    const together = askBlock(wire, read, last).map('the blocks together', () => Buffer.concat(parts))
    await client.must('B', together, same(whole))
    await client.must('C', askBlock(wire, read, Math.max(0, last - 1)), isBlock(Math.max(0, last - 1)))
  },
})
