import {
  type Answer,
  type Check,
  check,
  type IcsItem,
  type Moment,
  pathText,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'
import { follows, type Machine, type Standing, standing, type Walk } from '../7xx-firmware/standing.ts'
import { firstInstance } from '../instance.ts'
import { waits } from '../waits.ts'
import { type Criteria, judgedOn } from './criteria.ts'

/** Actions of RSP Update (/504/x/4), as its arguments name them. */
export const simActions = { download: '0', enable: '1', disable: '2', delete: '3' } as const

/** States of object 504 (/504/x/5) while an action is under way. */
export const simStates = { enabling: 5, disabling: 6 } as const

interface RemoteSimCase<Letter extends string> {
  /** As in `ESIM-901`. */
  readonly number: number
  readonly title: string
  readonly purpose: string
  /** Default: settings. */
  readonly impact?: 'settings' | 'profile'
  /** Whether actions are tried, of which the outcome is to be seen. */
  readonly acts?: true
  readonly steps: readonly string[]
  readonly criteria: Criteria<Letter>
  readonly body: (scene: Scene<Letter>) => Promise<void>
}

const actionItems: readonly IcsItem[] = ['RES.504.4', 'RES.504.5', 'RES.504.6']

/** A case about object 504 (Remote SIM Provisioning), by which a Server manages profiles without an eIM. */
export function remoteSimCase<const Letter extends string>(wanted: RemoteSimCase<Letter>): TestCase {
  const { number, acts, impact = 'settings', criteria, body, ...texts } = wanted
  return testCase<Letter>({
    ...texts,
    purposeId: `ESIM-${number}`,
    area: 'eSIM',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'definition of object 504 1.0' }],
    judges: ['client'],
    selection: { client: ['OBJ.504', ...(acts === true ? actionItems : [])] },
    dependsOn: [101],
    impact,
    criteria: judgedOn('client', criteria),
    async body(scene) {
      await scene.client.isRegistered()
      await body(scene)
    },
  })
}

/** What came of RSP Update. */
export interface Outcome {
  /** The answer to the Execute. */
  readonly answered: Moment<Answer>
  readonly isTaken: boolean
  /** State and Result from then on; where it was refused, there are none. */
  readonly walk: Moment<Walk>
}

/** The first instance of object 504. */
export interface RemoteSim {
  readonly path: string
  /** Has profiles by this ICCID selected and this done; whether the selection was taken is not judged. */
  acts(argument: string, iccid?: string): Promise<Outcome>
  /** State and Result as they are. */
  stands(): Moment<Standing>
  /** The installed profiles as it tells them. */
  iccids(): Moment<readonly string[]>
  /** Enables this profile, when the case has ended, if it is not the active one then. */
  keepsEnabled(iccid: string): void
}

type Table = Pick<Scene<string>, 'client' | 'server' | 'pause' | 'seconds' | 'cannotJudge' | 'afterwards'>

/** ICCIDs in what a Read of the instance gives, those of lower ids first, without the filling of their last octet. */
export function iccidsIn({ nodes }: Pick<Answer, 'nodes'>, path: string): readonly string[] {
  return nodes
    .filter(({ path: ids, value }) => value !== undefined && pathText(ids).startsWith(`${path}/11/`))
    .toSorted((one, other) => (one.path[3] ?? 0) - (other.path[3] ?? 0))
    .map(({ value }) => plainIccid(String(value?.value)))
}

/** Nineteen digits come with an F at times, which fills their last octet. */
export function plainIccid(iccid: string): string {
  return iccid.replace(/f$/i, '')
}

/** Object 504 of the Client. @throws ends the case where no profile can be selected among several */
export async function remoteSim(scene: Table): Promise<RemoteSim> {
  const { server, pause, cannotJudge, afterwards } = scene
  const { path, resources } = await firstInstance(scene, 504)
  const machine: Machine = { instance: path, state: 5, result: 6 }
  const told = (): Moment<readonly string[]> =>
    server.reads(path).answered.map('the ICCIDs', (answer) => iccidsIn(answer, path))
  const sim: RemoteSim = {
    path,
    async acts(argument, iccid) {
      if (iccid !== undefined) {
        if (!resources.includes(14)) cannotJudge(`${path}/14 is not there, by which profiles are selected`)
        await server.writes(`${path}/14`, iccid, { keep: true }).answered.happens()
      }
      const { answered } = server.executes(`${path}/4`, argument)
      const { code } = await answered.happens()
      const isTaken = code.startsWith('2.')
      if (!isTaken) return { answered, isTaken, walk: answered.map('State and Result', refused) }
      await pause(waits.executed)
      const isOver = ({ state, result }: Standing): boolean => state === 0 && result !== 0
      return { answered, isTaken, walk: follows(scene, isOver, waits.simActs, machine) }
    },
    stands: () => standing(scene, machine),
    iccids: told,
    keepsEnabled: (iccid) =>
      afterwards(`see to it that profile ${iccid} is enabled`, async () => {
        if ((await told().happens())[0] === plainIccid(iccid)) return
        const { walk } = await sim.acts(simActions.enable, iccid)
        await walk.happens()
      }),
  }
  return sim
}

function refused({ code }: Pick<Answer, 'code'>): Walk {
  const last = { code, state: undefined, result: undefined }
  return { steps: [last], last }
}

/** Nothing of it succeeded: it was refused, or ended in Idle with one of these Results. */
export function fails(...results: readonly number[]): Check<Walk> {
  return check(`a refusal, or Idle with Result ${results.join(' or ')}`, ({ last }) => {
    const { code, state, result } = last
    if (state === undefined) return code.startsWith('4.') ? undefined : code
    const isFine = state === 0 && result !== undefined && results.includes(result)
    return isFine ? undefined : `State ${state}, Result ${result ?? 'none'}`
  })
}

/** This profile is told first, which says that it is the active one. */
export function firstIs(iccid: string): Check<readonly string[]> {
  return check(`${iccid} first`, (seen) =>
    seen[0] === plainIccid(iccid) ? undefined : seen.join(', ') || 'none',
  )
}

/** Exactly these profiles. */
export function sameAs(before: readonly string[]): Check<readonly string[]> {
  return check(before.join(', '), (seen) =>
    seen.join() === before.join() ? undefined : seen.join(', ') || 'none',
  )
}
