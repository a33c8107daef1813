import { describe, expect, it } from 'vitest'
import { bootstrapDraft, packDraft } from './provisioning.ts'

const session = { endpoint: 'node-1' } as Parameters<typeof bootstrapDraft>[0]

describe('the Bootstrap-Request of our Client', () => {
  it.each([
    [{}, ['ep=node-1']],
    [{ preferred: 110 }, ['ep=node-1', 'pct=110']],
    [{ nameless: true }, undefined],
  ] as const)('with %j asks with %j', (how, query) => {
    expect(bootstrapDraft(session, how).query).toEqual(query)
  })
})

it('the Bootstrap-Pack-Request of our Client asks for a format', () => {
  expect(packDraft(session, 'lwm2m-cbor')).toEqual({
    method: 'GET',
    path: ['bspack'],
    query: ['ep=node-1'],
    accept: 11544,
  })
})
