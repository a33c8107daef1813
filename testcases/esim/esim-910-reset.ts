import { type Check, check } from '#testcase'
import { ends, type Walk } from '../7xx-firmware/standing.ts'
import { iccidsOf, unknownIccid } from './profile-case.ts'
import { remoteSim, remoteSimCase, simActions } from './remote-sim.ts'

const noResultAmid: Check<Walk> = check('Result 0 as long as State is not Idle', ({ steps }) => {
  const early = steps.find(({ state, result }) => state !== 0 && result !== 0)
  return early && `State ${early.state ?? 'none'} with Result ${early.result ?? 'none'}`
})

export default remoteSimCase({
  number: 910,
  title: 'Object 504: the result is reset',
  purpose: 'The Result of an action is gone as soon as the next one begins.',
  acts: true,
  impact: 'profile',
  steps: [
    'The Server has a profile enabled that there is not.',
    'It has one enabled that there is, and follows State and Result.',
  ],
  criteria: {
    A: { text: 'has no Result (0) while it is at work', clause: 'definition of /504/x/6' },
    B: { text: 'has the Result of the last action in the end (1)', clause: 'definition of /504/x/6' },
  },
  async body(scene) {
    const { client } = scene
    const { enabled, other } = iccidsOf(scene, ['enabled', 'other'])
    const sim = await remoteSim(scene)
    sim.keepsEnabled(enabled)
    const failed = await sim.acts(simActions.enable, unknownIccid)
    await failed.walk.happens()
    const { result } = await sim.stands().happens()
    const { walk } = await sim.acts(simActions.enable, other)
    const { steps } = await walk.happens()
    if (steps.every(({ state }) => state === 0 || state === undefined))
      client.notApplicable('A', 'it was over at once')
    else if (result === 0) client.notApplicable('A', 'there was no Result of an action before')
    else await client.must('A', walk, noResultAmid)
    await client.must('B', walk, ends([0, 1]))
  },
})
