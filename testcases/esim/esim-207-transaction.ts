import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { isResultOf } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 207,
  title: 'Transaction ids',
  purpose: 'The id by which an eIM knows its transaction is repeated, however long it is.',
  sgp33: '-3 O_S_TRID',
  signs: true,
  steps: ['The eIM sends packages with transaction ids of 1 and of 16 octets.'],
  criteria: {
    A: { text: 'repeats an id of one octet', clause: 'SGP.32 §2.11.2.1 (eimTransactionId)' },
    B: { text: 'repeats an id of 16 octets', clause: 'SGP.32 §2.11.2.1 (eimTransactionId)' },
  },
  async body({ client, eim }) {
    const short = await eim.carriesOut({ psmo: [listBriefly] }, { transactionId: 'a5' })
    await client.must('A', short.told, wellMade, isResultOf(eim, short))
    const long = await eim.carriesOut({ psmo: [listBriefly] }, { transactionId: '5a'.repeat(16) })
    await client.must('B', long.told, wellMade, isResultOf(eim, long))
  },
})
