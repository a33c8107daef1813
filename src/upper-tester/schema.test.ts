import { describe, expect, it } from 'vitest'
import { readSchema } from '../json-schema.ts'
import { checkVerb, readAnswer, readCapabilities } from './schema.ts'
import { UpperTesterError, type Verb, type VerbName } from './verbs.ts'

const endpoint = 'c'
const path = '/3/0/0'
const one: { readonly [Name in VerbName]: Extract<Verb, { verb: Name }> } = {
  register: { verb: 'register' },
  update: { verb: 'update' },
  deregister: { verb: 'deregister' },
  bootstrap: { verb: 'bootstrap' },
  reboot: { verb: 'reboot' },
  'insert-card': { verb: 'insert-card', serverUri: 'coap://h', lifetime: 60, shortServerId: 2 },
  'remove-card': { verb: 'remove-card' },
  defer: { verb: 'defer' },
  set: { verb: 'set', path, value: 1 },
  send: { verb: 'send', paths: [path] },
  read: { verb: 'read', endpoint, path, format: 'tlv' },
  discover: { verb: 'discover', endpoint, path, depth: 3 },
  'read-composite': { verb: 'read-composite', endpoint, paths: ['/', path], format: 'senml-json' },
  'write-composite': { verb: 'write-composite', endpoint, content: { '1/0/1': 61, '16/0/0/1': 'x' } },
  write: { verb: 'write', endpoint, path, replace: true, content: { '': 'x' } },
  execute: { verb: 'execute', endpoint, path, argument: '0' },
  attributes: { verb: 'attributes', endpoint, path, query: ['pmin=5', 'gt'] },
  create: { verb: 'create', endpoint, path: '/16', content: { '1/0/0': 'x' } },
  delete: { verb: 'delete', endpoint, path },
  observe: { verb: 'observe', endpoint, path, query: ['pmax=15'] },
  cancel: { verb: 'cancel', endpoint, path, by: 'reset' },
  'observe-composite': { verb: 'observe-composite', endpoint, paths: ['/1/0/1', path], format: 'senml-cbor' },
  'cancel-composite': { verb: 'cancel-composite', endpoint, paths: ['/1/0/1', path], by: 'get' },
  forget: { verb: 'forget', endpoint },
  provision: {
    verb: 'provision',
    endpoint,
    serverUri: 'coap://h',
    lifetime: 60,
    shortServerId: 1,
    deletes: ['/'],
    reads: [],
  },
  queue: {
    verb: 'queue',
    endpoint,
    eid: '89049032123451234512345678901235',
    package: [
      { operation: 'enable', iccid: '89000000000000000018', rollback: true },
      { operation: 'delete', iccid: '8900000000000000002' },
      { operation: 'list' },
    ],
  },
  'ask-registered': { verb: 'ask-registered', endpoint },
  'ask-value': { verb: 'ask-value', endpoint, path },
  'ask-queue-mode': { verb: 'ask-queue-mode', endpoint },
}

describe('the JSON Schema of the verbs', () => {
  it.each(Object.values(one))('takes $verb', (verb) => {
    expect(checkVerb({ ...verb, iut: { endpoint, serverUri: 'coap://h:5683' } })).toEqual([])
  })

  it('names exactly the verbs there are', () => {
    const { name } = readSchema('src/upper-tester/verbs.schema.json').$defs as { name: { enum: string[] } }
    expect(new Set(name.enum)).toEqual(new Set(Object.keys(one)))
  })

  it.each([
    ['an unknown verb', { verb: 'dance' }],
    ['a verb without its path', { verb: 'read', endpoint }],
    ['a path that is none', { verb: 'read', endpoint, path: '3/0' }],
    ['a member of another verb', { verb: 'reboot', path }],
    ['a package of nothing', { ...one.queue, package: [] }],
    ['an operation without its profile', { ...one.queue, package: [{ operation: 'disable' }] }],
  ])('refuses %s', (_, verb) => {
    expect(checkVerb(verb)).not.toEqual([])
  })
})

describe('an answer', () => {
  it('may be nothing for a verb that does not ask', () => {
    expect(readAnswer(' \n', one.read, 'ut')).toBeUndefined()
  })

  it('is the value for a verb that asks', () => {
    expect(readAnswer('{"answer":true}', one['ask-registered'], 'ut')).toBe(true)
    expect(readAnswer('{"answer":"21.5"}', one['ask-value'], 'ut')).toBe('21.5')
  })

  it.each([
    ['no JSON', 'yes', /ut: its answer to "ask-registered" is no JSON: yes/],
    ['another member', '{"reply":true}', /has a member "reply" that is not known/],
    ['another type', '{"answer":"yes"}', /must hold a boolean, like \{"answer": true\}/],
    ['nothing', '', /must hold a boolean/],
  ])('is refused when it is %s', (_, text, message) => {
    expect(() => readAnswer(text, one['ask-registered'], 'ut')).toThrow(UpperTesterError)
    expect(() => readAnswer(text, one['ask-registered'], 'ut')).toThrow(message)
  })
})

it('refuses capabilities with a verb nobody knows', () => {
  expect(() => readCapabilities('{"verbs":["dance"]}', 'ut')).toThrow(
    /ut: its capabilities at \/verbs\/0 must be one of register, /,
  )
})
