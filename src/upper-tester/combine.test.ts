import { expect, it } from 'vitest'
import { combine } from './combine.ts'
import type { UpperTester, VerbName } from './verbs.ts'

function able(name: string, verbs: readonly VerbName[]): UpperTester & { closed: boolean } {
  const tester = {
    name,
    closed: false,
    can: (verb: VerbName) => verbs.includes(verb),
    perform: async () => name,
    async close() {
      tester.closed = true
    },
  }
  return tester
}

it('gives each verb to the first upper tester that can do it', async () => {
  const both = combine(able('a', ['register']), able('b', ['register', 'reboot']))
  expect(both.name).toBe('a, b')
  expect([both.can('reboot'), both.can('update')]).toEqual([true, false])
  expect(await both.perform({ verb: 'register' })).toBe('a')
  expect(await both.perform({ verb: 'reboot' })).toBe('b')
  await expect(both.perform({ verb: 'update' })).rejects.toThrow('no upper tester can "update"')
})

it('closes them all', async () => {
  const [a, b] = [able('a', []), able('b', [])]
  await combine(a, b).close()
  expect([a.closed, b.closed]).toEqual([true, true])
})
