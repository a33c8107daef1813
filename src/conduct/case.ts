import type { Edition } from '#ics'
import { sleep } from '#net'
import type { CaseKey, ChairName, EventDraft, Journal } from '#record'
import {
  Absent,
  type BootstrapChair,
  type ClientChair,
  type DtlsLadder,
  type EimSeat,
  type IpaSeat,
  type Ladder,
  Moment,
  type PackagesChair,
  PlainError,
  type SecondSeat,
  type ServerChair,
  type Session,
  type StreamLadder,
} from '#sides'
import { CaseStopped, Judge, type Scene, type TestCase, type Wait } from '#testcase'
import { UpperTesterError } from '#upper-tester'
import { type Outcome, type Verdict, worst } from '#verdict'
import type { Claims } from './claims.ts'
import { endpointFileName } from './endpoint-file-name.ts'
import type { Recorder } from './recorder.ts'

/** The chairs of one session, whoever sits in them. */
export interface Table {
  readonly client: ClientChair
  readonly server: ServerChair
  readonly bootstrap: BootstrapChair
  readonly wire: Ladder
  /** A second Server of ours; only a Client under test meets it. */
  readonly second?: SecondSeat
  /** The eIM beside our Server; likewise. */
  readonly eim?: EimSeat
  /** The IPA with an eUICC beside our Client; only a Server under test meets it. */
  readonly ipa?: IpaSeat
  readonly stream: StreamLadder
  readonly dtls: DtlsLadder
  readonly packages: PackagesChair
}

/** All that running a case needs. */
export interface Sitting {
  readonly session: Session
  readonly table: Table
  readonly recorder: Recorder
  readonly journal: Journal
  readonly iut: readonly ChairName[]
  /** The chair this session judges, for the record. */
  readonly chair: ChairName
  readonly lwm2m: Edition
  readonly channel: string
  readonly timing: 'normal' | 'short'
  readonly strict: boolean
  readonly claims: Claims
  /** Sets our own side up for a case: the store of our Client. */
  readonly prepare?: (testCase: TestCase) => void
  /** Waits until the IUT is back after a dead path; false when it does not come. */
  readonly recover: () => Promise<boolean>
  readonly signal: AbortSignal | undefined
  readonly saveCapture: ((name: string, bytes: Uint8Array) => { path: string; digest: string }) | undefined
}

export interface CaseResult {
  readonly verdict: Verdict
  readonly outcome: Outcome
  readonly reason: string
  /** Letters of the criteria that failed; absent where only the verdict is known. */
  readonly failed?: readonly string[]
  /** The IUT stopped answering, and did not come back while it was waited for. */
  readonly gone?: boolean
}

interface Ending extends CaseResult {
  readonly frame: number | null
}

/** Why a case is not begun, found by the plan; undefined when it may run. */
export type Obstacle = CaseResult | undefined

/** Runs one case on one IUT and records all of it. Never throws. */
export async function runCase(
  sitting: Sitting,
  testCase: TestCase,
  facts: { label: string; errata: readonly string[]; obstacle: Obstacle },
): Promise<CaseResult> {
  const { session, recorder, journal, chair, channel } = sitting
  const key: CaseKey = { id: testCase.id, chair, endpoint: session.endpoint }
  const started = (attempt: number): EventDraft => ({
    event: 'case-started',
    ...key,
    label: facts.label,
    title: testCase.title,
    channel,
    attempt,
    editions: testCase.editions,
    area: testCase.area,
    purpose: testCase.purpose,
    reference: testCase.reference,
    errata: facts.errata,
  })
  journal.append(started(1))
  recorder.begin(key)
  let ending: Ending
  if (facts.obstacle !== undefined) ending = { ...facts.obstacle, frame: null }
  else {
    let attempt = await oneAttempt(sitting, testCase, key)
    if (attempt.dead) {
      // What the first attempt brought about is no evidence in the second.
      session.horizon = session.inbox.end
      session.lastStimulus = undefined
    }
    const back = attempt.dead && (await recovered(sitting, key))
    const gone = attempt.dead && !back
    if (back) {
      journal.append(started(2))
      const second = await oneAttempt(sitting, testCase, key)
      attempt = second.dead ? crashed(second) : { ...second, ...linked(second, attempt) }
    }
    ending = { ...attempt, gone, ...(isMissed(sitting, attempt) ? { outcome: 'out-of-time' as const } : {}) }
  }
  for (const conversation of [session, ...(session.second ? [session.second] : [])]) {
    conversation.horizon = conversation.inbox.end
    conversation.lastStimulus = undefined
    conversation.readings.clear()
  }
  const captured = recorder.end()
  session.captureSince = session.clock.now()
  const name = `${testCase.id.replaceAll('/', '-')}-${chair}-${endpointFileName(session.endpoint)}.pcapng`
  const capture =
    facts.obstacle === undefined ? (sitting.saveCapture?.(name, captured.bytes()) ?? null) : null
  const { verdict, outcome, reason, frame } = ending
  journal.append({ event: 'case-ended', ...key, verdict, outcome, reason, frame, capture })
  return ending
}

