import { type Answer, type CaseDefinition, only, type Plain, type Scene, testCase } from '#testcase'
import { type TestObject, testInstance } from '../test-object.ts'
import { type DataType, dataTypes, type Format } from './data-types.ts'
import { givenBack, sameAsSingly, short, taken } from './given-back.ts'

export interface TypesCase {
  /** `01`, the number in its id. */
  readonly number: string
  readonly format: Format
  /** The test object of the enabler version. */
  readonly object: TestObject
  readonly editions: CaseDefinition<string>['editions']
}

/** Cases that ask less of the same format; what fails there would fail here again. */
const basics: { readonly [format in Format]: readonly number[] } = {
  text: [201, 205],
  opaque: [224],
  cbor: [211, 212],
  tlv: [203, 215],
  json: [204, 226],
  'senml-json': [226, 231],
  'senml-cbor': [226, 232],
  'lwm2m-cbor': [226],
}

/** The purpose for one data format: every data type goes there and back, alone and, where the format can, with others. */
export function typesCase({ number, format, object, editions }: TypesCase) {
  const types = dataTypes.filter((type) => isCarried(type, format, object))
  const several = !['text', 'opaque', 'cbor'].includes(format)
  return testCase<string>({
    purposeId: `TP/DM/TYPES/BV-${number}`,
    title: `Data types of object ${object} in ${format}`,
    purpose: `Every data type that ${format} carries is written and read back, with values at its edges.`,
    area: 'Device management',
    editions,
    reference: [{ clause: 'Core 1.1.1 Appendix C' }, { clause: 'Core 1.1.1 §7.4' }],
    judges: ['client'],
    selection: { client: [`OBJ.${object}`, `FMT.${format}`] },
    dependsOn: [101, 'int-260 A', ...basics[format]],
    impact: 'settings',
    steps: [
      `The Server discovers /${object} to learn its first instance and its resources, and reads it.`,
      ...(several
        ? [
            `It writes each single resource in ${format} and reads it back.`,
            'It writes further values of all of them together, and reads the instance; alone what did not come back so.',
            'It writes instances 0, 1 and 10 of each multiple resource and reads them back.',
            'It writes all resources at once, and reads the instance; one by one what that does not give back.',
          ]
        : [`It writes each single resource in ${format}, value after value, and reads it back each time.`]),
    ],
    criteria: {
      ...Object.fromEntries(types.map((type) => [type.letter, criterionOf(type)])),
      ...(several ? ofSeveral : {}),
    },
    async body(scene) {
      await scene.client.isRegistered()
      const instance = await testInstance(scene, object)
      const there = types.filter(({ resource }) => instance.resources.includes(resource))
      for (const type of types)
        if (!there.includes(type))
          scene.client.notApplicable(type.letter, `Discover lists no ${instance.path}/${type.resource}`)
      const values = new Map(there.map((type) => [type, type.edges(format)]))
      // What it holds is put back in the end, and is not read again before each first Write.
      await scene.server.reads(instance.path).answered.comes()
      const broken = several
        ? await inCompany(scene, instance.path, values, format)
        : await alone(scene, instance.path, values, format)
      if (!several) return
      // What fails alone would fail with others again, and hide what they do together.
      const sound = broken.size === there.length ? types : types.filter((type) => !broken.has(type))
      const multiple = sound.filter(({ resource }) => instance.resources.includes(1000 + resource))
      const added = new Set<DataType>()
      for (const type of multiple)
        if (await instances(scene, `${instance.path}/${1000 + type.resource}`, type, format)) added.add(type)
      if (multiple.length === 0)
        scene.client.notApplicable('J', `Discover lists no multiple resource below ${instance.path}`)
      const single = sound.filter((type) => there.includes(type))
      await atOnce(scene, instance.path, { single, multiple, added }, format)
    },
  })
}

const ofSeveral = {
  J: {
    judged: 'client',
    text: 'takes and gives back instances 0, 1 and 10 of multiple resources',
    clause: 'Core 1.1.1 §6.3.3',
  },
  K: {
    judged: 'client',
    text: 'takes values of all types that went alone in one Write of the instance',
    clause: 'Core 1.1.1 §6.3.3',
  },
  L: {
    judged: 'client',
    text: 'gives in one Read of the instance what single Reads give',
    clause: 'Core 1.1.1 §6.3.1',
  },
} as const

function criterionOf({ name }: DataType) {
  return {
    judged: 'client',
    text: `takes and gives back each ${name} value`,
    clause: 'Core 1.1.1 Appendix C',
  } as const
}

function isCarried({ name }: DataType, format: Format, object: TestObject): boolean {
  if (format === 'opaque') return name === 'opaque'
  return object === 3442 || (name !== 'unsigned integer' && name !== 'CoRE link')
}

type Values = ReadonlyMap<DataType, readonly Plain[]>

/** Every value, alone; the types that some did not come back of. What the first Write of each changes is put back. */
async function alone(
  scene: Scene<string>,
  instance: string,
  values: Values,
  format: Format,
): Promise<ReadonlySet<DataType>> {
  const broken = new Set<DataType>()
  for (const [type, edges] of values)
    for (const [index, value] of edges.entries()) {
      const isBack = await singly(scene, instance, type, value, format, index > 0)
      if (!isBack) broken.add(type)
    }
  return broken
}

/**
 * The first value of each type alone, the others together with those of other types, and alone where that went wrong, so
 * that it shows whose fault it is. What the first Write of each changes is put back.
 */
