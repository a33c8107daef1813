import { esimCase } from './esim-case.ts'
import { refusedAs, wellMade } from './told.ts'

export default esimCase({
  number: 205,
  title: 'A package of no known kind',
  purpose: 'A package whose tag stands for nothing is refused as unknown.',
  steps: ['A well-formed package is written with a tag that no package has (BF7F).'],
  criteria: {
    A: { text: 'refuses it as unknown (2)', clause: 'SGP.32 §6.3.3.1 (unknownPackage)' },
  },
  async body({ client, eim }) {
    const left = await eim.leaves(Uint8Array.from([0xbf, 0x4e, 0x05, 0xbf, 0x7f, 0x02, 0x05, 0x00]))
    await client.must('A', left.told, wellMade, refusedAs(2))
  },
})
