import { code, format, has, holds, type TestCase, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

const mandatory = ['/3/0/0', '/3/0/1', '/3/0/2', '/3/0/3', '/3/0/11', '/3/0/16']

/** The Device instance read as a whole, in one format: int-203 and int-204. */
export function readDevice({
  number,
  name,
  title,
  clause,
}: {
  readonly number: number
  readonly name: 'tlv' | 'json'
  /** As the ETS writes it. */
  readonly title: string
  readonly clause: string
}): TestCase {
  return testCase({
    number,
    title: `Querying basic information in ${title} format`,
    purpose: `An object instance is read as ${title}.`,
    area: 'Device management',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause }],
    judges: ['client'],
    selection: { client: [`FMT.${name}`, 'RES.3.0', 'RES.3.1', 'RES.3.2', 'RES.3.3'] },
    dependsOn: [101],
    configuration: C1,
    impact: 'none',
    steps: [`The Server reads /3/0 as ${title}.`, 'The Client answers with resources 0, 1, 2, 3, 11 and 16.'],
    criteria: {
      A: { judged: 'client', text: 'answers 2.05', clause: 'Transport 1.1.1 §6.7' },
      B: { judged: 'client', text: `answers in well-formed ${title}`, clause },
      C: { judged: 'client', text: 'gives all six resources', clause: 'Core 1.1.1 §6.3.1' },
      D: { judged: 'client', text: 'gives the values it holds', clause: 'Core 1.1.1 §6.3.1' },
    },
    async body({ client, server }) {
      await client.isRegistered()
      const values = await client.valuesOf('/3/0/0', '/3/0/1', '/3/0/2', '/3/0/3', '/3/0/16')
      const read = server.reads('/3/0', { format: name })
      await client.must('A', read.answered, code('2.05'))
      await client.must('B', read.answered, format(name))
      await client.must('C', read.answered, has(...mandatory))
      await client.must('D', read.answered, holds(values))
    },
  })
}
