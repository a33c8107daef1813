import { type Check, check, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { firstIs, plainIccid, remoteSim } from './remote-sim.ts'
import { brings, profilesIn } from './results.ts'

/** The list names these profiles and no others. */
function names(iccids: readonly string[]): Check<Told> {
  const wanted = [...iccids].sort().join(', ')
  return check(wanted, ({ message }) => {
    const seen = [...(profilesIn(message)?.keys() ?? [])].map((one) => plainIccid(one ?? ''))
    return seen.sort().join(', ') === wanted ? undefined : seen.join(', ') || 'none'
  })
}

export default esimCase({
  number: 919,
  title: 'Object 504 agrees with object 3443',
  purpose: 'What a device shows by object 504 is the eUICC that an eIM manages by object 3443.',
  needs: ['OBJ.504'],
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-305'],
  steps: [
    'The Server reads the EIDs in both objects; the eIM lists the profiles.',
    'The eIM has another profile enabled.',
  ],
  criteria: {
    A: { text: 'shows one EID in both objects', clause: 'definition of /504/x/12' },
    B: { text: 'tells the profiles in object 504 that the eUICC lists', clause: 'definition of /504/x/11' },
    C: { text: 'tells the profile first that an eIM enabled', clause: 'definition of /504/x/11' },
  },
  async body(scene) {
    const { client, server, eim, cannotJudge } = scene
    const { enabled, other } = iccidsOf(scene, ['enabled', 'other'])
    const sim = await remoteSim(scene)
    const read = await server.reads(`${eim.mailbox}/1`).answered.happens()
    const eid = read.nodes[0]?.value?.value
    const shown = server.reads(`${sim.path}/12`).answered
    if ((await shown.happens()).code === '4.04') client.notApplicable('A', `there is no ${sim.path}/12`)
    else
      await client.must(
        'A',
        shown,
        check(`EID ${String(eid)}`, ({ nodes: [node] }) => {
          const seen = node?.value?.value
          return seen === eid ? undefined : String(seen)
        }),
      )
    const listed = await eim.carriesOut({ psmo: [listBriefly] })
    await client.must('B', listed.told, names(await sim.iccids().happens()))
    eim.keepsEnabled(enabled)
    const switched = brings('enableResult 0')
    const left = await eim.carriesOut(
      { psmo: [{ kind: 'enable', value: { iccid: other } }] },
      { reconnects: true },
    )
    const different = switched.verify(await left.told.happens())
    if (different !== undefined) cannotJudge(`profile ${other} is not enabled: ${different}`)
    await client.must('C', sim.iccids(), firstIs(other))
  },
})
