import {
  type Answer,
  type Body,
  type Check,
  check,
  code,
  type DataFormat,
  has,
  format as inFormat,
  isAllowed,
  type Moment,
  type ObjectDefinition,
  only,
  pathText,
  type ResourceDefinition,
  type Scene,
  type TestCase,
  testCase,
  valueText,
} from '#testcase'
import { isOfOneValue, readings } from './readings.ts'

/** The id of the case that is made of an object's definition. */
export function objectCaseId(object: number): `TP/DEF/${number}/BV-01` {
  return `TP/DEF/${object}/BV-01`
}

/**
 * A case made of an object's definition alone: what is mandatory is there, what is readable is read in every format the
 * Client has, what is not allowed is refused. One criterion a resource, named `R` and its id.
 */
export function objectCase(definition: ObjectDefinition): TestCase {
  const { id, name, version } = definition
  const resources = [...definition.resources.values()]
  return testCase<string>({
    purposeId: objectCaseId(id),
    title: `Object ${id} (${name}) ${version} as defined`,
    purpose: `Every instance of object ${id} is what its definition says.`,
    area: 'Objects',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: `definition of object ${id} ${version}` }, { clause: 'Core 1.1.1 §7.2' }],
    judges: ['client'],
    selection: { client: [`OBJ.${id}`] },
    dependsOn: [101],
    impact: 'settings',
    steps: [
      `The Server discovers /${id} and each of its instances.`,
      'It reads each readable resource alone, and in every other format that carries one value.',
      'In the formats that carry several it reads the instance, and alone what that does not give as defined.',
      'It tries what the definition does not allow, an instance that is not there and a resource that is not defined.',
    ],
    criteria: {
      V: {
        judged: 'client',
        text: 'gives one object version in registration and Discover',
        clause: 'Core 1.1.1 §7.2.2',
      },
      I: {
        judged: 'client',
        text: 'knows no instance beside those it listed',
        clause: 'Transport 1.1.1 §6.7',
      },
      U: { judged: 'client', text: 'knows no resource that is not defined', clause: 'Transport 1.1.1 §6.7' },
      ...Object.fromEntries(
        resources.map((resource) => [`R${resource.id}`, criterionOf(definition, resource)]),
      ),
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const registered = await client.registration().happens()
      const listed = registered.registration.objects.filter(({ object }) => object === id)
      const stated = listed.find((entry) => entry.version !== undefined)?.version
      const object = server.discovers(`/${id}`)
      await client.must('V', object.answered, code('2.05'), oneVersion(id, stated ?? version))
      const instances = listed.flatMap(({ instance }) => (instance === undefined ? [] : [instance]))
      const free = [0, 1, ...instances.map((instance) => instance + 1)].find(
        (one) => !instances.includes(one),
      )!
      await client.must('I', server.reads(`/${id}/${free}`).answered, code('4.04'))
      if (instances.length === 0) {
        for (const letter of ['U', ...resources.map((resource) => `R${resource.id}`)])
          client.notApplicable(
            letter,
            `there is no instance of object ${id}`,
            (await object.answered.occurrence()).frame,
          )
        return
      }
      for (const instance of instances) await judgeInstance(scene, definition, `/${id}/${instance}`)
    },
  })
}

function criterionOf({ id, version }: ObjectDefinition, resource: ResourceDefinition) {
  const { name, mandatory, operations, type } = resource
  const does = {
    R: `gives ${name} as ${type} and refuses to have it written`,
    W: `refuses to give ${name}`,
    RW: `gives ${name} as ${type}`,
    E: `refuses to give ${name} or to have it written`,
    '': `refuses ${name} to Servers`,
  }[operations]
  return {
    judged: 'client',
    text: `${mandatory ? 'has and' : 'where it has it,'} ${does}`,
    clause: `definition of /${id}/x/${resource.id}, ${version}`,
  } as const
}

/** `ver` in Discover, where it stands, is what the registration said; either may leave a default out. */
function oneVersion(object: number, registered: string) {
  return check<Body>(`ver=${registered}, or none`, ({ links }) => {
    const seen = links
      .find(({ target }) => target === `/${object}`)
      ?.attributes.find(({ name }) => name === 'ver')?.value
    return seen === undefined || seen === registered ? undefined : `ver=${seen}`
  })
}

