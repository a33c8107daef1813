import { code, testCase } from '#testcase'
import { bringsBack, fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { ends, follows, installed, needs, standing, stands, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware(),
  purposeId: 'TP/FW/UPDATE/BI-02',
  title: 'Update while Updating',
  purpose: 'One Update installs once, and another on top of it not at all.',
  steps: [
    'A package is delivered, and the Server executes Update.',
    'While the Client is Updating, the Server executes Update again.',
    'When the Client has installed, the Server looks at State and Update Result for a while.',
  ],
  criteria: {
    A: rule('refuses a second Update with 4.05', 'definition of /5/x/2'),
    B: rule('installs (State 0, Update Result 1)'),
    C: rule('installs once: State and Update Result stay', 'definition of /5/x/2'),
  },
  async body(scene) {
    const { client, server, pause } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    bringsBack(scene)
    await isDelivered(scene, octets)
    await server.executes('/5/0/2').answered.happens()
    await pause(waits.executed)
    const updating = stands(states.updating, 0)
    if (updating.verify(await standing(scene).happens()) === undefined)
      await client.must('A', server.executes('/5/0/2').answered, code('4.05'))
    else client.notApplicable('A', 'it is not Updating long enough to be told')
    const done = ends([states.idle, 1])
    needs(scene, await client.must('B', follows(scene, installed, waits.installation), done), done)
    const after = follows(scene, ({ state }) => state !== states.idle, waits.onceInstalled)
    await client.must('C', after, ends([states.idle, 1]))
  },
})
