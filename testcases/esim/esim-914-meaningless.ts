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
    const { client } = scene
    const sim = await remoteSim(scene)
    const before = await sim.iccids().happens()
    await (await sim.acts(simActions.enable, unknownIccid)).walk.happens()
    await client.must('A', (await sim.acts('9')).walk, noSuccess)
    await client.must('B', (await sim.acts('')).walk, noSuccess)
    await client.must('C', sim.iccids(), sameAs(before))
  },
})
