import {
  type Body,
  type Check,
  type CriterionDefinition,
  check,
  code,
  format,
  has,
  holds,
  only,
  type TestCase,
  testCase,
  wellFormed,
} from '#testcase'
import { firstInstance } from '../instance.ts'
import { common, type ObjectCase } from './object-case.ts'

type ReadCase = ObjectCase & {
  readonly purpose: string
  readonly mandatory: readonly number[]
  /** Resources that are no value: executable, or to be written alone. */
  readonly unreadable?: readonly number[]
  /** Settings, which only change when somebody sets them: they are compared with what a Read of each gives. */
  readonly settings?: readonly number[]
  /** The format that the ETS asks for; default: the Client's own choice. */
  readonly as?: 'tlv'
  /** The version that Discover must tell, since it cannot go without saying. */
  readonly version?: string
}

/** An instance of an object is read as a whole. */
export function readCase(which: ReadCase): TestCase {
  const { object, mandatory, unreadable = [], settings = [], as, version } = which
  const own = common(which)
  const versioned: { readonly [letter: string]: CriterionDefinition } = {
    V: {
      judged: 'client',
      text: `states version ${version} in Discover`,
      clause: 'Core 1.1.1 §7.2.2',
    },
  }
  return testCase<string>({
    ...own,
    purpose: which.purpose,
    reference: [{ clause: `definition of object ${object}` }, { clause: 'Core 1.1.1 §6.3.1' }],
    judges: ['client'],
    selection: { client: [...own.selection.client, ...(as === undefined ? [] : [`FMT.${as}` as const])] },
    impact: 'none',
    steps: [
      `The Server discovers /${object}.`,
      `It reads its first instance as a whole${as === undefined ? '' : `, as ${as.toUpperCase()}`}.`,
    ],
    criteria: {
      A: { judged: 'client', text: 'answers the Read with 2.05', clause: 'Transport 1.1.1 §6.7' },
      B: {
        judged: 'client',
        text:
          as === undefined
            ? 'answers in a well-formed payload'
            : `answers in well-formed ${as.toUpperCase()}`,
        clause: as === undefined ? 'Core 1.1.1 §7.4' : 'Core 1.1.1 §7.4.3',
      },
      C: {
        judged: 'client',
        text: 'gives the mandatory resources',
        clause: `definition of object ${object}`,
      },
      D: {
        judged: 'client',
        text: 'gives every resource that Discover lists and a single Read gives, and nothing outside the instance',
        clause: 'Core 1.1.1 §6.3.1',
      },
      ...(settings.length === 0
        ? {}
        : {
            E: {
              judged: 'client',
              text: 'gives the settings that it gives one by one',
              clause: 'Core 1.1.1 §6.3.1',
            },
          }),
      ...(version === undefined ? {} : versioned),
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const { path, resources } = await firstInstance(scene, object)
      const at = (ids: readonly number[]): string[] => ids.map((id) => `${path}/${id}`)
      if (version !== undefined)
        await client.must('V', server.discovers(`/${object}`).answered, code('2.05'), states(object, version))
      const held = settings.filter((resource) => resources.includes(resource))
      const values = await client.valuesOf(...at(held))
      const read = server.reads(path, as === undefined ? {} : { format: as })
      await client.must('A', read.answered, code('2.05'))
      await client.must('B', read.answered, as === undefined ? wellFormed : format(as))
      await client.must('C', read.answered, has(...at(mandatory)))
      const answer = await read.answered.happens()
      const readable = at(resources.filter((resource) => !unreadable.includes(resource)))
      const given = readable.filter((one) => has(one).verify(answer) === undefined)
      // One that is listed may be without a value: then it is not to be had singly either.
      const kept = await client.valuesOf(...readable.filter((one) => !given.includes(one)))
      await client.must('D', read.answered, has(...given, ...Object.keys(kept)), only(path))
      if (settings.length > 0) await client.must('E', read.answered, holds(values))
    },
  })
}

/** The link of the object has this version (`ver`). */
function states(object: number, version: string): Check<Body> {
  return check(`</${object}>;ver=${version}`, ({ links }) => {
    const seen = links
      .find(({ target }) => target === `/${object}`)
      ?.attributes.find(({ name }) => name === 'ver')?.value
    return seen === version ? undefined : `ver=${seen ?? '(absent)'}`
  })
}
