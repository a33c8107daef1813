import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentFormats, type Ids } from '#content'
import { draftOf, idsOf, type Operation, type OperationRequest, operationOf } from './operation.ts'

const nothing = new Uint8Array()

function asked(request: Partial<OperationRequest>, executable = false) {
  return operationOf({ path: [], query: [], payload: nothing, ...request }, () => executable)
}

describe('the operation of a request (Transport 1.1.1 §6.4.4)', () => {
  it.each([
    ['GET', '/3/0', {}, 'read'],
    ['GET', '/3/0', { accept: contentFormats.tlv }, 'read'],
    ['GET', '/3', { accept: contentFormats.link }, 'discover'],
    ['GET', '/3/0/7', { observe: 0 }, 'observe'],
    ['GET', '/3/0/7', { observe: 1 }, 'cancel'],
    ['PUT', '/3/0/14', { payload: Uint8Array.of(43) }, 'write'],
    ['PUT', '/3/0/14', {}, 'write'],
    ['PUT', '/3', { query: ['pmin=1'] }, 'write-attributes'],
    ['POST', '/16', {}, 'create'],
    ['POST', '/1/0', {}, 'write'],
    ['DELETE', '/16/0', {}, 'delete'],
    ['FETCH', '', {}, 'read-composite'],
    ['FETCH', '', { observe: 0 }, 'observe-composite'],
    ['FETCH', '', { observe: 1 }, 'cancel-composite'],
    ['iPATCH', '', {}, 'write-composite'],
  ] as const)('%s %s %j is %s', (method, path, fields, kind) => {
    expect(asked({ method, path: path.split('/').filter(Boolean), ...fields })).toMatchObject({ kind })
  })

  it('PUT replaces and POST adds', () => {
    expect(asked({ method: 'PUT', path: ['1', '0'] })).toMatchObject({ mode: 'replace' })
    expect(asked({ method: 'POST', path: ['1', '0'] })).toMatchObject({ mode: 'partial' })
  })

  it('POST on a resource is Execute only where the resource is executable', () => {
    const post = { method: 'POST', path: ['1', '0', '8'] } as const
    expect(asked(post, true)).toMatchObject({ kind: 'execute' })
    expect(asked(post, false)).toMatchObject({ kind: 'write', mode: 'partial' })
  })

  it.each([
    ['PUT', ['3'], '4.05'],
    ['GET', [], '4.05'],
    ['FETCH', ['3'], '4.05'],
    ['iPATCH', ['3'], '4.05'],
    ['POST', [], '4.05'],
    ['GET', ['rd'], '4.04'],
    ['GET', ['3', '65536'], '4.04'],
    ['GET', ['3', '0', '7', '1', '0'], '4.04'],
  ] as const)('%s /%j is refused with %s', (method, path, refusal) => {
    expect(asked({ method, path })).toMatchObject({ refusal })
  })

  it('an empty parameter counts for nothing', () => {
    const put = { method: 'PUT', path: ['3', '0', '7'] } as const
    expect(asked({ ...put, query: ['pmin=1', 'pmax=2', ''] })).toEqual({
      ...{ kind: 'write-attributes', path: [3, 0, 7] },
      query: ['pmin=1', 'pmax=2'],
    })
    expect(asked({ ...put, query: [''] })).toMatchObject({ kind: 'write' })
  })

  it('an unknown method is refused', () => {
    expect(asked({ path: ['3'] })).toMatchObject({ refusal: '4.05' })
  })
})

describe('the depth of a Discover (Core 1.2 §6.3.2)', () => {
  it.each([
    [['depth=0'], 0],
    [['depth=3'], 3],
    [['depth=4'], undefined],
    [['depth='], undefined],
    [['depth=1.0'], undefined],
    [[], undefined],
  ])('%j is %j', (query, depth) => {
    const discover = asked({ method: 'GET', path: ['3'], accept: contentFormats.link, query })
    expect(discover).toEqual({ kind: 'discover', path: [3], ...(depth === undefined ? {} : { depth }) })
  })
})

const ids = (least: number, most: number): fc.Arbitrary<Ids> =>
  fc.array(fc.integer({ min: 0, max: 65535 }), { minLength: least, maxLength: most })
const content = fc.record({
  contentFormat: fc.integer({ min: 0, max: 65535 }),
  payload: fc.uint8Array({ minLength: 1, maxLength: 9 }),
})
const operations: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('read', 'observe', 'cancel'), path: ids(1, 4) }),
  fc.record({ kind: fc.constant('read'), path: ids(1, 4), accept: fc.constant(contentFormats.tlv) }),
  fc.record({ kind: fc.constantFrom('discover', 'delete'), path: ids(1, 4) }),
  fc
    .tuple(ids(2, 4), content)
    .map(([path, body]) => ({ kind: 'write', mode: 'replace', path, ...body }) as const),
  fc
    .tuple(ids(2, 2), content)
    .map(([path, body]) => ({ kind: 'write', mode: 'partial', path, ...body }) as const),
  fc.tuple(ids(3, 3), content).map(([path, body]) => ({ kind: 'execute', path, ...body }) as const),
  fc.tuple(ids(1, 1), content).map(([path, body]) => ({ kind: 'create', path, ...body }) as const),
  fc.record({
    kind: fc.constant('discover'),
    path: ids(1, 3),
    depth: fc.constantFrom(0, 1, 2, 3),
  }),
  fc
    .tuple(
      fc.constantFrom('read-composite', 'observe-composite', 'cancel-composite', 'write-composite'),
      content,
    )
    .map(([kind, body]) => ({ kind, path: [], ...body }) as const),
  fc.record({
    kind: fc.constant('write-attributes'),
    path: ids(1, 4),
    query: fc.constant(['pmin=1', 'lt']),
  }),
)

describe('the request of an operation', () => {
  it('is understood as that operation', () => {
    fc.assert(
      fc.property(operations, (operation) => {
        const { method, path = [], query = [], payload = nothing, ...rest } = draftOf(operation)
        const request = { ...rest, method, path, query, payload }
        expect(operationOf(request, () => operation.kind === 'execute')).toEqual(operation)
      }),
    )
  })
})

describe('path segments', () => {
  it.each([
    [
      ['3', '0', '7'],
      [3, 0, 7],
    ],
    [['3', ''], [3]],
    [['3', 'x'], undefined],
    [['-1'], undefined],
    [['3.5'], undefined],
  ])('%j are %j', (segments, path) => {
    expect(idsOf(segments)).toEqual(path)
  })
})
