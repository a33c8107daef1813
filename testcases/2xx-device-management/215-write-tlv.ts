import { code, holds, lacks, testCase } from '#testcase'
import { C3 } from '../configurations/c3.ts'

/** The 215-SetOfValues as the ETS prints it, octet by octet. */
const printed = Uint8Array.from(Buffer.from('c10265c20303f2c20507d0c10601c10755', 'hex'))
const set = { '2': 101, '3': 1010, '5': 2000, '6': true, '7': 'U' }

export default testCase({
  number: 215,
  title: 'Setting basic information in TLV format',
  purpose: 'An instance is partially updated and then replaced, in TLV.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause: 'Core 1.1.1 §7.4.3' }],
  judges: ['client'],
  selection: { client: ['FMT.tlv', 'RES.1.2', 'RES.1.3', 'RES.1.5'] },
  dependsOn: [101],
  configuration: C3,
  impact: 'settings',
  steps: [
    'The Server saves /1/0.',
    'It POSTs the 215-SetOfValues to /1/0 and reads them back; the Lifetime is untouched.',
    'It PUTs the saved values without the Default Minimum Period and reads them back.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the partial Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'holds the new values beside the untouched ones',
      clause: 'Core 1.1.1 §6.3.3',
    },
    C: { judged: 'client', text: 'answers the replacing Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    D: { judged: 'client', text: 'holds the values of the replacement', clause: 'Core 1.1.1 §6.3.3' },
    E: {
      judged: 'client',
      text: 'holds no optional value that the replacement left out',
      clause: 'Core 1.1.1 §6.3.3',
    },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const saved = await client.valuesOf('/1/0/1', '/1/0/3', '/1/0/5', '/1/0/6', '/1/0/7')
    const partial = server.writes('/1/0', set, { mode: 'partial', format: 'tlv', payload: printed })
    await client.must('A', partial.answered, code('2.04'))
    const changed = Object.fromEntries(Object.entries(set).map(([id, value]) => [`/1/0/${id}`, value]))
    await client.must(
      'B',
      server.reads('/1/0', { format: 'tlv' }).answered,
      code('2.05'),
      holds({ ...saved, ...changed }),
    )

    const replacement = Object.fromEntries(
      Object.entries(saved).map(([path, value]) => [path.slice('/1/0/'.length), value]),
    )
    const replace = server.writes('/1/0', replacement, { mode: 'replace', format: 'tlv' })
    await client.must('C', replace.answered, code('2.04'))
    const read = server.reads('/1/0', { format: 'tlv' })
    await client.must('D', read.answered, code('2.05'), holds(saved))
    await client.must('E', read.answered, lacks('/1/0/2'))
  },
})
