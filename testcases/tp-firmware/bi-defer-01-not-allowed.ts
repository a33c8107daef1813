import { testCase } from '#testcase'
import { bringsBack, fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { ends, follows, installed, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('RES.5.13'),
  purposeId: 'TP/FW/DEFER/BI-01',
  title: 'An installation that may not be put off',
  purpose: 'With a Maximum Defer Period of 0, an installation begins when it is asked for.',
  stimuli: { client: ['defer'] },
  steps: [
    'The Server writes 0 to /5/0/13, and a package is delivered.',
    'It executes Update; the user of the device would put it off.',
  ],
  criteria: {
    A: rule('installs at once (State 0, Update Result 1)', 'definition of /5/x/13'),
  },
  async body(scene) {
    const { client, server, pause, cannotJudge } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    bringsBack(scene)
    await server.writes('/5/0/13', 0).answered.happens()
    await isDelivered(scene, octets)
    if (!(await client.putsOff())) cannotJudge('nobody can put an installation off')
    await server.executes('/5/0/2').answered.happens()
    await pause(waits.executed)
    await client.must('A', follows(scene, installed, waits.installation), ends([states.idle, 1]))
  },
})
