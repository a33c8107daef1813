import { testCase } from '#testcase'
import { testInstance } from '../test-object.ts'
import { givenBack } from './given-back.ts'

/** One octet more than a length of sixteen bits can say: the TLV has a length of twenty-four. */
const octets = Uint8Array.from({ length: 2 ** 16 }, (_, index) => index % 251)

export default testCase({
  purposeId: 'TP/DM/TYPES/BV-21',
  title: 'A value of 64 KiB in TLV',
  purpose: 'Who takes a value of 64 KiB takes and gives all of it, with a TLV length of 24 bits.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §7.4.3' }],
  judges: ['client'],
  selection: { client: ['OBJ.3442', 'RES.3442.150', 'FMT.tlv'] },
  dependsOn: [101, 'int-260 A', 203, 215, 'TP/DM/TYPES/BV-08'],
  impact: 'settings',
  steps: [
    'The Server writes 65,536 octets to an opaque resource, in TLV.',
    'Unless they are too many for the Client, it reads them in TLV.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'gives back each octet of what it took',
      clause: 'Core 1.1.1 §7.4.3',
    },
  },
  async body(scene) {
    const { client, server, doesNotApply } = scene
    await client.isRegistered()
    const path = `${(await testInstance(scene, 3442)).path}/150`
    const { code, frame } = await server.writes(path, octets, { format: 'tlv' }).answered.happens()
    // No Client has to hold so much, and there is more than one code to say so.
    if (code !== '2.04') doesNotApply(`it does not take 64 KiB: ${code}`, frame)
    await client.must(
      'A',
      server.reads(path, { format: 'tlv' }).answered,
      givenBack('tlv', { [path]: octets }),
    )
  },
})
