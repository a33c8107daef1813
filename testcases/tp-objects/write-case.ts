import {
  code,
  type DataFormat,
  has,
  holds,
  type Plain,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'
import { instanceFormat } from '../formats.ts'
import { firstInstance } from '../instance.ts'
import { common, type ObjectCase } from './object-case.ts'

type WriteCase = ObjectCase & {
  readonly purpose: string
  /** The resource that is set, and by which content. */
  readonly resource: number
  readonly value: (before: Plain | undefined) => Plain | { readonly [instance: string]: Plain }
  /** Octets that the ETS prints for it, in TLV. */
  readonly tlv?: Uint8Array
  /** A format that carries whole resources; default: text. */
  readonly whole?: true
  /** The instance that the ETS sets, where the Client has it; default: the first. */
  readonly instance?: number
  /** Looks at what must be so beforehand. */
  readonly before?: (scene: Scene<string>, path: string) => Promise<void>
}

/** One writable resource of an object is set, read, and put back. */
export function writeCase(which: WriteCase): TestCase {
  const { object, resource, value, tlv, whole, instance } = which
  return testCase<string>({
    ...common({ ...which, resources: [resource, ...(which.resources ?? [])] }),
    purpose: which.purpose,
    reference: [
      { clause: `definition of /${object}/x/${resource}` },
      { clause: 'Core 1.1.1 §6.3.3' },
    ],
    judges: ['client'],
    impact: 'settings',
    steps: [
      `The Server reads /${object}/x/${resource}, writes a new value to it, and reads it again.`,
      'It writes the old value back.',
    ],
    criteria: {
      A: { judged: 'client', text: 'gives the resource before', clause: 'Core 1.1.1 §6.3.1' },
      B: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
      C: { judged: 'client', text: 'holds the new value', clause: 'Core 1.1.1 §6.3.3' },
    },
    async body(scene) {
      const { client, server, cannotJudge } = scene
      await client.isRegistered()
      const wanted = `/${object}/${instance ?? ''}`
      const { links } = await server.discovers(`/${object}`).answered.happens()
      const has1 = instance !== undefined && links.some(({ target }) => target === wanted)
      const path = has1 ? wanted : (await firstInstance(scene, object)).path
      await which.before?.(scene, path)
      const target = `${path}/${resource}`
      const read = await client.must('A', server.reads(target).answered, code('2.05'), has(target))
      const before = read.nodes[0]?.value?.value
      const content = value(before)
      const how: { format?: DataFormat } = whole || tlv ? await instanceFormat(scene) : { format: 'text' }
      const printed = tlv !== undefined && how.format === 'tlv' ? { payload: tlv } : {}
      await client.must('B', server.writes(target, content, { ...how, ...printed }).answered, code('2.04'))
      if (read.nodes.length === 0) cannotJudge(`${target} holds nothing`)
      await client.must('C', server.reads(target).answered, code('2.05'), holds(valuesAt(target, content)))
    },
  })
}

function valuesAt(
  target: string,
  content: Plain | { readonly [instance: string]: Plain },
): { readonly [path: string]: Plain } {
  const single = typeof content !== 'object' || content instanceof Uint8Array || 'object' in content
  if (single) return { [target]: content as Plain }
  return Object.fromEntries(
    Object.entries(content).map(([instance, value]) => [`${target}/${instance}`, value]),
  )
}
