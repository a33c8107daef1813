import { code, testCase } from '#testcase'
import { bringsBack, fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { ends, follows, needs, standing, stands, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('RES.5.13'),
  purposeId: 'TP/FW/DEFER/BV-01',
  title: 'An installation that its user puts off',
  purpose: 'A Client whose user puts an installation off says so, and installs when the period is over.',
  stimuli: { client: ['defer'] },
  steps: [
    'The Server writes a period to /5/0/13, and a package is delivered.',
    'It executes Update; the user of the device puts it off.',
    'The Server reads State and Update Result at once, and when the period is over.',
  ],
  criteria: {
    A: rule('answers Update with 2.04', 'definition of /5/x/2'),
    B: rule(
      'is Downloaded still, and says that it is put off (Update Result 11)',
      'definition of /5/x/3, 1.1',
    ),
    C: {
      ...rule(
        'installs by itself when the period is over (State 0, Update Result 1)',
        'definition of /5/x/13',
      ),
      level: 'SHOULD',
    },
  },
  async body(scene) {
    const { client, server, pause, seconds, cannotJudge } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    bringsBack(scene)
    await server.writes('/5/0/13', seconds(waits.deferral)).answered.happens()
    await isDelivered(scene, octets)
    if (!(await client.putsOff())) cannotJudge('nobody can put an installation off')
    await client.must('A', server.executes('/5/0/2').answered, code('2.04'))
    await pause(waits.executed)
    const putOff = stands(states.downloaded, 11)
    needs(scene, await client.must('B', standing(scene), putOff), putOff)
    await pause(waits.deferral)
    const walk = follows(scene, ({ state }) => state === states.idle, waits.installation)
    await client.must('C', walk, ends([states.idle, 1]))
  },
})