/** Whether it was the case that waited for a Client that never showed up. */
function isMissed({ iut, session }: Sitting, { verdict, outcome }: Ending): boolean {
  return verdict === 'INCONCLUSIVE' && outcome === 'run' && iut.includes('client') && session.inbox.end === 0
}

interface Attempt extends Ending {
  readonly dead: boolean
}

function crashed(attempt: Attempt): Attempt {
  return {
    ...attempt,
    verdict: worst(['FAIL', attempt.verdict]),
    reason: `twice, the IUT stopped answering: ${attempt.reason}`,
  }
}

/** A silence that did not come again is the link's, not the IUT's. */
function linked(second: Attempt, first: Attempt): Pick<Attempt, 'verdict' | 'reason'> {
  const verdict = worst([second.verdict, 'INCONCLUSIVE'])
  return {
    verdict,
    reason:
      second.verdict === 'FAIL' || second.verdict === 'ERROR'
        ? second.reason
        : `link: ${first.reason.replace(/^link: /, '')}; the repetition found nothing wrong`,
  }
}

async function recovered({ recover, journal }: Sitting, key: CaseKey): Promise<boolean> {
  journal.append({ event: 'step', ...key, text: 'the IUT does not answer: waiting for it to come back' })
  return recover()
}

async function oneAttempt(sitting: Sitting, testCase: TestCase, key: CaseKey): Promise<Attempt> {
  const { session, recorder, journal, iut, lwm2m, strict } = sitting
  const judge = new Judge({
    testCase,
    iut,
    lwm2m,
    strict,
    alive: () => stillAlive(sitting),
    evaluated: ({ letter, criterion, verdict, expected, seen, frame, hint }) => {
      const { judged, text, level = 'MUST', clause, unverified } = criterion
      const reference = [unverified === undefined ? { clause } : { clause, unverified }]
      recorder.comment(frame, `${testCase.id} ${letter} ${verdict}: ${judged} ${text}`)
      journal.append({
        event: 'criterion',
        ...key,
        letter,
        judged,
        text,
        level,
        verdict,
        reference,
        expected,
        seen,
        frame,
        hint,
      })
    },
    observed: (text, reference, frame) =>
      journal.append({ event: 'observation', ...key, text, reference, frame }),
  })
  const stopped = await body(sitting, testCase, judge, key)
  await putBack(session, journal, key)
  const unjudged = stopped === undefined ? judge.unjudged() : []
  const hole =
    unjudged.length === 0
      ? undefined
      : new CaseStopped('ERROR', `criteria never judged: ${unjudged.join(', ')}`)
  const end = stopped ?? hole
  const verdict =
    end === undefined
      ? judge.verdict()
      : worst([end.verdict, judge.verdict() === 'PASS' ? 'NOT APPLICABLE' : judge.verdict()])
  const outcome: Outcome = end?.outcome ?? (verdict === 'NOT APPLICABLE' ? 'not-claimed' : 'run')
  const failed = verdict === 'FAIL' && end === undefined ? 'a criterion was not met' : ''
  return {
    verdict,
    outcome,
    reason: end?.message ?? failed,
    frame: end?.frame ?? null,
    dead: end?.dead ?? false,
    failed: judge.failed(),
  }
}

/** One that answers for the first time now was not there for what came before. */
async function stillAlive({ table, recorder }: Sitting): Promise<boolean> {
  const { isHeard } = recorder
  return (await table.client.isAlive()) && isHeard
}

