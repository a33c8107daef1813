import { type UpperTester, UpperTesterError } from './verbs.ts'

/** Several upper testers as one: each verb goes to the first that can do it. */
export function combine(...testers: readonly UpperTester[]): UpperTester {
  return {
    name: testers.map(({ name }) => name).join(', '),
    can: (verb) => testers.some((tester) => tester.can(verb)),
    async perform(verb) {
      const able = testers.find((tester) => tester.can(verb.verb))
      if (able === undefined) throw new UpperTesterError(`no upper tester can "${verb.verb}"`)
      return able.perform(verb)
    },
    async close() {
      await Promise.all(testers.map((tester) => tester.close()))
    },
  }
}
