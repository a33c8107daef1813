import { type Answer, check, code, holds, pathText, testCase } from '#testcase'
import { C6 } from '../configurations/c6.ts'
import { senmlFormats } from '../formats.ts'

/** The 257-SetOfValues as the ETS prints it: /1/0/2 = 101, /1/0/6 = true, /3/0/13 = 0 in SenML CBOR. */
const printed = Uint8Array.from(
  Buffer.from('83a321612f0065312f302f32021865a20065312f302f3604f5a20066332f302f31330200', 'hex'),
)

/** Seconds that a clock which was set to 0 may show when it is read. */
const slack = 300

const clockNear0 = check<Answer>(`/3/0/13 = 0 to ${slack}`, ({ nodes }) => {
  const value = nodes.find(({ path }) => pathText(path) === '/3/0/13')?.value
  if (value?.type !== 'time') return 'no time at /3/0/13'
  return value.value >= 0n && value.value <= BigInt(slack) ? undefined : `/3/0/13 = ${value.value}`
})

export default testCase({
  number: 257,
  title: 'Write-Composite Operation (Server and Device)',
  purpose: 'Resources of Server and Device are written in one request, a time among them.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.9' }, { clause: 'RFC 8428 §6' }],
  judges: ['client'],
  selection: { client: ['WRITE-COMPOSITE', 'RES.1.2', 'RES.3.13'] },
  dependsOn: [101],
  configuration: C6,
  impact: 'settings',
  steps: [
    'The Server reads /1 and /3.',
    'It sends an iPATCH with /1/0/2 = 101, /1/0/6 = true and /3/0/13 = 0.',
    'It reads both again.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the new values of the Server', clause: 'Core 1.1.1 §6.3.9' },
    C: { judged: 'client', text: 'goes by the new time', clause: 'Core 1.1.1 Appendix E.4 resource 13' },
    D: { judged: 'client', text: 'holds the others as they were', clause: 'Core 1.1.1 §6.3.9' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    const [format = 'senml-cbor'] = await senmlFormats(scene)
    const before = await client.valuesOf(`${one}/0`, `${one}/1`, `${one}/7`, '/3/0/16')
    const write = server.writesComposite(
      { [`${one.slice(1)}/2`]: 101, [`${one.slice(1)}/6`]: true, '3/0/13': 0 },
      { format, ...(format === 'senml-cbor' && one === '/1/0' ? { payload: printed } : {}) },
    )
    await client.must('A', write.answered, code('2.04'))
    const read = server.reads(one)
    await client.must('B', read.answered, code('2.05'), holds({ [`${one}/2`]: 101, [`${one}/6`]: true }))
    const device = server.reads('/3')
    await client.must('C', device.answered, code('2.05'), clockNear0)
    const below = (object: string) =>
      Object.fromEntries(Object.entries(before).filter(([path]) => path.startsWith(object)))
    await client.must('D', read.answered, holds(below('/1/')))
    await client.must('D', device.answered, holds(below('/3/')))
  },
})
