import { blockOption, type LadderMessage, optionNumbers, testCase } from '#testcase'
import { mayLackBlocks, smallest } from './blocks.ts'
import { granted } from './message-case.ts'

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BV-13',
  title: 'M in a request for a block',
  purpose: 'The M bit means nothing in a request for a block, and is passed over.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.4' }],
  judges: ['client'],
  dependsOn: [101, 'TP/COAP/BLOCK/BV-01'],
  impact: 'none',
  steps: [
    'The Server asks for block 0 of /3/0/16, of 16 octets.',
    'It asks again, and sets M, as no request may.',
  ],
  criteria: {
    A: { judged: 'client', text: 'gives the block all the same', clause: 'RFC 7959 §2.4' },
  },
  async body(scene) {
    const { client, wire, cannotJudge } = scene
    await client.isRegistered()
    const read = await wire.harmless()
    const asking = (more: boolean): LadderMessage => ({
      ...read,
      options: [blockOption(optionNumbers.block2, { num: 0, more, szx: smallest.szx })],
    })
    const usual = await wire.sends('a request for a block', asking(false)).responded.happens()
    await mayLackBlocks(scene, usual)
    if (granted.verify(usual) !== undefined) return cannotJudge(`without M it is answered ${usual.code}`)
    await client.must('A', wire.sends('a request for a block with M', asking(true)).responded, granted)
  },
})
