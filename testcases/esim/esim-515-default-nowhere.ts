import { addressIn, askingAddress, setsTo } from './default-address.ts'
import { failed, isAnswered } from './downloads.ts'
import { esimCase } from './esim-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 515,
  title: 'A default SM-DP+ that is nowhere',
  purpose: 'The IPA says that it could not download from the default SM-DP+ where that is nowhere to be had.',
  signs: true,
  since: '1.1',
  impact: 'profile',
  dependsOn: ['ESIM-203', 'ESIM-316'],
  steps: [
    'The eIM sets the default SM-DP+ address to a host name that nobody has, and has a profile downloaded from there.',
    'It sets the address back.',
  ],
  criteria: {
    A: { text: 'says that nothing was loaded', clause: 'SGP.32 §2.11.2.3' },
  },
  async body({ client, eim, afterwards, cannotJudge }) {
    const before = await (await eim.says(askingAddress)).told.happens()
    const sets = async (address: string) =>
      await (await eim.carriesOut({ psmo: [setsTo(address)] })).told.happens()
    afterwards('set the default SM-DP+ address back', async () => {
      await sets(addressIn(before.message) ?? '')
    })
    const set = await sets('smdp.invalid')
    // Whoever keeps the address of a real SM-DP+ may well get a profile from there.
    if (brings('setDefaultDpAddressResult 0').verify(set) !== undefined)
      cannotJudge('the default SM-DP+ address cannot be set')
    const trigger = { profileDownloadData: { kind: 'contactDefaultSmdp', value: true } } as const
    const left = await eim.says(
      { kind: 'transferEimPackageRequest', value: { kind: 'profileDownloadTriggerRequest', value: trigger } },
      { receipts: true },
    )
    const first = await left.told.happens()
    const goesOn = isAnswered.verify(first) === undefined && failed.verify(first) !== undefined
    await client.must('A', goesOn ? eim.hears({ reconnects: true }) : left.told, wellMade, failed)
  },
})
