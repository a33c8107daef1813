import { ends } from '../7xx-firmware/standing.ts'
import { iccidsOf } from './profile-case.ts'
import { firstIs, remoteSim, remoteSimCase, simActions } from './remote-sim.ts'

const { disable, enable } = simActions
const mayNot = 14

export default remoteSimCase({
  number: 905,
  title: 'Object 504: two actions at once',
  purpose: 'A Server gives two actions in one Execute, which are carried out in their order.',
  acts: true,
  impact: 'profile',
  steps: [
    'The Server selects the active profile, and has it disabled and enabled again by one Execute ("2,1").',
  ],
  criteria: {
    A: {
      text: 'carries out both, in this order: Idle in the end, Result 1',
      clause: 'definition of /504/x/4',
    },
    B: { text: 'has the same profile active then', clause: 'definition of /504/x/11' },
  },
  async body(scene) {
    const { client, doesNotApply } = scene
    const { enabled } = iccidsOf(scene, ['enabled'])
    const sim = await remoteSim(scene)
    sim.keepsEnabled(enabled)
    const { walk } = await sim.acts(`${disable},${enable}`, enabled)
    const { last } = await walk.happens()
    if (last.result === mayNot) doesNotApply('the active profile may not be disabled', null)
    await client.must('A', walk, ends([0, 1]))
    await client.must('B', sim.iccids(), firstIs(enabled))
  },
})
