import {
  type Content,
  code,
  contentEntries,
  has,
  holds,
  type Plain,
  type Scene,
  sameValue,
  type TestCase,
  testCase,
} from '#testcase'
import { instanceFormat } from '../formats.ts'
import { firstInstance } from '../instance.ts'
import { common, type ObjectCase } from './object-case.ts'

type WriteCase = ObjectCase & {
  readonly purpose: string
  /** The resource that is set. */
  readonly resource: number
  /** What it is set to, and what else where it holds that already. */
  readonly values: readonly [Content, Content]
  /** The first of them as the ETS prints it, in TLV. */
  readonly tlv?: Uint8Array
  /** The instance that the ETS sets, where the Client has it; default: the first. */
  readonly instance?: number
}

/** One writable resource of an object is set, read, and put back. */
export function writeCase(which: WriteCase): TestCase {
  const { object, resource, values, tlv, instance } = which
  return testCase({
    ...common({ ...which, resources: [resource, ...(which.resources ?? [])] }),
    purpose: which.purpose,
    reference: [{ clause: `definition of object ${object}` }, { clause: 'Core 1.1.1 §6.3.3' }],
    judges: ['client'],
    impact: 'settings',
    steps: [
      `The Server reads resource ${resource} of an instance of object ${object}.`,
      'It writes another value to it, reads it again, and writes the old value back.',
    ],
    criteria: {
      A: { judged: 'client', text: 'gives the resource', clause: 'Core 1.1.1 §6.3.1' },
      B: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
      C: { judged: 'client', text: 'holds the new value', clause: 'Core 1.1.1 §6.3.3' },
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const target = `${await chosenInstance(scene, object, instance)}/${resource}`
      const { nodes } = await client.must('A', server.reads(target).answered, code('2.05'), has(target))
      const [wanted, another] = values
      const held = nodes[0]?.value
      const isHeld = (plain: Plain): boolean => held !== undefined && sameValue(held, plain)
      const isNews = !contentEntries(wanted).every(([, plain]) => isHeld(plain))
      const how = await instanceFormat(scene)
      const printed = isNews && tlv !== undefined && how.format === 'tlv' ? { payload: tlv } : {}
      const content = isNews ? wanted : another
      await client.must(
        'B',
        server.writes(target, content, { mode: 'replace', ...how, ...printed }).answered,
        code('2.04'),
      )
      const written = contentEntries(content).map(([id, plain]) => [
        id === '' ? target : `${target}/${id}`,
        plain,
      ])
      await client.must('C', server.reads(target).answered, code('2.05'), holds(Object.fromEntries(written)))
    },
  })
}

/** The instance with this id, where the Client has it; else its first. */
async function chosenInstance(
  scene: Pick<Scene<string>, 'server' | 'cannotJudge'>,
  object: number,
  instance: number | undefined,
): Promise<string> {
  const wanted = `/${object}/${instance}`
  const { links } = await scene.server.lists(`/${object}`)
  return links.some(({ target }) => target === wanted) ? wanted : (await firstInstance(scene, object)).path
}
