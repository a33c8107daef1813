import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '#conduct'
import { type Ids, pathText, type Value } from '#content'
import type { ReferenceClient } from '#peers'
import { runRecord } from '#record'
import {
  loadRegistry,
  type ObjectDefinition,
  ownRegistryFolder,
  type Registry,
  type ResourceDefinition,
} from '#registry'
import { packageRoot } from '../package-root.ts'
import { fillObject } from './filled.ts'
import { instead } from './mutants/instead.ts'
import { judgeClient } from './world.ts'

const { objectCase } = await loadCatalogue()
const own = loadRegistry({ folders: [ownRegistryFolder()] })
const official = process.env.LWM2M_OMA_REGISTRY ?? join(packageRoot(), '..', 'shared', 'oma-registry')
const closed = [0, 21]
/** Of the official objects, every so many-th is played with a client that has none of its resources as defined. */
const every = 8

type Fault = (client: ReferenceClient) => void

/** One whole instance of an object, in this version, whatever the reference client has of it. */
function holdsAlone({ store }: ReferenceClient, definition: ObjectDefinition): void {
  instead(
    store,
    'definitionOf',
    (definitionOf) => (object) => (object === definition.id ? definition : definitionOf(object)),
  )
  store.remove([definition.id])
  fillObject(store, definition)
}

/** The verdict on a client that has this object whole, the criteria that fail, and those that were not judged. */
async function judged(
  definition: ObjectDefinition,
  fault: Fault = () => {},
  { registry = own, lwm2m = '1.1' }: { registry?: Registry; lwm2m?: '1.0' | '1.1' | '1.2' } = {},
): Promise<{ verdict: string; failed: readonly string[]; unjudged: readonly string[]; reason: string }> {
  const events = await judgeClient(
    { registry, cases: [objectCase(definition)], lwm2m, seed: '1' },
    (client) => {
      if (![1, 3].includes(definition.id)) holdsAlone(client, definition)
      fault(client)
    },
  )
  const [found] = runRecord(events).cases
  const failures = found!.criteria.filter(({ verdict }) => verdict === 'FAIL')
  const open = found!.criteria.filter(({ verdict }) => verdict === 'NOT APPLICABLE')
  return {
    verdict: found!.verdict,
    failed: failures.map(({ letter }) => letter),
    unjudged: open.map(({ letter }) => letter),
    reason:
      failures.map(({ letter, expected, seen }) => `${letter}: ${expected}: ${seen}`).join('; ') ||
      found!.reason,
  }
}

const pass = { verdict: 'PASS', failed: [], reason: '' }

/** Readable without a type: no value can be as that definition says. */
const unsound = [{ id: 10482, unjudged: ['R5'], reason: '' }]

describe('the case made of a definition', () => {
  const ids = own.ids().filter((id) => !closed.includes(id))
  it.each(ids)('passes on a client that has object %i as defined', async (id) => {
    const { unjudged, ...found } = await judged(own.inForce(id, '1.1')!)
    expect(found).toEqual(pass)
    // The reference client has its own of these two, without some that are optional.
    if (![1, 3].includes(id)) expect(unjudged).toEqual([])
  })

  it.each(['1.0', '1.2'] as const)('passes on a client of %s', async (lwm2m) => {
    expect(await judged(own.inForce(3, lwm2m)!, undefined, { lwm2m })).toMatchObject(pass)
  })

  it.skipIf(!existsSync(official))(
    'passes for every official object on a client that has it as defined, and leaves no resource out',
    async () => {
      const registry = loadRegistry({ folders: [official] })
      const beyond = registry.ids().filter((id) => ![...closed, 1, 3].includes(id))
      const found: { id: number; reason: string; unjudged: readonly string[] }[] = []
      for (const id of beyond) {
        const { verdict, reason, unjudged } = await judged(registry.inForce(id, '1.1')!, undefined, {
          registry,
        })
        if (verdict !== 'PASS' || unjudged.length > 0) found.push({ id, reason, unjudged })
      }
      expect(found).toEqual(unsound)
      expect(beyond).toHaveLength(385)
    },
    120_000,
  )
})

/** Whether a path is this resource, or an instance of it. */
const isAt = (path: Ids, object: number, resource: number): boolean =>
  path[0] === object && path[2] === resource

const ofAnotherType = (value: Value): Value =>
  value.type === 'string' || value.type === 'corelnk'
    ? { type: 'integer', value: 7n }
    : { type: 'string', value: 'nonsense' }

