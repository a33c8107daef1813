import type { UpperTester, Verb } from '#upper-tester'
import type { Session } from './session.ts'

/** What an upper tester answers. */
export type Told = Awaited<ReturnType<UpperTester['perform']>>

/** What a device may be switched off and on for. */
const restarting: readonly Verb['verb'][] = ['register', 'bootstrap', 'reboot', 'insert-card']

/**
 * Tells the upper tester something and writes down what it was told and answered. Undefined when there is none that can.
 * @throws UpperTesterError
 */
export async function consult(session: Session, verb: Verb): Promise<{ readonly answer: Told } | undefined> {
  const { upperTester, scribe, clock, booking } = session
  if (upperTester?.can(verb.verb) !== true) return undefined
  const text = `${upperTester.name}: ${verb.verb}${'path' in verb ? ` ${verb.path}` : ''}`
  try {
    const begun = clock.now()
    const answer = await upperTester.perform(verb)
    if (restarting.includes(verb.verb)) booking.needed(`the upper tester: ${verb.verb}`, begun)
    scribe.prompt(text, answer === undefined ? 'passed on' : String(answer))
    return { answer }
  } catch (failure) {
    scribe.prompt(text, failure instanceof Error ? failure.message : String(failure))
    throw failure
  }
}

/** Tells the upper tester at once. The result resolves to false when there is none that can. */
export function tell(session: Session, verb: Verb): Promise<boolean> {
  session.stimulated()
  const told = consult(session, verb).then((answered) => answered !== undefined)
  told.catch(() => {})
  return told
}
