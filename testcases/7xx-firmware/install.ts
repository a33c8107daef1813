import {
  type Asked,
  type Body,
  type Check,
  type CriterionDefinition,
  check,
  code,
  type Moment,
  type Scene,
} from '#testcase'
import { waits } from '../waits.ts'
import { bringsBack, type Table } from './firmware.ts'
import { endsIn, follows, installed, passes, resultsIn, states } from './standing.ts'

/** What is judged of a Client whose installation succeeds. */
export const installedCriteria = {
  Q: { judged: 'client', text: 'answers Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
  R: {
    judged: 'client',
    text: 'is Updating and nothing else until it is done',
    clause: 'Core 1.1.1 Appendix E.6.1',
  },
  S: { judged: 'client', text: 'says that it succeeded (Update Result 1)', clause: 'definition of /5/x/5' },
  T: { judged: 'client', text: 'is idle again (State 0)', clause: 'definition of /5/x/3' },
  U: {
    judged: 'client',
    text: 'has the new firmware: its version is another, or as the IXIT says',
    clause: 'Core 1.1.1 Appendix E.4 resource 3',
  },
} as const satisfies { readonly [letter: string]: CriterionDefinition }

/** A text at a path that is another than before, or the one that is wanted. */
function version(before: unknown, wanted: string | undefined): Check<Body> {
  return check(wanted === undefined ? `another version than ${before}` : `version ${wanted}`, ({ nodes }) => {
    const seen = nodes[0]?.value?.value
    const isFine = wanted === undefined ? typeof seen === 'string' && seen !== before : seen === wanted
    return isFine ? undefined : String(seen)
  })
}

/**
 * Installs what was downloaded, judged by Q to U. What was there before is brought back when the case has ended.
 * @param executed takes the Execute; default: it is ours, and is not judged
 */
export async function installs(
  scene: Table & Pick<Scene<keyof typeof installedCriteria>, 'client' | 'server'>,
  executed: (sent: Moment<Asked>) => Promise<unknown> = (sent) => sent.happens(),
): Promise<void> {
  const { client, server, packages, pause, iut } = scene
  bringsBack(scene)
  const before = await client.valueOf('/3/0/3')
  const update = server.executes('/5/0/2')
  await executed(update.sent)
  if (iut.includes('client')) await isNotOver(scene, update)
  await client.must('Q', update.answered, code('2.04'))
  if (!iut.includes('client')) return
  await pause(waits.executed)
  const walk = follows(scene, installed, waits.installation)
  await client.must('R', walk, passes(states.updating))
  await client.must('S', walk, resultsIn(1))
  await client.must('T', walk, endsIn(states.idle))
  await client.must(
    'U',
    server.reads('/3/0/3').answered,
    code('2.05'),
    version(before, packages.version('firmware')),
  )
}

/** Ends the case where the Client had restarted before it could be heard: it forgot what it was asked, and is asked again. */
async function isNotOver(
  { client, cannotJudge }: Pick<Table, 'client' | 'cannotJudge'>,
  { sent, answered }: ReturnType<Scene<string>['server']['executes']>,
): Promise<void> {
  if ((await answered.happens()).code !== '4.05') return
  const [asked, registered] = [await sent.occurrence(), await client.registration().occurrence()]
  if (registered.at > asked.at) cannotJudge('link: the Client restarted before its answer to Update came')
}

/** The Write carries these octets, in whatever format. */
export function carries(octets: Uint8Array): Check<Asked> {
  return check(`${octets.length} octets as they were given`, ({ nodes }) => {
    const value = nodes.length === 1 ? nodes[0]?.value?.value : undefined
    if (value instanceof Uint8Array && Buffer.compare(value, octets) === 0) return undefined
    return value instanceof Uint8Array ? `${value.length} others` : `${nodes.length} values`
  })
}