/** Every fault that a resource with such a definition can have, each tripping its criterion alone. */
function faultsOf(object: number, resource: ResourceDefinition): Record<string, Fault> {
  const { id, operations, mandatory } = resource
  const reads =
    (code: '2.05' | '4.04' | '5.00'): Fault =>
    ({ device }) =>
      instead(
        device,
        'read',
        (read) => (path, accept) =>
          !isAt(path, object, id)
            ? read(path, accept)
            : { code, ...(code === '2.05' ? { contentFormat: 0, payload: new Uint8Array([120]) } : {}) },
      )
  const isWritten: Fault = ({ device }) =>
    instead(
      device,
      'perform',
      (perform) => (operation) =>
        operation.kind === 'write' && isAt(operation.path, object, id)
          ? { code: '2.04' }
          : perform(operation),
    )
  const isMissing: Fault = ({ device }) =>
    instead(
      device.discovery,
      'links',
      (links) => (path) =>
        links(path).filter(({ target }) => target !== pathText([object, path[1] ?? 0, id])),
    )
  const isOfAnotherType: Fault = ({ store }) => {
    for (const node of store.nodes([object]))
      if (isAt(node.path, object, id) && node.value !== undefined)
        store.set(node.path, ofAnotherType(node.value))
  }
  return {
    ...(mandatory ? { missing: isMissing } : {}),
    ...(operations.includes('R')
      ? { 'not given': reads(mandatory ? '4.04' : '5.00'), 'of another type': isOfAnotherType }
      : { given: reads('2.05') }),
    ...(operations === 'R' || operations === 'E' ? { 'taking a Write': isWritten } : {}),
  }
}

describe('the case made of a definition fails the criterion of', () => {
  const faults = [2, 5, 3442]
    .map((id) => own.inForce(id, '1.1')!)
    .flatMap((definition) =>
      [...definition.resources.values()].flatMap((resource) =>
        Object.entries(faultsOf(definition.id, resource)).map(
          ([fault, inject]) => [`/${definition.id}/x/${resource.id}`, fault, definition, inject] as const,
        ),
      ),
    )
  it.each(faults)('%s %s, and no other', async (path, _, definition, inject) => {
    const { verdict, failed } = await judged(definition, inject)
    expect({ verdict, failed }).toEqual({ verdict: 'FAIL', failed: [`R${path.split('/')[3]}`] })
  })

  it.skipIf(!existsSync(official))(
    'every resource of official objects, where a client has none of them as defined',
    async () => {
      const registry = loadRegistry({ folders: [official] })
      const ids = registry.ids().filter((id) => ![...closed, 1, 3].includes(id))
      // A sample, since all of them take ten seconds; and one that has nothing but executables.
      const some = ids.filter((id, index) => (index % every === 0 && id !== unsound[0]?.id) || id === 10323)
      const found: { id: number; passed: readonly string[] }[] = []
      for (const id of some) {
        const definition = registry.inForce(id, '1.1')!
        const resources = [...definition.resources.values()]
        const worst: Fault = (client) => {
          for (const resource of resources) Object.values(faultsOf(id, resource)).at(-1)?.(client)
        }
        const { failed } = await judged(definition, worst, { registry })
        const passed = resources.map((resource) => `R${resource.id}`).filter((one) => !failed.includes(one))
        if (passed.length > 0) found.push({ id, passed })
      }
      expect(found).toEqual([])
    },
    120_000,
  )

  it('no optional resource that is listed and has no value, but a mandatory one', async () => {
    const withoutValue =
      (...resources: readonly number[]): Fault =>
      ({ device }) =>
        instead(
          device,
          'read',
          (read) => (path, accept) =>
            resources.some((resource) => isAt(path, 5, resource)) ? { code: '4.04' } : read(path, accept),
        )
    const definition = own.inForce(5, '1.1')!
    expect((await judged(definition, withoutValue(6, 7))).verdict).toBe('PASS')
    expect((await judged(definition, withoutValue(3))).failed).toEqual(['R3'])
  })

  it('a value out of range', async () => {
    const { failed } = await judged(own.inForce(5, '1.1')!, ({ store }) => {
      store.set([5, 0, 3], { type: 'integer', value: 77n })
    })
    expect(failed).toEqual(['R3'])
  })

  it.each([
    [
      'V',
      ({ device }) =>
        instead(
          device.discovery,
          'links',
          (links) => (path) =>
            links(path).map((link) =>
              link.target === '/5'
                ? { ...link, attributes: [{ name: 'ver', value: '9.9', quoted: false }] }
                : link,
            ),
        ),
    ],
    [
      'I',
      ({ device }) =>
        instead(
          device,
          'read',
          (read) => (path, accept) =>
            path[0] === 5 && path[1] === 1 ? { code: '4.05' } : read(path, accept),
        ),
    ],
    [
      'U',
      ({ device }) =>
        instead(
          device,
          'read',
          (read) => (path, accept) =>
            path[2] === 2047
              ? { code: '2.05', contentFormat: 0, payload: new Uint8Array() }
              : read(path, accept),
        ),
    ],
  ] as const satisfies readonly (readonly [string, Fault])[])('%s', async (letter, inject) => {
    expect((await judged(own.inForce(5, '1.1')!, inject)).failed).toEqual([letter])
  })
})
