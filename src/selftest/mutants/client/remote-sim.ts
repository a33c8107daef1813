import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith } from './faults.ts'

type RemoteSim = ReferenceClient['effects']['remoteSim']
type Facts = Pick<Mutant<ReferenceClient>, 'id' | 'title' | 'trips' | 'mayTrip' | 'strict' | 'unsettles'>

/** A fault of object 504, on a Client that has it. */
function ofSim(facts: Facts, inject: (sim: RemoteSim, client: ReferenceClient) => void) {
  const fault: Mutant<ReferenceClient> = {
    ...facts,
    variant: 'with-euicc',
    inject: (client) => inject(client.effects.remoteSim, client),
  }
  return fault
}

/** Shows a value of object 504 that is not so. */
function shows(facts: Facts, path: readonly number[], value: string | number) {
  return ofSim(facts, (_, { store }) =>
    store.set(
      [504, 0, ...path],
      typeof value === 'string' ? { type: 'string', value } : { type: 'integer', value: BigInt(value) },
    ),
  )
}

/** Tells other ICCIDs than there are. */
function lists(facts: Facts, change: (iccids: readonly string[]) => readonly string[]) {
  return ofSim(facts, (sim) => {
    instead(sim, 'shownIccids', (shownIccids) => () => change(shownIccids()))
    sim.shows()
  })
}

