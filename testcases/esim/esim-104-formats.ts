import { code } from '#testcase'
import { esimCase } from './esim-case.ts'
import { infoRequestOctets } from './messages.ts'
import { isData, wellMade } from './told.ts'

export default esimCase({
  number: 104,
  title: 'A message in every format',
  purpose: 'A message for the IPA is taken in every data format that the Client has.',
  steps: [
    'The Server writes a request for data to /3443/0/2 as octets, and in each of TLV, SenML CBOR and SenML JSON that the Client supports.',
    'The IPA answers each of them.',
  ],
  criteria: {
    A: { text: 'takes a message as octets (2.04)', clause: 'Core 1.1.1 §7.4.2' },
    B: { text: 'takes a message in every other format that it supports (2.04)', clause: 'Core 1.1.1 §7.4' },
    C: { text: 'hands the message to the IPA as it was written', clause: 'Object 3443 1.0 resource 2' },
  },
  async body({ client, server, eim, supports, lwm2m }) {
    const left = await eim.leaves(infoRequestOctets)
    await client.must('A', left.answered, code('2.04'))
    await client.must('C', left.told, wellMade, isData)
    const others = lwm2m === '1.0' ? (['tlv'] as const) : (['tlv', 'senml-cbor', 'senml-json'] as const)
    let tried = 0
    for (const format of others) {
      if (!(await supports(`FMT.${format}`))) continue
      tried++
      await eim.isReady()
      const write = server.writes(`${eim.mailbox}/2`, infoRequestOctets, { format, keep: true })
      const answer = await client.must('B', write.answered, code('2.04'))
      if (answer.code === '2.04') await client.must('C', eim.hears(), wellMade, isData)
    }
    if (tried === 0) client.notApplicable('B', 'it has no other format')
  },
})
