import { testCase } from '#testcase'
import { fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { follows, passes, resultsIn, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware(),
  purposeId: 'TP/FW/RESULT/BV-02',
  title: 'An Update takes the Update Result away',
  purpose: 'The Update Result of an installation that failed is gone while it is tried again.',
  steps: [
    'The package of the IXIT whose installation fails is delivered, and the Server executes Update.',
    'Where the Client is Downloaded again, the Server executes Update again.',
  ],
  criteria: {
    A: rule('has no Update Result while it is Updating again', 'definition of /5/x/5'),
    B: rule('says again that it failed (Update Result 8)', 'definition of /5/x/5'),
  },
  async body(scene) {
    const { client, server, pause, doesNotApply } = scene
    const octets = sampleOf(scene, 'failing')
    await fromIdle(scene)
    await isDelivered(scene, octets)
    const installs = async () => {
      await server.executes('/5/0/2').answered.happens()
      await pause(waits.executed)
      return follows(scene, ({ state }) => state !== states.updating, waits.installation)
    }
    const { value, frame } = await (await installs()).occurrence()
    const { last } = value
    if (last.state !== states.downloaded)
      doesNotApply(`after an installation that failed, it is in State ${last.state}`, frame)
    const again = await installs()
    await client.must('A', again, passes(states.updating))
    await client.must('B', again, resultsIn(8))
  },
})
