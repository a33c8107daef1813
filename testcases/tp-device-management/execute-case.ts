import { type Answer, check, code, type Scene, type TestCase } from '#testcase'
import { type TestObject, testInstance } from '../test-object.ts'
import { waits } from '../waits.ts'
import { managementCase } from './management-case.ts'

/** Argument lists that the grammar has, with how many arguments they hold. */
const valid = { '5': 1, "2='10.3'": 1, "7='reset',0='https://example.com/a?b=c'": 2, '0,1,2,3': 4 } as const

/** Texts that the grammar does not have. Blanks and repeated digits are not among them: versions differ about these. */
const malformed = ['reset', '10', '0=1', "0='1", "0='1'1", ',0', '0,'] as const

const needs = (object: TestObject) => [`OBJ.${object}`, `RES.${object}.3`] as const

const editions = (object: TestObject) => (object === 3441 ? (['1.0'] as const) : (['1.1', '1.2'] as const))

/** A Read of the arguments that were kept, when there are so many or after a while: effects may come late. */
async function argumentList(
  { server, pause }: Pick<Scene<string>, 'server' | 'pause'>,
  path: string,
  count: number,
) {
  for (const more of [0, 2, 6, 14]) {
    await pause(waits.executed, more)
    const list = server.reads(path)
    if ((await list.answered.happens()).nodes.length === count) return list
  }
  return server.reads(path)
}

/** Execute with arguments as they are to be. */
export function validArguments(number: string, object: TestObject): TestCase {
  return managementCase({
    id: `EXECUTE/BV-${number}`,
    title: `Execute with arguments (object ${object})`,
    purpose: 'Every form that arguments may have is taken.',
    editions: editions(object),
    needs: needs(object),
    dependsOn: ['int-260 A'],
    reference: [{ clause: 'Core 1.1.1 §6.3.5' }],
    steps: [
      `The Server executes resource 3 of object ${object} without arguments and with lists of them.`,
      'It reads the arguments back from resource 4.',
    ],
    criteria: {
      A: {
        judged: 'client',
        text: 'answers Execute without arguments with 2.04',
        clause: 'Transport 1.1.1 §6.7',
      },
      B: { judged: 'client', text: 'answers Execute with arguments with 2.04', clause: 'Core 1.1.1 §6.3.5' },
      C: {
        judged: 'client',
        text: 'gives as many arguments back as it was given',
        clause: `object ${object} resource 4`,
        level: 'SHOULD',
      },
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const { path } = await testInstance(scene, object)
      await client.must('A', server.executes(`${path}/3`).answered, code('2.04'))
      for (const [argument, count] of Object.entries(valid)) {
        await client.must('B', server.executes(`${path}/3`, argument).answered, code('2.04'))
        const list = await argumentList(scene, `${path}/4`, count)
        const given = check<Answer>(`${count} values at ${path}/4`, ({ nodes }) =>
          nodes.length === count ? undefined : `${nodes.length} after ${argument}`,
        )
        const { code: listed, frame } = await list.answered.happens()
        if (listed === '4.04') client.notApplicable('C', 'it has no resource 4', frame)
        else await client.must('C', list.answered, code('2.05'), given)
      }
    },
  })
}

/** Execute with what are no arguments. */
export function malformedArguments(number: string, object: TestObject): TestCase {
  return managementCase({
    id: `EXECUTE/BI-${number}`,
    title: `Execute with malformed arguments (object ${object})`,
    purpose: 'What is no list of arguments is refused, and nothing is executed.',
    editions: editions(object),
    needs: needs(object),
    dependsOn: ['int-260 A'],
    reference: [{ clause: 'Core 1.1.1 §6.3.5' }],
    steps: [
      `The Server executes resource 3 of object ${object} with one argument.`,
      'It executes it with texts that are no arguments, and reads the arguments back from resource 4.',
      'It executes an instance that is not there, and a resource that cannot be executed.',
    ],
    criteria: {
      A: { judged: 'client', text: 'answers 4.00', clause: 'Transport 1.1.1 §6.7' },
      B: { judged: 'client', text: 'has not executed it', clause: 'Core 1.1.1 §6.3.5' },
      C: {
        judged: 'client',
        text: 'answers 4.04 where there is no such instance',
        clause: 'Transport 1.1.1 §6.7',
      },
      D: {
        judged: 'client',
        text: 'answers 4.05 where the resource cannot be executed',
        clause: 'Transport 1.1.1 §6.7',
      },
    },
    async body(scene) {
      const { client, server, pause } = scene
      await client.isRegistered()
      const { path } = await testInstance(scene, object)
      await server.executes(`${path}/3`, "3='before'").answered.happens()
      const before = await (await argumentList(scene, `${path}/4`, 1)).answered.happens()
      for (const argument of malformed)
        await client.must('A', server.executes(`${path}/3`, argument).answered, code('4.00'))
      await pause(waits.executed)
      const same = check<Answer>('the arguments of the last valid Execute', ({ payload }) =>
        Buffer.compare(payload, before.payload) === 0 ? undefined : Buffer.from(payload).toString('hex'),
      )
      await client.must('B', server.reads(`${path}/4`).answered, code(before.code), same)
      await client.must('C', server.executes(`/${object}/65000/3`).answered, code('4.04'))
      await client.must('D', server.executes('/3/0/16').answered, code('4.05'))
    },
  })
}
