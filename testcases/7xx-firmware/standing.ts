import { type Answer, type Check, check, Moment, pathText, type Scene, type Wait } from '#testcase'
import { waits } from '../waits.ts'

/** States of the Firmware Update object. */
export const states = { idle: 0, downloading: 1, downloaded: 2, updating: 3 } as const

/** State (/5/0/3) and Update Result (/5/0/5) at one time; undefined where the Client did not tell. */
export interface Standing {
  readonly state: number | undefined
  readonly result: number | undefined
  /** How the Read was answered. */
  readonly code: string
}

/** One State and Update Result after the other. */
export interface Walk {
  readonly steps: readonly Standing[]
  readonly last: Standing
}

/** Where State and Update Result stand. */
export interface Machine {
  readonly instance: string
  readonly state: number
  readonly result: number
}

const firmware: Machine = { instance: '/5/0', state: 3, result: 5 }

type Table = Pick<Scene<string>, 'client' | 'server' | 'pause' | 'seconds'>

function standingIn({ code, nodes }: Answer, { instance, state, result }: Machine): Standing {
  const held = (resource: number): number | undefined => {
    const value = nodes.find(({ path }) => pathText(path) === `${instance}/${resource}`)?.value?.value
    return typeof value === 'bigint' ? Number(value) : undefined
  }
  return { code, state: held(state), result: held(result) }
}

const textOf = ({ state, result, code }: Standing): string =>
  state === undefined && result === undefined ? code : `${state ?? 'none'}/${result ?? 'none'}`

/** State and Update Result as they are now, from one Read of the instance. */
export function standing({ server }: Pick<Table, 'server'>, of = firmware): Moment<Standing> {
  const { answered } = server.reads(of.instance)
  return answered.map('State and Update Result', (answer) => standingIn(answer, of))
}

/** Whether what was delivered has come to something: it is downloaded, or there is a Result. */
export const delivered = ({ state, result = 0 }: Standing): boolean =>
  state === states.downloaded || result !== 0

/** Whether what was begun with Update is over. */
export const installed = ({ state, result = 0 }: Standing): boolean => state === states.idle || result !== 0

/** Looks at State and Update Result until they are as wanted, or the wait is over. A Client that restarts is silent meanwhile. */
export function follows(
  { client, server, pause, seconds }: Table,
  until: (standing: Standing) => boolean,
  wait: Wait,
  of = firmware,
): Moment<Walk> {
  return new Moment('State and Update Result as they go', 'client', async () => {
    const steps: Standing[] = []
    let left = seconds(wait)
    for (;;) {
      const { sent, answered } = server.reads(of.instance, { untilBack: { seconds: left } })
      const isTold = await answered.comes()
      if (isTold || left <= 0) {
        const occurrence = await answered.occurrence()
        const value = standingIn(occurrence.value, of)
        if (steps.length === 0 || textOf(value) !== textOf(steps.at(-1)!)) steps.push(value)
        if (until(value) || left <= 0) return { ...occurrence, value: { steps, last: value } }
      }
      const asked = await sent.occurrence()
      left -= seconds(waits.betweenPolls)
      if (!isTold) left -= silence(asked, await client.registration().occurrence())
      await pause(waits.betweenPolls, 0, asked.at)
    }
  })
}

/** A moment that came, by when. */
interface At {
  readonly at: number
}

/** Seconds that a request went unanswered: as long as it is repeated, or until the Client registered anew. */
function silence(asked: At, registered: At): number {
  return registered.at > asked.at ? (registered.at - asked.at) / 1000 : waits.repeated.seconds
}

/** State and Update Result are these. */
export function stands(state: number, result: number): Check<Standing> {
  const wanted = `${state}/${result}`
  return check(`State and Update Result ${wanted}`, (seen) =>
    textOf(seen) === wanted ? undefined : textOf(seen),
  )
}

const pathOf = ({ steps }: Walk): string => steps.map(textOf).join(' → ')

/** Ends the case where what follows would mean nothing without this. */
export function needs<T>(
  { cannotJudge }: Pick<Scene<string>, 'cannotJudge'>,
  seen: T,
  wanted: Check<T>,
): void {
  const other = wanted.verify(seen)
  if (other !== undefined) cannotJudge(`the rest of the case needs ${wanted.expected}; there is ${other}`)
}

/** They end so. */
export function ends(...wanted: readonly (readonly [state: number, result: number])[]): Check<Walk> {
  const texts = wanted.map(([state, result]) => `${state}/${result}`)
  return check(`State and Update Result ${texts.join(' or ')} at last`, (walk) =>
    texts.includes(textOf(walk.last)) ? undefined : pathOf(walk),
  )
}

/** The State is one of these at last. */
export function endsIn(...wanted: readonly number[]): Check<Walk> {
  return check(`State ${wanted.join(' or ')} at last`, (walk) =>
    walk.last.state !== undefined && wanted.includes(walk.last.state) ? undefined : pathOf(walk),
  )
}

/** The Update Result is one of these at last. */
export function resultsIn(...wanted: readonly number[]): Check<Walk> {
  return check(`Update Result ${wanted.join(' or ')} at last`, (walk) =>
    walk.last.result !== undefined && wanted.includes(walk.last.result) ? undefined : pathOf(walk),
  )
}

/** Before the last, there was no other State than these, and no Update Result but 0. */
export function passes(...allowed: readonly number[]): Check<Walk> {
  return passesWith([0], ...allowed)
}

/** Before the last, there was no other State than these, and no Update Result but those. */
export function passesWith(results: readonly number[], ...allowed: readonly number[]): Check<Walk> {
  const expected = `no State but ${allowed.join(', ')} on the way, and Update Result ${results.join(' or ')}`
  return check(expected, (walk) => {
    const before = walk.steps.slice(0, -1)
    const isFine = before.every(
      ({ state = -1, result = -1 }) => allowed.includes(state) && results.includes(result),
    )
    return isFine ? undefined : pathOf(walk)
  })
}
