import { type Asked, type Check, check, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

/** Values that no Server has for a Short Server ID. */
const reserved = [0n, 65535n]

const nodesOf = (writes: readonly Asked[]): Asked['nodes'][number][] => writes.flatMap(({ nodes }) => nodes)

/** Instances of Security that are said to be the Bootstrap-Server's. */
const ownInstances = (writes: readonly Asked[]): (number | undefined)[] =>
  nodesOf(writes)
    .filter(({ path, value }) => path[0] === 0 && path[2] === 1 && value?.value === true)
    .map(({ path }) => path[1])

/** The Short Server IDs of the Security instances that these are. */
function idsOf(writes: readonly Asked[], isMeant: (instance: number | undefined) => boolean): string[] {
  return nodesOf(writes)
    .filter(({ path }) => path[0] === 0 && path[2] === 10 && isMeant(path[1]))
    .map(({ value }) => String(value?.value))
}

const noneReserved: Check<readonly Asked[]> = check('no Short Server ID of 0 or 65535', (writes) =>
  idsOf(writes, () => true).find((id) => reserved.some((value) => String(value) === id)),
)

const noneOfItsOwn: Check<readonly Asked[]> = check(
  'no Short Server ID where resource 1 is true',
  (writes) => {
    const own = ownInstances(writes)
    return idsOf(writes, (instance) => own.includes(instance))[0]
  },
)

export default testCase({
  purposeId: 'TP/BS/ACCOUNT/BV-01',
  title: 'The account of the Bootstrap-Server itself',
  purpose: 'A Bootstrap-Server leaves a Client with one account of its own, which is that of no Server.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.2' }, { clause: 'Core 1.1.1 Appendix E.1' }],
  judges: ['bootstrap'],
  stimuli: { bootstrap: ['provision'] },
  dependsOn: [0],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client, whose account of the Bootstrap-Server is /0/0, sends a Bootstrap-Request.',
    'The Bootstrap-Server gives it an account and finishes; whether it writes its own anew is up to it.',
  ],
  criteria: {
    A: {
      judged: 'bootstrap',
      text: 'writes neither 0 nor 65535 for a Short Server ID',
      clause: 'Core 1.1.1 Appendix E.1 resource 10',
    },
    B: {
      judged: 'bootstrap',
      level: 'SHOULD',
      text: 'writes no Short Server ID for its own account',
      clause: 'Core 1.1.1 Appendix E.1 resource 10',
    },
    C: {
      judged: 'bootstrap',
      text: 'leaves the Client with one account of the Bootstrap-Server at most',
      clause: 'Core 1.1.1 §6.1.2',
    },
  },
  async body({ client, bootstrap }) {
    await bootstrap.isProvisioned()
    await client.requestsBootstrap().answered.happens()
    await bootstrap.finishes().sent.happens()
    const written = bootstrap.written()
    await bootstrap.must('A', written, noneReserved)
    const own = ownInstances(await written.happens())
    if (own.length === 0) bootstrap.notApplicable('B', 'it does not write its own account')
    else await bootstrap.must('B', written, noneOfItsOwn)
    const marks = [...new Set([0, ...own])].map((instance) => `/0/${instance}/1`)
    const held = Object.entries(await client.valuesOf(...marks)).filter(([, isOwn]) => isOwn === true)
    const oneAtMost = check<readonly Asked[]>('one Security instance with resource 1 true', () =>
      held.length <= 1 ? undefined : held.map(([path]) => path).join(', '),
    )
    await bootstrap.must('C', written, oneAtMost)
  },
})
