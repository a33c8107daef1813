import { waits } from '../waits.ts'
import { eimCase } from './eim-case.ts'
import { acknowledgement, listing, noAcknowledgement } from './from-eim.ts'

export default eimCase({
  number: 811,
  title: 'The result of a package that was never sent',
  purpose: 'A result with another counter value or transaction id is not taken for that of the package.',
  steps: [
    'The eIM leaves a package; a result comes with another counter value, and where there is a transaction id one with another of these.',
    'Then the right one comes.',
  ],
  criteria: {
    A: {
      text: 'does not acknowledge the result of a package that it did not send',
      clause: 'SGP.32 §2.11.1.4',
      unverified: 'it may want the eUICC to forget what nobody asked for',
    },
    B: { text: 'acknowledges the right result afterwards', clause: 'SGP.32 §2.11.1.4' },
  },
  async body({ server, ipa, seconds }) {
    const left = await ipa.queues(listing).happens()
    const { counterValue, eimTransactionId } = left.request.euiccPackageSigned.content
    const strange = { counter: counterValue + 77 }
    const wrong = [strange, ...(eimTransactionId === undefined ? [] : [{ transactionId: 'ee' }])]
    for (const how of wrong) {
      await ipa.says(ipa.telling(left, ipa.resultOf(left, how)))
      await server.must('A', ipa.during(seconds(waits.eimReacts)), noAcknowledgement)
    }
    const right = ipa.resultOf(left)
    await ipa.says(ipa.telling(left, right))
    await server.must('B', acknowledgement(ipa, right))
  },
})
