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
      `It writes each single resource in ${format} and reads it back.`,
      ...(several
        ? [
            'It writes instances 0, 1 and 10 of each multiple resource and reads them back.',
            'It writes all resources at once, reads them one by one, and all at once.',
          ]
        : []),
    ],
    criteria: {
      ...Object.fromEntries(types.map((type) => [type.letter, criterionOf(type)])),
      ...(several ? together : {}),
    },
    async body(scene) {
      await scene.client.isRegistered()
      const instance = await testInstance(scene, object)
      const there = types.filter(({ resource }) => instance.resources.includes(resource))
      const broken: DataType[] = []
      for (const type of types) {
        if (!there.includes(type))
          scene.client.notApplicable(type.letter, `Discover lists no ${instance.path}/${type.resource}`)
        else if (!(await singly(scene, instance.path, type, format))) broken.push(type)
      }
      if (!several) return
      // What fails alone would fail with others again, and hide what they do together.
      const sound = broken.length === there.length ? types : types.filter((type) => !broken.includes(type))
      const multiple = sound.filter(({ resource }) => instance.resources.includes(1000 + resource))
      for (const type of multiple)
        await instances(scene, `${instance.path}/${1000 + type.resource}`, type, format)
      if (multiple.length === 0)
        scene.client.notApplicable('J', `Discover lists no multiple resource below ${instance.path}`)
      const single = sound.filter((type) => there.includes(type))
      await atOnce(scene, instance.path, { single, multiple }, format)
    },
  })
}

const together = {
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

/** Every edge of a type, alone; whether all came back. The first Write remembers what was there. */
async function singly(
  { client, server }: Scene<string>,
  instance: string,
  { letter, resource, edges }: DataType,
  format: Format,
): Promise<boolean> {
  const path = `${instance}/${resource}`
  let isSound = true
  for (const [index, value] of edges(format).entries()) {
    const write = server.writes(path, value, { format, ...(index > 0 ? { keep: true } : {}) })
    const isTaken = (await client.must(letter, write.answered, taken(short(value)))).code === '2.04'
    const back = givenBack(format, { [path]: value })
    const isBack =
      isTaken &&
      back.verify(await client.must(letter, server.reads(path, { format }).answered, back)) === undefined
    isSound &&= isBack
  }
  return isSound
}

/** Instances 0, 1 and 10 of a multiple resource. */
async function instances(
  { client, server }: Scene<string>,
  path: string,
  { plain: [zero, one, ten] }: DataType,
  format: Format,
): Promise<void> {
  const values = { '0': zero, '1': one, '10': ten }
  const write = server.writes(path, values, { format })
  const { code } = await client.must('J', write.answered, taken('instances 0, 1 and 10'))
  if (code !== '2.04') return
  const absolute = below(path, values)
  await client.must(
    'J',
    server.reads(path, { format }).answered,
    givenBack(format, absolute),
    only(...Object.keys(absolute)),
  )
}

/** All resources in one Write, then one by one, then in one Read. What was there before is remembered already. */
async function atOnce(
  { client, server }: Scene<string>,
  instance: string,
  { single, multiple }: { single: readonly DataType[]; multiple: readonly DataType[] },
  format: Format,
): Promise<void> {
  if (single.length + multiple.length === 0) {
    for (const letter of ['K', 'L'])
      client.notApplicable(letter, `Discover lists no resource below ${instance}`)
    return
  }
  const contents = [
    ...single.map(({ resource, plain: [, value] }) => ({ [resource]: value })),
    ...multiple.map(({ resource, plain: [zero, one] }) => ({
      [`${1000 + resource}/0`]: one,
      [`${1000 + resource}/1`]: zero,
    })),
  ] as const satisfies readonly { readonly [path: string]: Plain }[]
  const write = server.writes(instance, Object.assign({}, ...contents), {
    mode: 'partial',
    format,
    keep: true,
  })
  const { code } = await client.must('K', write.answered, taken(`${contents.length} resources`))
  const answers: Answer[] = []
  for (const content of contents) {
    const resource = Object.keys(content)[0]!.split('/')[0]
    const { answered } = server.reads(`${instance}/${resource}`, { format })
    answers.push(
      code === '2.04'
        ? await client.must('K', answered, givenBack(format, below(instance, content)))
        : await answered.happens(),
    )
  }
  await client.must('L', server.reads(instance, { format }).answered, sameAsSingly(format, answers))
}

function below(path: string, values: { readonly [relative: string]: Plain }): { [path: string]: Plain } {
  return Object.fromEntries(Object.entries(values).map(([relative, value]) => [`${path}/${relative}`, value]))
}
