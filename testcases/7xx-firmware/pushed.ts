import { type CriterionDefinition, code, type Moment, request, type Scene } from '#testcase'
import { waits } from '../waits.ts'
import { fromIdle, nul, pushes, sampleOf, type Table } from './firmware.ts'
import { carries } from './install.ts'
import { delivered, follows, needs, passes, standing, stands, states, type Walk } from './standing.ts'

/** Letters of what is judged of a package that is pushed, until it is there. */
interface Letters {
  /** Of the Client. */
  readonly reset: string
  readonly idle: string
  readonly taken: string
  readonly downloading: string
  /** Of the Server, where it is judged. */
  readonly writesNul?: string
  readonly writesPackage?: string
}

/** The criteria by these letters. */
export function pushedCriteria(letters: Letters): { readonly [letter: string]: CriterionDefinition } {
  const { reset, idle, taken, downloading, writesNul, writesPackage } = letters
  const server = (text: string): CriterionDefinition => ({
    ...{ judged: 'server', text, clause: 'definition of /5/x/0' },
  })
  return {
    ...(writesNul !== undefined && { [writesNul]: server('writes a NUL to /5/0/0') }),
    [reset]: { judged: 'client', text: 'takes a NUL as Package with 2.04', clause: 'Transport 1.1.1 §6.7' },
    [idle]: {
      judged: 'client',
      text: 'is idle without a Result then (State 0, Update Result 0)',
      clause: 'definition of /5/x/3',
    },
    ...(writesPackage !== undefined && { [writesPackage]: server('writes the package to /5/0/0, whole') }),
    [taken]: { judged: 'client', text: 'takes the package with 2.04', clause: 'Transport 1.1.1 §6.7' },
    [downloading]: {
      judged: 'client',
      text: 'is Downloading and nothing else until it has it',
      clause: 'Core 1.1.1 Appendix E.6.1',
    },
  }
}

/** Has the good package pushed after a reset, judged by these letters; how the delivery goes, for a Client under test. */
export async function isPushed(
  scene: Table & Pick<Scene<string>, 'client' | 'server'>,
  letters: Letters,
): Promise<Moment<Walk>> {
  const { client, server, iut } = scene
  const { reset, idle, taken, downloading, writesNul, writesPackage } = letters
  const octets = sampleOf(scene, 'good')
  await fromIdle(scene)
  const first = pushes(scene, nul)
  if (writesNul !== undefined)
    await server.must(writesNul, first.sent, request('PUT', '/5/0/0'), carries(nul))
  await client.must(reset, first.answered, code('2.04'))
  const isIdle = stands(states.idle, 0)
  if (iut.includes('client')) needs(scene, await client.must(idle, standing(scene), isIdle), isIdle)
  const push = pushes(scene, octets)
  if (writesPackage !== undefined)
    await server.must(writesPackage, push.sent, request('PUT', '/5/0/0'), carries(octets))
  await client.must(taken, push.answered, code('2.04'))
  const walk = follows(scene, delivered, waits.delivery)
  if (iut.includes('client')) await client.must(downloading, walk, passes(states.downloading))
  return walk
}