/** Faults of Remote SIM Provisioning (object 504). */
export const remoteSimMutants: readonly Mutant<ReferenceClient>[] = [
  shows(
    {
      id: 'sim-kind-not-supported',
      title: 'supports another kind of SIM than it uses',
      trips: ['ESIM-901 A'],
    },
    [0],
    3,
  ),
  lists(
    {
      id: 'sim-active-last',
      title: 'tells the active profile last',
      trips: ['ESIM-901 B', 'ESIM-904 D', 'ESIM-905 B', 'ESIM-919 C'],
    },
    (iccids) => iccids.toReversed(),
  ),
  ofSim(
    {
      id: 'sim-nothing-selected',
      title: 'has several profiles, and no way to select one',
      trips: ['ESIM-901 C'],
      unsettles: ['ESIM-904', 'ESIM-905', 'ESIM-909', 'ESIM-910', 'ESIM-914'],
    },
    (_, { store }) => store.remove([504, 0, 14]),
  ),
  shows(
    {
      id: 'sim-other-eid',
      title: 'tells another EID in object 504',
      trips: ['ESIM-901 D', 'ESIM-919 A'],
    },
    [12],
    '89000000000000000000000000000099',
  ),
  ofSim(
    { id: 'sim-update-2.01', title: 'answers RSP Update with 2.01', trips: ['ESIM-904 A'] },
    (_, client) => answersWith('2.01', { kind: 'execute', path: '/504/0/4' })(client),
  ),
  ofSim(
    {
      id: 'sim-enables-as-installing',
      title: 'is Installing while it enables a profile',
      trips: ['ESIM-904 B'],
    },
    (sim) => instead(sim, 'tell', (tell) => (state, result) => tell(state === 5 ? 3 : state, result)),
  ),
  ofSim(
    {
      id: 'sim-enabled-as-failed',
      title: 'enables a profile, and says that it failed',
      trips: ['ESIM-904 C', 'ESIM-905 A', 'ESIM-910 B'],
    },
    (sim) =>
      instead(sim, 'resultOf', (resultOf) => (action) => {
        const result = resultOf(action)
        return action === 'enable' && result === 1 ? 13 : result
      }),
  ),
  ofSim(
    {
      id: 'sim-deletion-fails',
      title: 'deletes a profile, and says that it failed',
      trips: ['ESIM-904 E'],
    },
    (sim) =>
      instead(sim, 'resultOf', (resultOf) => (action) => {
        const result = resultOf(action)
        return action === 'delete' ? 15 : result
      }),
  ),
  ofSim(
    {
      id: 'sim-keeps-deleted',
      title: 'says that it deleted a profile, and keeps it',
      trips: ['ESIM-904 F', 'ESIM-909 C'],
    },
    (sim) => instead(sim, 'resultOf', (resultOf) => (action) => (action === 'delete' ? 1 : resultOf(action))),
  ),
  ofSim(
    {
      id: 'sim-backwards',
      title: 'carries out two actions in the reverse order',
      trips: ['ESIM-905 A'],
    },
    (sim) => instead(sim, 'actionsIn', (actionsIn) => (argument) => actionsIn(argument)?.toReversed()),
  ),
  ofSim(
    {
      id: 'sim-downloads-anything',
      title: 'says that it downloaded, wherever from',
      trips: ['ESIM-906 A', 'ESIM-906 C'],
      mayTrip: ['ESIM-906 B', 'ESIM-906 D'],
    },
    (sim) => instead(sim, 'download', () => () => 1),
  ),
  ofSim(
    {
      id: 'sim-invalid-uri-11',
      title: 'gives the general Result of a download for an invalid URI',
      trips: ['ESIM-906 B'],
      strict: true,
    },
    (sim) => instead(sim, 'download', (download) => (from) => (URL.canParse(from) ? download(from) : 11)),
  ),
  ofSim(
    {
      id: 'sim-protocol-11',
      title: 'gives the general Result of a download for a scheme that it does not know',
      trips: ['ESIM-906 D'],
      strict: true,
    },
    (sim) => instead(sim, 'download', (download) => (from) => (URL.canParse(from) ? 11 : download(from))),
  ),
  ofSim(
    {
      id: 'sim-download-adds',
      title: 'tells a profile more when a download has failed',
      trips: ['ESIM-906 E'],
    },
    (sim) => {
      let isMore = false
      instead(
        sim,
        'shownIccids',
        (shownIccids) => () => (isMore ? [...shownIccids(), '89000000000000000067'] : shownIccids()),
      )
      instead(sim, 'download', (download) => (from) => {
        isMore = true
        sim.shows()
        return download(from)
      })
    },
  ),
  ...(['enable', 'disable'] as const).map((action, index) =>
    ofSim(
      {
        id: `sim-unknown-${action}d`,
        title: `says of a profile that there is not that it was ${action}d`,
        trips: action === 'enable' ? ['ESIM-909 A'] : ['ESIM-909 B'],
      },
      (sim) =>
        instead(sim, 'resultOf', (resultOf) => (one) => {
          const result = resultOf(one)
          return one === action && result === 13 + index ? 1 : result
        }),
    ),
  ),
  ofSim(
    {
      id: 'sim-unknown-listed',
      title: 'tells a profile more when one was to be deleted that there is not',
      trips: ['ESIM-909 D'],
    },
    (sim) => {
      let isMore = false
      instead(
        sim,
        'shownIccids',
        (shownIccids) => () => (isMore ? [...shownIccids(), '89000000000000000067'] : shownIccids()),
      )
      instead(sim, 'resultOf', (resultOf) => (action) => {
        const result = resultOf(action)
        if (result === 15) isMore = true
        sim.shows()
        return result
      })
    },
  ),
  ofSim(
    {
      id: 'sim-result-stays',
      title: 'keeps its last Result while it is at work',
      trips: ['ESIM-910 A'],
    },
    (sim) => {
      let last = 0
      instead(sim, 'tell', (tell) => (state, result) => {
        if (state === 0) last = result
        tell(state, last)
      })
    },
  ),
  ofSim(
    {
      id: 'sim-any-argument',
      title: 'carries nothing out where an action is not defined, and says that it did',
      trips: ['ESIM-914 A'],
    },
    (sim) =>
      instead(sim, 'actionsIn', (actionsIn) => (argument) => (argument === '9' ? [] : actionsIn(argument))),
  ),
  ofSim(
    {
      id: 'sim-no-argument',
      title: 'carries nothing out where no action is named, and says that it did',
      trips: ['ESIM-914 B'],
    },
    (sim) =>
      instead(sim, 'actionsIn', (actionsIn) => (argument) => (argument === '' ? [] : actionsIn(argument))),
  ),
  ofSim(
    {
      id: 'sim-forgets-on-nonsense',
      title: 'tells a profile less once it refused arguments',
      trips: ['ESIM-914 C'],
    },
    (sim) => {
      let isLess = false
      instead(sim, 'shownIccids', (shownIccids) => () => shownIccids().slice(isLess ? 1 : 0))
      instead(sim, 'refusal', (refusal) => (argument) => {
        const code = refusal(argument)
        if (code === '4.00') isLess = true
        sim.shows()
        return code
      })
    },
  ),
  lists(
    {
      id: 'sim-one-profile-more',
      title: 'tells a profile that the eUICC does not have',
      trips: ['ESIM-919 B'],
    },
    (iccids) => [...iccids, '89000000000000000067'],
  ),
]
