import { type CriterionDefinition, code, type Moment, type Scene } from '#testcase'
import { waits } from '../waits.ts'
import { fromIdle, offers, sampleOf, type Table, writesUri } from './firmware.ts'
import { delivered, follows, needs, passes, standing, stands, states, type Walk } from './standing.ts'

/** What is judged of a package that is fetched, until it is there. */
export const fetchedCriteria = {
  A: { judged: 'client', text: 'takes an empty Package URI with 2.04', clause: 'Transport 1.1.1 §6.7' },
  B: {
    judged: 'client',
    text: 'is idle without a Result then (State 0, Update Result 0)',
    clause: 'definition of /5/x/3',
  },
  C: { judged: 'client', text: 'takes the Package URI with 2.04', clause: 'Transport 1.1.1 §6.7' },
  D: { judged: 'client', text: 'fetches the package from there', clause: 'definition of /5/x/1' },
  E: {
    judged: 'client',
    text: 'is Downloading and nothing else until it has it',
    clause: 'Core 1.1.1 Appendix E.6.1',
  },
} as const satisfies { readonly [letter: string]: CriterionDefinition }

/** Has the good package fetched after a reset, judged by A to E; how the delivery goes. */
export async function fetches(
  scene: Table & Pick<Scene<keyof typeof fetchedCriteria>, 'client'>,
): Promise<Moment<Walk>> {
  const { client, pause } = scene
  const octets = sampleOf(scene, 'good')
  await fromIdle(scene)
  await client.must('A', writesUri(scene, '').answered, code('2.04'))
  await pause(waits.executed)
  const reset = stands(states.idle, 0)
  needs(scene, await client.must('B', standing(scene), reset), reset)
  const offered = await offers(scene, octets)
  await client.must('C', writesUri(scene, offered.uri).answered, code('2.04'))
  await client.must('D', offered.given)
  const walk = follows(scene, delivered, waits.delivery)
  await client.must('E', walk, passes(states.downloading))
  return walk
}
