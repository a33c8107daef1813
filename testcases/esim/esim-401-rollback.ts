import { check, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { brings, isResultOf, notificationsIn, shows } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 401,
  title: 'Rollback',
  purpose:
    'A profile that does not connect is given up for the one before, where the eIM has allowed for that.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-302'],
  steps: [
    'The eIM sends a package that enables a profile without service, with the rollback flag.',
    'The device comes back, and tells of the rollback.',
    'The eIM lists the profiles.',
  ],
  criteria: {
    A: { text: 'signs its result, and says of which package it is', clause: 'SGP.32 §5.9.16' },
    B: {
      text: 'tells of the rollback, and nothing of what it took back',
      clause: 'SGP.32 §2.11.2.1 (rollbackResult)',
    },
    C: {
      text: 'gives no notification of the change that it took back',
      clause: 'SGP.32 §5.9.16',
      unverified: 'public sources do not tell what becomes of notifications',
    },
    D: { text: 'has the profile before enabled, and that alone', clause: 'SGP.32 §5.9.16' },
  },
  async body(scene) {
    const { client, eim } = scene
    const { enabled, unserved } = iccidsOf(scene, ['enabled', 'unserved'])
    eim.keepsEnabled(enabled)
    const left = await eim.carriesOut(
      { psmo: [{ kind: 'enable', value: { iccid: unserved, rollbackFlag: true } }] },
      { reconnects: true },
    )
    await client.must('A', left.told, wellMade, isResultOf(eim, left))
    await client.must('B', left.told, brings('rollbackResult 0'))
    await client.must('C', left.told, notOf(unserved))
    const { told } = await eim.carriesOut({ psmo: [listBriefly] })
    await client.must('C', told, notOf(unserved))
    await client.must('D', told, shows({ [enabled]: 'enabled', [unserved]: 'disabled' }))
  },
})

function notOf(iccid: string) {
  return check<Told>(`no notification of ${iccid}`, ({ message }) => {
    const found = notificationsIn(message).find((one) => one.iccid === iccid)
    return found?.profileManagementOperation.join(', ')
  })
}
