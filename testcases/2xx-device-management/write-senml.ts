import { code, holds, request, type TestCase, testCase } from '#testcase'
import { hasAnotherLifetime } from '../1xx-registration/lifetime.ts'
import { identities } from '../16xx-portfolio/identities.ts'
import { C1Portfolio } from '../configurations/c1-portfolio.ts'

/** An instance, a resource instance and a resource written in one kind of SenML: int-233 and int-234. */
export function writeSenml({
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
    title: `Setting basic information in ${title} format`,
    purpose: `An instance, a resource instance and a resource are written as ${title}.`,
    area: 'Device management',
    editions: ['1.1', '1.2'],
    reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause }],
    judges: ['client', 'server'],
    selection: { client: [`FMT.${name}`, 'OBJ.16'] },
    stimuli: { server: ['write'] },
    dependsOn: [101],
    configuration: C1Portfolio,
    impact: 'settings',
    steps: [
      `The Server POSTs a lifetime of 61 and storing true to /1/0 as ${title}; the Client sends an Update.`,
      `It PUTs "test_value" to an identity of the Portfolio as ${title}.`,
      `It PUTs 63 to /1/0/1 as ${title}; the Client sends an Update.`,
      'It reads each back.',
    ],
    criteria: {
      A: {
        judged: 'server',
        text: 'sends one POST to /1/0 with both resources',
        clause: 'Transport 1.1.1 Table 6.4.4-1',
      },
      B: {
        judged: 'server',
        text: 'sends PUT to the resource instance with its value',
        clause: 'Transport 1.1.1 Table 6.4.4-1',
      },
      C: { judged: 'server', text: 'sends PUT /1/0/1 with 63', clause: 'Transport 1.1.1 Table 6.4.4-1' },
      D: { judged: 'server', text: 'answers each Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
      E: { judged: 'client', text: 'answers each Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
      F: {
        judged: 'client',
        text: 'sends an Update with each new lifetime',
        clause: 'Core 1.1.1 §6.2.2',
      },
      G: { judged: 'client', text: 'holds the values written to it', clause: 'Core 1.1.1 §6.3.3' },
    },
    async body(scene) {
      const { client, server, iut } = scene
      await client.isRegistered()
      await hasAnotherLifetime(scene, 61)
      const isClient = iut.includes('client')
      const one = await client.serverInstance()
      const [identity = ''] = await identities(scene)

      const first = { [`${one}/1`]: 61, [`${one}/6`]: true }
      const instance = server.writes(one, { '1': 61, '6': true }, { mode: 'partial', format: name })
      await server.must('A', instance.sent, request('POST', one), holds(first))
      await client.must('E', instance.answered, code('2.04'))
      const update = client.updates({ lifetime: 61 }).after(instance.sent)
      await client.must('F', update.sent)
      await server.must('D', update.answered, code('2.04'))
      if (isClient) await client.must('G', server.reads(one).answered, code('2.05'), holds(first))

      const second = { [identity]: 'test_value' }
      const resourceInstance = server.writes(identity, 'test_value', { format: name })
      await server.must('B', resourceInstance.sent, request('PUT', identity), holds(second))
      await client.must('E', resourceInstance.answered, code('2.04'))
      if (isClient) await client.must('G', server.reads('/16').answered, code('2.05'), holds(second))

      const third = { [`${one}/1`]: 63 }
      // What was there before is remembered already.
      const resource = server.writes(`${one}/1`, 63, { format: name, keep: true })
      await server.must('C', resource.sent, request('PUT', `${one}/1`), holds(third))
      await client.must('E', resource.answered, code('2.04'))
      const again = client.updates({ lifetime: 63 }).after(resource.sent)
      await client.must('F', again.sent)
      await server.must('D', again.answered, code('2.04'))
      if (isClient) await client.must('G', server.reads(`${one}/1`).answered, code('2.05'), holds(third))
    },
  })
}
