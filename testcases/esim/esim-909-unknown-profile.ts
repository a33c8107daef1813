import { unknownIccid } from './profile-case.ts'
import { fails, remoteSim, remoteSimCase, sameAs, simActions } from './remote-sim.ts'

export default remoteSimCase({
  number: 909,
  title: 'Object 504: a profile that there is not',
  purpose: 'What is to be done to a profile that there is not is refused, or fails.',
  acts: true,
  steps: [
    'The Server selects an ICCID that no profile has.',
    'It has that enabled, disabled and deleted, one after the other.',
  ],
  criteria: {
    A: { text: 'does not enable it: refuses, or says so (13)', clause: 'definition of /504/x/6' },
    B: { text: 'does not disable it: refuses, or says so (14)', clause: 'definition of /504/x/6' },
    C: { text: 'does not delete it: refuses, or says so (15)', clause: 'definition of /504/x/6' },
    D: { text: 'has the profiles that it had', clause: 'definition of /504/x/11' },
  },
  async body(scene) {
    const { client, server, doesNotApply } = scene
    const sim = await remoteSim(scene)
    const before = await sim.iccids().happens()
    const selected = await server.writes(`${sim.path}/14`, unknownIccid).answered.happens()
    if (!selected.code.startsWith('2.'))
      doesNotApply(`${sim.path}/14 takes no ICCID that there is not: ${selected.code}`, selected.frame)
    for (const [letter, action, result] of [
      ['A', simActions.enable, 13],
      ['B', simActions.disable, 14],
      ['C', simActions.delete, 15],
    ] as const) {
      const { walk } = await sim.acts(action)
      await client.must(letter, walk, fails(result))
    }
    await client.must('D', sim.iccids(), sameAs(before))
  },
})
