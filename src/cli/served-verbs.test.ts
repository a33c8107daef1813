import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock, udpNetwork } from '#net'
import { httpUpperTester, type UpperTester, UpperTesterError } from '#upper-tester'
import { type ServedVerbs, servesVerbs } from './served-verbs.ts'

const heard: unknown[] = []
const tester: UpperTester = {
  name: 'a test',
  can: (verb) => verb === 'read' || verb === 'forget' || verb === 'ask-registered',
  async perform(verb) {
    heard.push(verb.verb)
    if (verb.verb === 'forget') throw new UpperTesterError('it forgets nobody')
    return verb.verb === 'ask-registered' ? true : undefined
  },
  close: async () => {},
}

let served: ServedVerbs
beforeAll(async () => {
  served = await servesVerbs(tester, { network: udpNetwork(), local: { host: '127.0.0.1', port: 0 } })
})
afterAll(() => served.close())

it('does what the upper tester of a run asks for', async () => {
  const remote = (await httpUpperTester(served.url, { clock: systemClock })).of({ endpoint: 'c' })
  expect([remote.can('read'), remote.can('queue')]).toEqual([true, false])
  expect(await remote.perform({ verb: 'read', endpoint: 'c', path: '/3/0' })).toBeUndefined()
  expect(await remote.perform({ verb: 'ask-registered', endpoint: 'c' })).toBe(true)
  await expect(remote.perform({ verb: 'forget', endpoint: 'c' })).rejects.toThrow('it forgets nobody')
  expect(heard).toEqual(['read', 'ask-registered', 'forget'])
})

it.each([
  ['POST', '/read', 'x', 400, 'this is no JSON'],
  ['POST', '/read', '{"verb":"read me"}', 400, '/verb'],
  ['POST', '/read', `"${'x'.repeat(1_000_001)}"`, 400, 'at most 1000000 octets'],
  ['POST', '/write', '{"verb":"read","endpoint":"c","path":"/3"}', 404, 'no /write'],
  ['POST', '/update', '{"verb":"update"}', 404, 'no /update'],
  ['GET', '/read', undefined, 405, ''],
])('answers %s %s of what it does not do', async (method, path, body, status, text) => {
  const before = heard.length
  const response = await fetch(`${served.url}${path}`, { method, ...(body !== undefined && { body }) })
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(text)
  expect(heard).toHaveLength(before)
})