/** Runs the body; what stopped it, if anything did. */
async function body(
  sitting: Sitting,
  testCase: TestCase,
  judge: Judge,
  key: CaseKey,
): Promise<CaseStopped | undefined> {
  const { session, signal } = sitting
  let stop: () => void = () => {}
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => reject(new CaseStopped('INCONCLUSIVE', 'interrupted'))
    if (signal?.aborted === true) stop()
    signal?.addEventListener('abort', stop)
  })
  interrupted.catch(() => {})
  try {
    await Promise.race([story(sitting, testCase, judge), interrupted])
    return undefined
  } catch (failure) {
    if (failure instanceof CaseStopped) return failure
    if (failure instanceof Absent) {
      if (!sitting.iut.includes(failure.author))
        return judge.ourFault(`our ${failure.author}: ${failure.message}`)
      // A client that never showed up is no dead one; a platform that was never heard may be.
      const isKnown = sitting.iut.includes('client')
        ? session.client !== undefined
        : !sitting.recorder.isHeard
      const dead = failure.reason === 'silence' && isKnown && !(await stillAlive(sitting))
      return new CaseStopped(
        'INCONCLUSIVE',
        `${failure.reason === 'no stimulus' ? 'no stimulus: ' : ''}${failure.message}`,
        {
          dead,
          frame: failure.frame,
          ...(['no stimulus', 'unseen'].includes(failure.reason) ? { outcome: 'could-not-run' } : {}),
        },
      )
    }
    if (failure instanceof UpperTesterError)
      return new CaseStopped('INCONCLUSIVE', `no stimulus: ${failure.message}`, { outcome: 'could-not-run' })
    if (failure instanceof PlainError) return new CaseStopped('ERROR', failure.message)
    const text = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
    sitting.journal.append({ event: 'note', text: `${key.id}: ${text}` })
    return new CaseStopped('ERROR', failure instanceof Error ? failure.message : String(failure))
  } finally {
    signal?.removeEventListener('abort', stop)
    session.bootstrapDriven = false
  }
}

async function story(sitting: Sitting, testCase: TestCase, judge: Judge): Promise<void> {
  for (const chair of sitting.iut) {
    for (const item of testCase.selection?.[chair] ?? []) {
      const { claimed, why, frame } = await sitting.claims(item)
      if (claimed === false) throw new CaseStopped('NOT APPLICABLE', why, { frame })
      if (claimed === undefined) throw new CaseStopped('INCONCLUSIVE', why, { outcome: 'unanswered' })
    }
  }
  sitting.prepare?.(testCase)
  await testCase.body(sceneOf(sitting, judge))
}

/** A seat that is not at this table: whoever turns to it ends the case with the reason. */
function vacant<Seat extends object>(why: string): Seat {
  return new Proxy<Seat>({} as Seat, {
    get() {
      throw new CaseStopped('ERROR', why)
    },
  })
}

const missing = {
  second: vacant<SecondSeat>('only a Client meets a second Server'),
  eim: vacant<EimSeat>('only a Client meets our eIM'),
  ipa: vacant<IpaSeat>('only a Server meets our IPA'),
}

function sceneOf(
  { table, session, recorder, iut, lwm2m, channel, timing, claims }: Sitting,
  judge: Judge,
): Scene<string> {
  const seconds = (wait: Wait): number => (timing === 'short' ? (wait.short ?? wait.seconds) : wait.seconds)
  const told = (what: string, chair: ChairName, found: Recorder['violations']) =>
    new Moment(what, chair, async () => {
      const seen = found.map(({ text, frame, id }) => `${id}, frame ${frame}: ${text}`)
      return { value: seen, at: session.clock.now(), frame: null, position: session.inbox.end }
    })
  return {
    client: { ...table.client, ...judge.of('client') },
    server: { ...table.server, ...judge.of('server') },
    bootstrap: { ...table.bootstrap, ...judge.of('bootstrap') },
    wire: table.wire,
    second: table.second ?? missing.second,
    eim: table.eim ?? missing.eim,
    ipa: table.ipa ?? missing.ipa,
    stream: table.stream,
    dtls: table.dtls,
    packages: table.packages,
    iut,
    lwm2m,
    channel,
    tolerance: session.tolerance,
    jitter: session.jitter,
    supports: async (item) => (await claims(item)).claimed === true,
    misshapen: (chair) => told('the messages so far', chair, recorder.violations),
    reusedIds: (chair) => told('the message ids so far', chair, recorder.reusedIds),
    seconds,
    pause: async (wait, more = 0, since = session.clock.now()) => {
      const ms = (seconds(wait) + more) * 1000
      session.booking.window(ms, wait.why, since)
      await sleep(session.clock, Math.max(0, since + ms - session.clock.now()))
    },
    afterwards: (text, act) => {
      const run = async (): Promise<void> => {
        await act()
        session.bootstrapDriven = false
      }
      session.undo.push({ text, run })
    },
    doesNotApply: (why, frame) => {
      throw new CaseStopped('NOT APPLICABLE', why, { frame })
    },
    cannotJudge: (why) => {
      throw new CaseStopped('INCONCLUSIVE', why)
    },
  }
}

/** Puts back what the case changed, last change first. */
async function putBack(session: Session, journal: Journal, key: CaseKey): Promise<void> {
  for (let undo = session.undo.pop(); undo !== undefined; undo = session.undo.pop()) {
    let done = true
    let text = undo.text
    try {
      await undo.run()
    } catch (failure) {
      done = false
      text = `${undo.text}: ${failure instanceof Error ? failure.message : String(failure)}`
    }
    journal.append({ event: 'undo', ...key, text, done })
  }
}
