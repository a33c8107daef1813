import { failed, isAnswered } from './downloads.ts'
import { esimCase } from './esim-case.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 203,
  title: 'A profile that is nowhere to be had',
  purpose: 'The IPA says what came of a download that it was told to begin.',
  sgp33: '-3 §4.2.25',
  steps: [
    'The eIM sends an activation code with a host name that nobody has.',
    'The IPA says that it has the package, or at once what came of it; afterwards it says what came of it.',
  ],
  criteria: {
    A: { text: 'answers the trigger', clause: 'SGP.32 §6.3.3.1' },
    B: { text: 'says that no profile was loaded', clause: 'SGP.32 §2.11.2.3' },
  },
  async body({ client, eim }) {
    const trigger = {
      profileDownloadData: { kind: 'activationCode', value: '1$smdp.invalid$NOTHING' },
      eimTransactionId: '0c0d',
    } as const
    const left = await eim.says(
      { kind: 'transferEimPackageRequest', value: { kind: 'profileDownloadTriggerRequest', value: trigger } },
      { receipts: true },
    )
    const first = await client.must('A', left.told, wellMade, isAnswered)
    const isOver = failed.verify(first) === undefined
    await client.must('B', isOver ? left.told : eim.hears({ reconnects: true }), wellMade, failed)
  },
})
