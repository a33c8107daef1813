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
      `The Server discovers /${object} to learn its first instance and its resources.`,
      ...(several
        ? [
            `It writes the single resources in ${format} together, value after value, and reads the instance each time.`,
            'What did not come back so it writes alone, and reads back.',
            'It writes all resources at once and reads the instance; what that does not show it reads alone.',
            'It writes instances 0, 1 and 10 of each multiple resource and reads them back.',
            'It writes a value of each single resource alone, reads it back, and reads the instance.',
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
      const broken = several
        ? await inCompany(scene, instance.path, values, format)
        : await alone(scene, instance.path, values, format)
      if (!several) return
      // What fails alone would fail with others again, and hide what they do together.
      const sound = broken.size === there.length ? types : types.filter((type) => !broken.has(type))
      const multiple = sound.filter(({ resource }) => instance.resources.includes(1000 + resource))
      const single = sound.filter((type) => there.includes(type))
      if (multiple.length === 0)
        scene.client.notApplicable('J', `Discover lists no multiple resource below ${instance.path}`)
      if (single.length + multiple.length === 0) {
        for (const letter of ['K', 'L'])
          scene.client.notApplicable(letter, `Discover lists no resource below ${instance.path}`)
        return
      }
      await atOnce(scene, instance.path, { single, multiple }, format)
      await asAlone(scene, instance.path, { single, multiple }, format)
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

/** Every value, alone; the types that some did not come back of. The first Write of each remembers what was there. */
async function alone(
  scene: Scene<string>,
  instance: string,
  values: Values,
  format: Format,
): Promise<ReadonlySet<DataType>> {
  const broken = new Set<DataType>()
  for (const [type, edges] of values)
    for (const value of edges) {
      if ((await singly(scene, instance, type, value, format)) === undefined) broken.add(type)
    }
  return broken
}

/**
 * Every value together with those of other types, and alone where that went wrong, so that it shows whose fault it is; the
 * types that some did not come back of even so. The first Write remembers what all of them held.
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
    for (const { type, value } of await together(scene, instance, turn, format))
      if ((await singly(scene, instance, type, value, format)) === undefined) broken.add(type)
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
  const write = server.writes(instance, content, { mode: 'partial', format })
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

/** One value of a type, alone; the answer that gave it back, undefined where none did. */
async function singly(
  { client, server }: Scene<string>,
  instance: string,
  { letter, resource }: DataType,
  value: Plain,
  format: Format,
): Promise<Answer | undefined> {
  const path = `${instance}/${resource}`
  const write = server.writes(path, value, { format })
  const { code } = await client.must(letter, write.answered, taken(short(value)))
  if (code !== '2.04') return undefined
  const back = givenBack(format, { [path]: value })
  const answer = await client.must(letter, server.reads(path, { format }).answered, back)
  return back.verify(answer) === undefined ? answer : undefined
}

/** Instances 0, 1 and 10 of a multiple resource; what a Read of it gives. */
async function instances(
  { client, server }: Scene<string>,
  path: string,
  { plain: [zero, one, ten] }: DataType,
  format: Format,
): Promise<Answer | undefined> {
  const values = { '0': zero, '1': one, '10': ten }
  const write = server.writes(path, values, { format })
  const { code } = await client.must('J', write.answered, taken('instances 0, 1 and 10'))
  if (code !== '2.04') return undefined
  const absolute = below(path, values)
  return client.must(
    'J',
    server.reads(path, { format }).answered,
    givenBack(format, absolute),
    only(...Object.keys(absolute)),
  )
}

interface Kinds {
  /** Types whose single resource takes part. */
  readonly single: readonly DataType[]
  /** Types whose multiple resource does. */
  readonly multiple: readonly DataType[]
}

/** All resources in one Write; what a Read of the instance does not show is read alone. */
async function atOnce(
  { client, server }: Scene<string>,
  instance: string,
  { single, multiple }: Kinds,
  format: Format,
): Promise<void> {
  const contents = [
    ...single.map(({ resource, plain: [, value] }) => ({ [resource]: value })),
    ...multiple.map(({ resource, plain: [zero, one] }) => ({
      [`${1000 + resource}/0`]: one,
      [`${1000 + resource}/1`]: zero,
    })),
  ] as const satisfies readonly { readonly [path: string]: Plain }[]
  const write = server.writes(instance, Object.assign({}, ...contents), { mode: 'partial', format })
  const { code } = await client.must('K', write.answered, taken(`${contents.length} resources`))
  if (code !== '2.04') return
  const whole = server.reads(instance, { format }).answered
  const shown = (await whole.comes()) ? await whole.happens() : undefined
  for (const content of contents) {
    const back = givenBack(format, below(instance, content))
    const isShown = shown !== undefined && back.verify(shown) === undefined
    const resource = Object.keys(content)[0]!.split('/')[0]
    await client.must(
      'K',
      isShown ? whole : server.reads(`${instance}/${resource}`, { format }).answered,
      back,
    )
  }
}

/** Each resource alone, and one Read of the instance, which is to give the same. */
async function asAlone(
  scene: Scene<string>,
  instance: string,
  { single, multiple }: Kinds,
  format: Format,
): Promise<void> {
  const answers: Answer[] = []
  for (const type of multiple) {
    const answer = await instances(scene, `${instance}/${1000 + type.resource}`, type, format)
    if (answer !== undefined) answers.push(answer)
  }
  for (const type of single) {
    const [value] = type.edges(format)
    const answer = value === undefined ? undefined : await singly(scene, instance, type, value, format)
    if (answer !== undefined) answers.push(answer)
  }
  const { client, server } = scene
  await client.must('L', server.reads(instance, { format }).answered, sameAsSingly(format, answers))
}

function below(path: string, values: { readonly [relative: string]: Plain }): { [path: string]: Plain } {
  return Object.fromEntries(Object.entries(values).map(([relative, value]) => [`${path}/${relative}`, value]))
}