async function judgeInstance(
  scene: Scene<string>,
  definition: ObjectDefinition,
  path: string,
): Promise<void> {
  const { client, server } = scene
  const discovered = await server.discovers(path).answered.happens()
  const targets = discovered.links.map(({ target }) => target)
  const unknown = [2047, 2046, 2045].find(
    (id) => !(definition.resources.has(id) || targets.includes(`${path}/${id}`)),
  )
  if (unknown === undefined)
    client.notApplicable('U', 'every resource that could be asked for is there', discovered.frame)
  else await client.must('U', server.reads(`${path}/${unknown}`).answered, code('4.04'))
  const whole = wholeReads(scene, path)
  for (const resource of definition.resources.values()) {
    const letter = `R${resource.id}`
    const target = `${path}/${resource.id}`
    if (targets.includes(target)) await judgeResource(scene, resource, target, whole)
    else if (resource.mandatory) await client.must(letter, server.discovers(path).answered, lists(target))
    else client.notApplicable(letter, `Discover lists no ${target}`, discovered.frame)
  }
}

function lists(target: string) {
  return check<Body>(`<${target}>, which is mandatory`, ({ links }) =>
    links.some((link) => link.target === target) ? undefined : `no <${target}>`,
  )
}

async function judgeResource(
  scene: Scene<string>,
  resource: ResourceDefinition,
  path: string,
  whole: WholeReads,
): Promise<void> {
  const { client, server } = scene
  const letter = `R${resource.id}`
  if (!resource.operations.includes('R')) {
    await client.must(letter, server.reads(path).answered, code('4.05'))
    if (resource.operations === 'E')
      // An executable has no type to read the payload by: either objection may come first.
      await client.must(
        letter,
        server.writes(path, {}, { format: 'text', keep: true, payload: one }).answered,
        code('4.05', '4.00'),
      )
    return
  }
  const [first, ...others] = await readings(scene, resource)
  if (first === undefined) return
  const answered = server.reads(path, { format: first }).answered
  // A Client may list an optional resource that has no value yet; asked for it, it has nothing to give.
  if (!resource.mandatory && !resource.multiple && (await answered.happens()).code === '4.04') {
    const { frame } = await answered.occurrence()
    client.notApplicable(letter, `it has no value just now: Read ${path} is answered 4.04`, frame)
    return
  }
  const { payload } = await client.must(letter, answered, ...given(resource, path, first))
  for (const format of others) {
    const among = gives(resource, path, format)
    const read = whole(format)
    if (read !== undefined && (await read.comes()) && among.verify(await read.happens()) === undefined)
      await client.must(letter, read, among)
    else await client.must(letter, server.reads(path, { format }).answered, ...given(resource, path, format))
  }
  if (resource.operations !== 'R') return
  await client.must(
    letter,
    server.writes(path, {}, { format: first, keep: true, payload }).answered,
    code('4.05'),
  )
}

/** The answer to a Read of an instance in a format, asked for once; undefined in a format of one value. */
type WholeReads = (format: DataFormat) => Moment<Answer> | undefined

function wholeReads({ server }: Scene<string>, instance: string): WholeReads {
  const asked = new Map<DataFormat, Moment<Answer>>()
  return (format) => {
    if (isOfOneValue(format)) return undefined
    const read = asked.get(format) ?? server.reads(instance, { format }).answered
    asked.set(format, read)
    return read
  }
}

/** What the answer to a Read of a resource is held to. */
function given(resource: ResourceDefinition, path: string, format: DataFormat): readonly Check<Answer>[] {
  return [code('2.05'), wellFormedIn(format), only(path), asDefined(resource, path)]
}

/** The same of the answer to a Read of its instance. */
function gives(resource: ResourceDefinition, path: string, format: DataFormat): Check<Answer> {
  const checks = [code('2.05'), wellFormedIn(format), has(path), asDefined(resource, path)]
  return check(checks.map(({ expected }) => expected).join('; '), (answer) => {
    const nodes = answer.nodes.filter((node) => `${pathText(node.path)}/`.startsWith(`${path}/`))
    for (const { verify } of checks) {
      const seen = verify({ ...answer, nodes })
      if (seen !== undefined) return seen
    }
    return undefined
  })
}

const one = new TextEncoder().encode('1')

/** An empty representation needs no Content-Format. */
function wellFormedIn(format: DataFormat): Check<Body> {
  const strict = inFormat(format)
  return check(strict.expected, (body) =>
    body.payload.length === 0 && body.contentFormat === undefined ? undefined : strict.verify(body),
  )
}

/** One value of a single resource, any number of a multiple one; each in the range of the definition. */
function asDefined(resource: ResourceDefinition, path: string): Check<Body> {
  const { multiple, range } = resource
  const what = `${multiple ? 'values' : 'one value'} at ${path}${range === '' ? '' : ` in ${range}`}`
  return check(what, ({ nodes, payload }) => {
    const values = nodes.flatMap(({ value }) => (value === undefined ? [] : [value]))
    if (!multiple && values.length !== 1 && payload.length > 0) return `${values.length} values`
    const stray = values.find(
      ({ value }) =>
        typeof value !== 'boolean' &&
        !(typeof value === 'object' && 'object' in value) &&
        !isAllowed(resource, value),
    )
    return stray === undefined ? undefined : valueText(stray)
  })
}
