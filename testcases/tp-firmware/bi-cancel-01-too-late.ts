import { code, testCase } from '#testcase'
import { bringsBack, fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { ends, follows, installed, needs, standing, stands, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('RES.5.10'),
  purposeId: 'TP/FW/CANCEL/BI-01',
  title: 'Cancel when it is too late',
  purpose: 'What is being installed, or was, cannot be cancelled any more.',
  steps: [
    'A package is delivered, and the Server executes Update.',
    'While the Client is Updating, the Server executes Cancel.',
    'When the Client has installed it, the Server executes Cancel again.',
  ],
  criteria: {
    A: rule('refuses Cancel while it is Updating, with 4.05', 'definition of /5/x/10'),
    B: rule('installs all the same (State 0, Update Result 1)', 'definition of /5/x/10'),
    C: rule('refuses Cancel when it has installed, with 4.05', 'definition of /5/x/10'),
    D: rule('keeps State and Update Result', 'definition of /5/x/10'),
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
      await client.must('A', server.executes('/5/0/10').answered, code('4.05'))
    else client.notApplicable('A', 'it is not Updating long enough to be told')
    const done = ends([states.idle, 1])
    needs(scene, await client.must('B', follows(scene, installed, waits.installation), done), done)
    await client.must('C', server.executes('/5/0/10').answered, code('4.05'))
    await pause(waits.executed)
    await client.must('D', standing(scene), stands(states.idle, 1))
  },
})
