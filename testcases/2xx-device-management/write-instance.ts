import { type Answer, check, code, holds, lacks, type TestCase, testCase } from '#testcase'
import { C3 } from '../configurations/c3.ts'

/** The 215-SetOfValues of the ETS. */
const set = { '2': 101, '3': 1010, '5': 2000, '6': true, '7': 'U' }

/** What the replacement left out is gone, or back at its default (0): 101 was written before. */
const replaced = (path: string) =>
  check<Answer>(`nothing or 0 at ${path}`, (answer) =>
    holds({ [path]: 0 }).verify(answer) === undefined ? undefined : lacks(path).verify(answer),
  )

/** An instance partially updated and then replaced, in one format: int-215 and int-220. */
export function writeInstance({
  number,
  name,
  title,
  clause,
  payload,
}: {
  readonly number: number
  readonly name: 'tlv' | 'json'
  /** As the ETS writes it. */
  readonly title: string
  readonly clause: string
  /** The 215-SetOfValues as they are to be on the wire; default: as we encode them. */
  readonly payload?: Uint8Array
}): TestCase {
  return testCase({
    number,
    title: `Setting basic information in ${title} format`,
    purpose: `An instance is partially updated and then replaced, in ${title}.`,
    area: 'Device management',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause }],
    judges: ['client'],
    selection: { client: [`FMT.${name}`, 'RES.1.2', 'RES.1.3', 'RES.1.5'] },
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
      const one = await client.serverInstance()
      const saved = await client.saves(one, 1, 3, 5, 6, 7)
      const partial = server.writes(one, set, {
        mode: 'partial',
        format: name,
        ...(payload === undefined ? {} : { payload }),
      })
      await client.must('A', partial.answered, code('2.04'))
      const changed = Object.fromEntries(Object.entries(set).map(([id, value]) => [`${one}/${id}`, value]))
      await client.must(
        'B',
        server.reads(one, { format: name }).answered,
        code('2.05'),
        holds({ ...saved, ...changed }),
      )

      const replacement = Object.fromEntries(
        Object.entries(saved).map(([path, value]) => [path.slice(one.length + 1), value]),
      )
      const replace = server.writes(one, replacement, { mode: 'replace', format: name })
      await client.must('C', replace.answered, code('2.04'))
      const read = server.reads(one, { format: name })
      await client.must('D', read.answered, code('2.05'), holds(saved))
      await client.must('E', read.answered, replaced(`${one}/2`))
    },
  })
}
