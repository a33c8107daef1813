import { type Check, check, code } from '#testcase'
import { ends, type Walk } from '../7xx-firmware/standing.ts'
import { iccidsOf } from './profile-case.ts'
import { firstIs, plainIccid, remoteSim, remoteSimCase, simActions, simStates } from './remote-sim.ts'

/** What is seen of the State while an action is under way is this. */
function isIn(state: number): Check<Walk> {
  return check(`State ${state} on the way`, ({ steps }) => {
    const other = steps.find((step) => step.state !== 0 && step.state !== state)
    return other && `State ${other.state ?? 'none'}`
  })
}

function lacks(iccid: string): Check<readonly string[]> {
  return check(`no ${iccid}`, (seen) => (seen.includes(plainIccid(iccid)) ? seen.join(', ') : undefined))
}

export default remoteSimCase({
  number: 904,
  title: 'Object 504: enable and delete',
  purpose: 'By object 504, a Server has another profile enabled, and one deleted.',
  acts: true,
  impact: 'profile',
  steps: [
    'The Server selects a profile, has it enabled, and follows State and Result.',
    'It does so with a profile that is to be deleted, where there is one.',
  ],
  criteria: {
    A: { text: 'takes the action', clause: 'definition of /504/x/4' },
    B: { text: 'is Enabling (5) meanwhile', clause: 'definition of /504/x/5' },
    C: { text: 'is Idle in the end, with Result 1', clause: 'definition of /504/x/6' },
    D: { text: 'has that profile active then', clause: 'definition of /504/x/11' },
    E: { text: 'deletes a profile, and is Idle in the end, with Result 1', clause: 'definition of /504/x/6' },
    F: { text: 'does not have it any more', clause: 'definition of /504/x/11' },
  },
  async body(scene) {
    const { client } = scene
    const { enabled, other, expendable } = iccidsOf(scene, ['enabled', 'other'])
    const sim = await remoteSim(scene)
    sim.keepsEnabled(enabled)
    const { answered, walk } = await sim.acts(simActions.enable, other)
    await client.must('A', answered, code('2.04'))
    const { steps } = await walk.happens()
    if (steps.every(({ state }) => state === 0)) client.notApplicable('B', 'it was over at once')
    else await client.must('B', walk, isIn(simStates.enabling))
    await client.must('C', walk, ends([0, 1]))
    await client.must('D', sim.iccids(), firstIs(other))
    const isThere = expendable !== '' && (await sim.iccids().happens()).includes(plainIccid(expendable))
    if (!isThere) {
      for (const letter of ['E', 'F'] as const)
        client.notApplicable(letter, 'there is no profile that may be deleted (esim.profiles.expendable)')
      return
    }
    const deletion = await sim.acts(simActions.delete, expendable)
    await client.must('E', deletion.walk, ends([0, 1]))
    await client.must('F', sim.iccids(), lacks(expendable))
  },
})
