import { esimCase } from './esim-case.ts'
import { infoRequest, infoRequestOctets } from './messages.ts'
import { isData, refusedAs, wellMade } from './told.ts'

export default esimCase({
  number: 204,
  title: 'A message that is cut short, or goes on',
  purpose: 'What is no message in DER is refused as such, and harms nothing.',
  steps: [
    'A message is written whose last octets are missing.',
    'One is written in which an element is longer than what holds it.',
    'A right one is written.',
  ],
  criteria: {
    A: { text: 'refuses a message that ends too soon (1)', clause: 'SGP.32 §6.3.3.1 (invalidPackageFormat)' },
    B: {
      text: 'refuses a message with an element longer than what holds it (1)',
      clause: 'SGP.32 §6.3.3.1 (invalidPackageFormat)',
    },
    C: { text: 'answers a right message afterwards', clause: 'SGP.32 §6.3.3.1' },
  },
  async body({ client, eim }) {
    const short = await eim.leaves(infoRequestOctets.subarray(0, -3))
    await client.must('A', short.told, wellMade, refusedAs(1))
    const long = await eim.leaves(infoRequestOctets.map((octet, at) => (at === 7 ? 9 : octet)))
    await client.must('B', long.told, wellMade, refusedAs(1))
    const right = await eim.says(infoRequest)
    await client.must('C', right.told, wellMade, isData)
  },
})