async function inCompany(
  scene: Scene<string>,
  instance: string,
  values: Values,
  format: Format,
): Promise<ReadonlySet<DataType>> {
  const broken = new Set<DataType>()
  const rounds = Math.max(0, ...[...values.values()].map((edges) => edges.length))
  for (let round = 0; round < rounds; round++) {
    const turn = [...values].flatMap(([type, edges]) =>
      edges.slice(round, round + 1).map((value) => ({ type, value })),
    )
    const left = round === 0 ? turn : await together(scene, instance, turn, format)
    for (const { type, value } of left)
      if (!(await singly(scene, instance, type, value, format, round > 0))) broken.add(type)
  }
  return broken
}

interface Turn {
  readonly type: DataType
  readonly value: Plain
}

/** One value each of several types in one Write and one Read of the instance; those that did not come back. */
async function together(
  { client, server }: Scene<string>,
  instance: string,
  turn: readonly Turn[],
  format: Format,
): Promise<readonly Turn[]> {
  const content = Object.fromEntries(turn.map(({ type, value }) => [type.resource, value]))
  const write = server.writes(instance, content, { mode: 'partial', format, keep: true })
  if (!(await write.answered.comes()) || (await write.answered.happens()).code !== '2.04') return turn
  const { answered } = server.reads(instance, { format })
  if (!(await answered.comes())) return turn
  const answer = await answered.happens()
  const left: Turn[] = []
  for (const { type, value } of turn) {
    const back = givenBack(format, { [`${instance}/${type.resource}`]: value })
    if (back.verify(answer) === undefined) await client.must(type.letter, answered, back)
    else left.push({ type, value })
  }
  return left
}

/** One value of a type, alone; whether it came back. */
async function singly(
  { client, server }: Scene<string>,
  instance: string,
  { letter, resource }: DataType,
  value: Plain,
  format: Format,
  keep: boolean,
): Promise<boolean> {
  const path = `${instance}/${resource}`
  const write = server.writes(path, value, { format, ...(keep && { keep }) })
  const { code } = await client.must(letter, write.answered, taken(short(value)))
  if (code !== '2.04') return false
  const back = givenBack(format, { [path]: value })
  return back.verify(await client.must(letter, server.reads(path, { format }).answered, back)) === undefined
}

/** Instances 0, 1 and 10 of a multiple resource; whether they came back. */
async function instances(
  { client, server }: Scene<string>,
  path: string,
  { plain: [zero, one, ten] }: DataType,
  format: Format,
): Promise<boolean> {
  const values = { '0': zero, '1': one, '10': ten }
  const write = server.writes(path, values, { format })
  const { code } = await client.must('J', write.answered, taken('instances 0, 1 and 10'))
  if (code !== '2.04') return false
  const absolute = below(path, values)
  const checks = [givenBack(format, absolute), only(...Object.keys(absolute))]
  const answer = await client.must('J', server.reads(path, { format }).answered, ...checks)
  return checks.every((one) => one.verify(answer) === undefined)
}

interface Several {
  readonly single: readonly DataType[]
  readonly multiple: readonly DataType[]
  /** Those of the multiple ones whose instances 0, 1 and 10 came back. */
  readonly added: ReadonlySet<DataType>
}

/**
 * All resources in one Write, then in one Read; alone those that it does not give as they were written, so that it shows
 * which of the two went wrong. What was there before is put back already.
 */
async function atOnce(
  { client, server }: Scene<string>,
  instance: string,
  { single, multiple, added }: Several,
  format: Format,
): Promise<void> {
  if (single.length + multiple.length === 0) {
    for (const letter of ['K', 'L'])
      client.notApplicable(letter, `Discover lists no resource below ${instance}`)
    return
  }
  const parts = [
    ...single.map(({ resource, plain: [, value] }) => ({
      resource,
      written: { [resource]: value },
      rest: {},
    })),
    ...multiple.map((type) => {
      const [zero, one, ten] = type.plain
      const resource = 1000 + type.resource
      return {
        resource,
        written: { [`${resource}/0`]: one, [`${resource}/1`]: zero },
        rest: added.has(type) ? { [`${resource}/10`]: ten } : {},
      }
    }),
  ] as const satisfies readonly { readonly written: { readonly [path: string]: Plain } }[]
  const content = Object.assign({}, ...parts.map(({ written }) => written))
  const write = server.writes(instance, content, { mode: 'partial', format, keep: true })
  const { code } = await client.must('K', write.answered, taken(`${parts.length} resources`))
  const { answered } = server.reads(instance, { format })
  const whole = (await answered.comes()) ? await answered.happens() : undefined
  const singly: Answer[] = []
  for (const { resource, written, rest } of parts) {
    const inWhole = givenBack(format, below(instance, { ...written, ...rest }))
    if (code === '2.04' && whole !== undefined && inWhole.verify(whole) === undefined) {
      await client.must('K', answered, inWhole)
      continue
    }
    const alone = server.reads(`${instance}/${resource}`, { format }).answered
    const back = givenBack(format, below(instance, written))
    singly.push(code === '2.04' ? await client.must('K', alone, back) : await alone.happens())
  }
  await client.must('L', answered, sameAsSingly(format, singly))
}

function below(path: string, values: { readonly [relative: string]: Plain }): { [path: string]: Plain } {
  return Object.fromEntries(Object.entries(values).map(([relative, value]) => [`${path}/${relative}`, value]))
}
