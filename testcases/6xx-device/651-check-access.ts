import { type Answer, check, code, format, holds, type Plain, pathText, testCase } from '#testcase'
import { C6 } from '../configurations/c6.ts'
import { instanceFormat } from '../formats.ts'

/** The 651-SetOfValues as the ETS prints it: 13 = 1367491215, 14 = "+02:00", 15 = "Europe/Paris". */
const printed = Uint8Array.from(
  Buffer.concat([
    Buffer.from('c40d5182428fc60e', 'hex'),
    Buffer.from('+02:00'),
    Buffer.from('c80f0c', 'hex'),
    Buffer.from('Europe/Paris'),
  ]),
)
const start = 1367491215
const set = { '13': start, '14': '+02:00', '15': 'Europe/Paris' }

/** Seconds that a clock may have gone on by when it is read. */
const passed = 60

/** A clock that was set goes on, unless it is one that somebody else sets, too. */
const clockSetTo = (seconds: number) =>
  check<Answer>(`/3/0/13 from ${seconds} to ${seconds + passed}`, ({ nodes }) => {
    const value = nodes.find(({ path }) => pathText(path) === '/3/0/13')?.value
    const time = Number(value?.value ?? Number.NaN)
    return time >= seconds && time <= seconds + passed ? undefined : `/3/0/13 = ${time}`
  })

const times = [13, 14, 15]
const rest = [0, 1, 2, 3, 16, 17]

type Values = { readonly [path: string]: Plain }

const amongst = (resources: readonly number[], values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([path]) => resources.includes(Number(path.split('/')[3]))),
  )

export default testCase({
  number: 651,
  title: 'Device Object: check access to the resources',
  purpose:
    'Time, offset and time zone of the Device are set together, the rest stays; then they are set back.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 Appendix E.4' }, { clause: 'Core 1.1.1 §6.3.3' }],
  judges: ['client'],
  selection: { client: ['RES.3.13', 'RES.3.14', 'RES.3.15'] },
  dependsOn: [101],
  configuration: C6,
  impact: 'settings',
  steps: [
    'The Server saves /3/0/13, 14 and 15.',
    'It POSTs the 651-SetOfValues to /3/0, in TLV or else in a format that the Client has, and reads /3/0.',
    'It PUTs the saved values to /3/0, and reads /3/0.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the partial Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the new offset and time zone', clause: 'Core 1.1.1 §6.3.3' },
    C: { judged: 'client', text: 'has its clock go on from the new time', clause: 'Core 1.1.1 Appendix E.4' },
    D: { judged: 'client', text: 'keeps the other resources as they were', clause: 'Core 1.1.1 §6.3.3' },
    E: { judged: 'client', text: 'answers the replacing Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    F: { judged: 'client', text: 'holds the saved offset and time zone', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const how = await instanceFormat(scene)
    const before = await client.saves('/3/0', ...times, ...rest)
    const saved = amongst(times, before)
    const others = amongst(rest, before)
    const partial = server.writes('/3/0', set, {
      ...how,
      mode: 'partial',
      ...(how.format === 'tlv' ? { payload: printed } : {}),
    })
    await client.must('A', partial.answered, code('2.04'))
    const changed = server.reads('/3/0', how)
    const inFormat = how.format === undefined ? [] : [format(how.format)]
    await client.must(
      'B',
      changed.answered,
      code('2.05'),
      ...inFormat,
      holds({ '/3/0/14': set['14'], '/3/0/15': set['15'] }),
    )
    await client.must('C', changed.answered, clockSetTo(start))
    await client.must('D', changed.answered, holds(others))

    const back: { [resource: string]: Plain } = {}
    for (const [path, value] of Object.entries(saved)) back[path.slice('/3/0/'.length)] = value
    const replace = server.writes('/3/0', back, { ...how, mode: 'replace', keep: true })
    await client.must('E', replace.answered, code('2.04'))
    const { '/3/0/13': _, ...steady } = saved
    await client.must('F', server.reads('/3/0', how).answered, code('2.05'), holds(steady))
    await client.must('D', server.reads('/3/0', how).answered, holds(others))
  },
})
