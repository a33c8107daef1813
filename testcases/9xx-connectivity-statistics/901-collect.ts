import {
  type Answer,
  type Body,
  type Check,
  check,
  code,
  holds,
  type Plain,
  pathText,
  testCase,
} from '#testcase'
import { C9 } from '../configurations/c9.ts'
import { firstInstance } from '../instance.ts'
import { waits } from '../waits.ts'

/** More than anybody sends or receives in the seconds of this case, in messages, kilobytes or octets of a message. */
const much = 20_000

const isCounter = /^\/7\/\d+\/[0-5]$/

function counters({ nodes }: Body): readonly (readonly [string, Plain])[] {
  return nodes
    .filter(({ path }) => isCounter.test(pathText(path)))
    .flatMap(({ path, value }) => (value === undefined ? [] : [[pathText(path), value.value] as const]))
}

const fromZero: Check<Answer> = check(`counters from 0 to ${much}`, (answer) => {
  const stray = counters(answer).find(([, value]) => Number(value) < 0 || Number(value) > much)
  return stray === undefined ? undefined : `${stray[0]} = ${stray[1]}`
})

export default testCase({
  number: 901,
  title: 'Connectivity Statistics Object: data collection',
  purpose: 'Counters are started, stopped and read.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 Appendix E.8' }, { clause: 'Core 1.1.1 §6.3.5' }],
  judges: ['client'],
  selection: { client: ['OBJ.7'] },
  dependsOn: [101],
  configuration: C9,
  impact: 'settings',
  steps: [
    'The Server executes Start (/7/0/6) and, seconds later, Stop (/7/0/7).',
    'It reads /7/0, and again seconds later.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers Start with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'answers Stop with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'answers the Read with 2.05 and every counter that Discover lists',
      clause: 'Core 1.1.1 §6.3.1',
    },
    D: {
      judged: 'client',
      text: 'has counted from zero since Start',
      clause: 'Core 1.1.1 Appendix E.8 resource 6',
    },
    E: {
      judged: 'client',
      text: 'keeps its counters after Stop, and counts no further',
      clause: 'Core 1.1.1 Appendix E.8 resource 7',
    },
  },
  async body(scene) {
    const { client, server, pause } = scene
    await client.isRegistered()
    const { path, resources } = await firstInstance(scene, 7)
    await client.must('A', server.executes(`${path}/6`).answered, code('2.04'))
    await pause(waits.counting)
    await client.must('B', server.executes(`${path}/7`).answered, code('2.04'))
    await pause(waits.executed)
    const listed = resources.map((resource) => `${path}/${resource}`).filter((one) => isCounter.test(one))
    const read = await client.must('C', server.reads(path).answered, code('2.05'), hasAll(listed))
    const again = server.reads(path)
    if (listed.length === 0) {
      for (const letter of ['D', 'E'] as const)
        client.notApplicable(letter, 'it has none of the counters', read.frame)
      return
    }
    await client.must('D', again.answered, code('2.05'), fromZero)
    await pause(waits.counting)
    await client.must(
      'E',
      server.reads(path).answered,
      code('2.05'),
      holds(Object.fromEntries(counters(read))),
    )
  },
})

function hasAll(paths: readonly string[]): Check<Answer> {
  return check(paths.length === 0 ? 'any counters' : `values at ${paths.join(', ')}`, (answer) => {
    const given = counters(answer).map(([path]) => path)
    const missing = paths.find((path) => !given.includes(path))
    return missing === undefined ? undefined : `nothing at ${missing}`
  })
}
