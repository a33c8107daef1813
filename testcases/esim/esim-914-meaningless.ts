import { type Check, check } from '#testcase'
import type { Walk } from '../7xx-firmware/standing.ts'
import { unknownIccid } from './profile-case.ts'
import { remoteSim, remoteSimCase, sameAs, simActions } from './remote-sim.ts'

const noSuccess: Check<Walk> = check('a refusal, or no Result 1', ({ last }) =>
  last.result === 1 ? `Result ${last.result}` : undefined,
)

export default remoteSimCase({
  number: 914,
  title: 'Object 504: arguments that mean nothing',
  purpose: 'An Execute that names no action is not carried out.',
  acts: true,
  steps: [
    'The Server has a profile enabled that there is not, so that there is another Result than 1.',
    'It executes RSP Update with an action that is not defined (9), and without any.',
  ],
  criteria: {
    A: {
      text: 'does not count an action that is not defined as carried out',
      clause: 'definition of /504/x/4 (5 to 24 are reserved)',
    },
    B: { text: 'does not count no action as carried out', clause: 'definition of /504/x/4' },
    C: { text: 'has the profiles that it had', clause: 'definition of /504/x/11' },
  },
  async body(scene) {
    const { client, cannotJudge } = scene
    const sim = await remoteSim(scene)
    const before = await sim.iccids().happens()
    await (await sim.acts(simActions.enable, unknownIccid)).walk.happens()
    // Who refuses that still tells of an action before it.
    const { result } = await sim.stands().happens()
    for (const [letter, argument] of [
      ['A', '9'],
      ['B', ''],
    ] as const) {
      const { walk } = await sim.acts(argument)
      const { last } = await walk.happens()
      if (result === 1 && last.result === 1)
        cannotJudge('the Result was 1 before, so that it does not tell what came of these arguments')
      await client.must(letter, walk, noSuccess)
    }
    await client.must('C', sim.iccids(), sameAs(before))
  },
})
