import { type Check, check, type Told } from '#testcase'
import { addressIn, askingAddress, setsTo } from './default-address.ts'
import { esimCase } from './esim-case.ts'
import { brings } from './results.ts'
import { nameOf, wellMade } from './told.ts'

function showsAddress(address: string): Check<Told> {
  return check(address, ({ message }) => {
    const seen = addressIn(message)
    return seen === address ? undefined : (seen ?? nameOf(message))
  })
}

export default esimCase({
  number: 316,
  title: 'Default SM-DP+ address',
  purpose: 'The address that profiles are loaded from by default is set, and shown.',
  signs: true,
  since: '1.1',
  impact: 'profile',
  dependsOn: ['ESIM-208', 'ESIM-305'],
  steps: ['The eIM sets the default SM-DP+ address, and asks for it.', 'It sets it back.'],
  criteria: {
    A: { text: 'sets the address', clause: 'SGP.32 §2.11.2.1 (setDefaultDpAddressResult)' },
    B: { text: 'shows the address that was set', clause: 'SGP.32 §2.11.2.2 (defaultSmdpAddress)' },
  },
  async body({ client, eim }) {
    const before = await (await eim.says(askingAddress)).told.happens()
    const set = await eim.carriesOut({ psmo: [setsTo('smdp.example.invalid')] })
    await client.must('A', set.told, wellMade, brings('setDefaultDpAddressResult 0'))
    const shown = await eim.says(askingAddress)
    await client.must('B', shown.told, wellMade, showsAddress('smdp.example.invalid'))
    await (await eim.carriesOut({ psmo: [setsTo(addressIn(before.message) ?? '')] })).told.happens()
  },
})
