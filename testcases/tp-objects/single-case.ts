import {
  type Answer,
  type Body,
  type Check,
  check,
  code,
  type Plain,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'
import { instanceFormat } from '../formats.ts'
import { firstInstance } from '../instance.ts'
import { common, type ObjectCase } from './object-case.ts'

type CreateCase = ObjectCase & {
  /** A resource and a value for the instance that is not to be. */
  readonly content: { readonly [resource: string]: Plain }
  /** How it is refused, where something says so; default: by any code of class 4. */
  readonly refusal?: '4.05'
  /** The number of the ETS whose title it covers, where it has another. */
  readonly standsInFor?: number
}

/** An object of a single instance, which is there, takes no second one. */
export function createCase(which: CreateCase): TestCase {
  const { object, content, refusal, standsInFor } = which
  const covers = standsInFor === undefined ? '' : ` Stands in for int-${standsInFor}.`
  return testCase({
    ...common(which),
    purpose: `A second instance of an object that can have but one is not created.${covers}`,
    reference: [{ clause: 'Core 1.1.1 §6.3.6' }, { clause: `definition of object ${object}` }],
    judges: ['client'],
    impact: 'settings',
    steps: [
      `The Server creates an instance of object ${object}.`,
      'It discovers the object: there is the instance that there was, and no other.',
    ],
    criteria: {
      A: {
        judged: 'client',
        text: `refuses the Create ${refusal === undefined ? '(4.xx)' : `with ${refusal}`}`,
        clause: refusal === undefined ? 'Transport 1.1.1 §6.7' : 'ETS int-680',
      },
      B: {
        judged: 'client',
        text: 'has the instance that it had, and no other',
        clause: 'Core 1.1.1 §6.3.6',
      },
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const { path } = await firstInstance(scene, object)
      const another = Number(path.split('/')[2]) + 1
      const values = Object.entries(content).map(([resource, value]) => [`${another}/${resource}`, value])
      const create = server.creates(`/${object}`, Object.fromEntries(values), await instanceFormat(scene))
      await client.must('A', create.answered, refusal === undefined ? refused : code(refusal))
      await client.must('B', server.discovers(`/${object}`).answered, code('2.05'), onlyInstance(path))
    },
  })
}

/** Refused, by whatever code of class 4: the specification names none for it. */
export const refused: Check<Answer> = check('a refusal (4.xx)', ({ code }) =>
  code.startsWith('4.') ? undefined : code,
)

/** The links name this instance, and no other. */
export function onlyInstance(path: string): Check<Body> {
  return check(`<${path}> and no other instance`, ({ links }) => {
    const instances = links.map(({ target }) => target).filter((target) => /^\/\d+\/\d+$/.test(target))
    return instances.length === 1 && instances[0] === path ? undefined : instances.join(',') || 'none'
  })
}

/** The lowest instance id from 1 on that an object of the Client leaves free. */
export async function freeInstance(
  { server }: Pick<Scene<string>, 'server'>,
  object: number,
): Promise<number> {
  const { links } = await server.lists(`/${object}`)
  const targets = links.map(({ target }) => target)
  return [1, ...targets.map((_, index) => index + 2)].find((id) => !targets.includes(`/${object}/${id}`)) ?? 1
}
