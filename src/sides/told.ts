import type { Verb } from '#upper-tester'
import type { Session } from './session.ts'

/** Tells the upper tester at once. The result resolves to false when there is none that can. */
export function tell(session: Session, verb: Verb): Promise<boolean> {
  session.stimulated()
  const { upperTester } = session
  if (upperTester?.can(verb.verb) !== true) return Promise.resolve(false)
  session.scribe.step(`${upperTester.name}: ${verb.verb}${'path' in verb ? ` ${verb.path}` : ''}`)
  const told = upperTester.perform(verb).then(() => true)
  told.catch(() => {})
  return told
}
