import { type Check, check, type MessageFromEimToIpa, type Told } from '#testcase'
import { failed, failureOf, isAnswered } from './downloads.ts'
import { esimCase } from './esim-case.ts'
import { wellMade } from './told.ts'

type Trigger = Extract<
  Extract<MessageFromEimToIpa, { kind: 'transferEimPackageRequest' }>['value'],
  { kind: 'profileDownloadTriggerRequest' }
>['value']

const transactionId = '0c511d'

const withTransaction: Check<Told> = check(`eimTransactionId ${transactionId}`, ({ message }) => {
  const result = failureOf(message)
  // An IPA that refuses the package as such names no transaction.
  return result === undefined || result.eimTransactionId === transactionId
    ? undefined
    : (result.eimTransactionId ?? 'none')
})

export default esimCase({
  number: 511,
  title: 'Downloads that cannot be',
  purpose: 'The IPA says of each download that it was told to begin, and could not, that it could not.',
  dependsOn: ['ESIM-203'],
  steps: [
    'The eIM sends an activation code that is none.',
    'It names an SM-DS with a host name that nobody has.',
  ],
  criteria: {
    A: {
      text: 'says that nothing was loaded by an activation code that is none',
      clause: 'SGP.32 §2.11.2.3',
    },
    B: {
      text: 'says that nothing was loaded by way of an SM-DS that there is not',
      clause: 'SGP.32 §2.11.2.3',
    },
    C: { text: 'repeats the transaction id with what came of it', clause: 'SGP.32 §2.11.2.3' },
  },
  async body({ client, eim }) {
    const triggers: readonly (readonly ['A' | 'B', NonNullable<Trigger['profileDownloadData']>])[] = [
      ['A', { kind: 'activationCode', value: 'NONE' }],
      ['B', { kind: 'contactSmds', value: { smdsAddress: 'smds.invalid' } }],
    ]
    for (const [letter, profileDownloadData] of triggers) {
      const value = { profileDownloadData, eimTransactionId: transactionId }
      const left = await eim.says(
        { kind: 'transferEimPackageRequest', value: { kind: 'profileDownloadTriggerRequest', value } },
        { receipts: true },
      )
      const first = await left.told.happens()
      const ends = isAnswered.verify(first) === undefined && failed.verify(first) !== undefined
      const result = ends ? eim.hears({ reconnects: true }) : left.told
      await client.must(letter, result, wellMade, failed)
      await client.must('C', result, withTransaction)
    }
  },
})
