import { code, format, has, holds, only, type TestCase, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

/** All four levels read in one kind of SenML: int-231 and int-232. */
export function readLevels({
  number,
  name,
  title,
  clause,
}: {
  readonly number: number
  readonly name: 'senml-json' | 'senml-cbor'
  /** As the ETS writes it. */
  readonly title: string
  readonly clause: string
}): TestCase {
  return testCase({
    number,
    title: `Querying basic information in ${title} format`,
    purpose: `Object, instance, resource and resource instance are read as ${title}.`,
    area: 'Device management',
    editions: ['1.1', '1.2'],
    reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause }],
    judges: ['client'],
    selection: { client: [`FMT.${name}`] },
    dependsOn: [101],
    configuration: C1,
    impact: 'none',
    steps: [
      `The Server reads /1, /3/0, /3/0/16 and an instance of /3/0/11 as ${title}.`,
      'The Client answers each with all of it and nothing else.',
    ],
    criteria: {
      A: { judged: 'client', text: 'answers 2.05 at all four levels', clause: 'Transport 1.1.1 §6.7' },
      B: { judged: 'client', text: `answers in well-formed ${title}`, clause },
      C: { judged: 'client', text: 'gives what was asked for and nothing else', clause: 'Core 1.1.1 §6.3.1' },
      D: { judged: 'client', text: 'gives the values it holds', clause: 'Core 1.1.1 §6.3.1' },
    },
    async body({ client, server }) {
      await client.isRegistered()
      const one = await client.serverInstance()
      const errors = await server.reads('/3/0/11', { format: name }).answered.happens()
      const error = `/3/0/11/${errors.nodes[0]?.path[3] ?? 0}`
      const levels = {
        '/1': [0, 1, 6, 7].map((resource) => `${one}/${resource}`),
        '/3/0': ['/3/0/11', '/3/0/16'],
        '/3/0/16': ['/3/0/16'],
        [error]: [error],
      }
      const binding = await client.valuesOf('/3/0/16')
      for (const [path, mandatory] of Object.entries(levels)) {
        const read = server.reads(path, { format: name })
        await client.must('A', read.answered, code('2.05'))
        await client.must('B', read.answered, format(name))
        await client.must('C', read.answered, has(...mandatory), only(path))
        if (mandatory.includes('/3/0/16')) await client.must('D', read.answered, holds(binding))
      }
    },
  })
}
