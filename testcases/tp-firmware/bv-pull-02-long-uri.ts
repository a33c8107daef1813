import { code, testCase } from '#testcase'
import { fromIdle, offers, sampleOf } from '../7xx-firmware/firmware.ts'
import { delivered, ends, follows, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FW-PULL', 'FMT.tlv'),
  purposeId: 'TP/FW/PULL/BV-02',
  title: 'A Package URI as long as can be, in TLV',
  purpose: 'A Package URI of 255 octets is taken, whatever the format it comes in.',
  steps: [
    'The Server writes a Package URI of 255 octets to /5/0, as TLV.',
    'The Client fetches the package.',
  ],
  criteria: {
    A: rule('takes the Write with 2.04', 'Transport 1.1.1 §6.7'),
    B: rule('fetches the package from there', 'definition of /5/x/1'),
    C: rule('has it at last (State 2, Update Result 0)', 'definition of /5/x/3'),
  },
  async body(scene) {
    const { client, server } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const { uri, given } = await offers(scene, octets, { longUri: true })
    const write = server.writes('/5/0', { '1': uri }, { format: 'tlv', mode: 'partial', keep: true })
    await client.must('A', write.answered, code('2.04'))
    await client.must('B', given)
    await client.must('C', follows(scene, delivered, waits.delivery), ends([states.downloaded, 0]))
  },
})
