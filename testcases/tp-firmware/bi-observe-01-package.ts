import { type Answer, type Check, check, code, lacks, testCase } from '#testcase'
import { delivers, fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { delivered, follows } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

/** None of them holds what cannot be read. */
const withoutPackage: Check<readonly Answer[]> = check('nothing at /5/0/0', (notifications) =>
  notifications.map((one) => lacks('/5/0/0').verify(one)).find((seen) => seen !== undefined),
)

export default testCase({
  ...ofFirmware('FW-PUSH'),
  purposeId: 'TP/FW/OBSERVE/BI-01',
  title: 'Observation of the object while a package is written',
  purpose: 'What can be written alone is not reported when it is written.',
  steps: ['The Server observes /5/0 and writes a package.', 'The Client reports.'],
  criteria: {
    A: rule('accepts the observation with 2.05', 'Core 1.1.1 §6.4.1'),
    B: rule('reports nothing of the Package', 'definition of /5/x/0'),
  },
  async body(scene) {
    const { client, server, seconds } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const observation = server.observes('/5/0')
    await client.must('A', observation.answered, code('2.05'))
    const series = observation.during(seconds(waits.firmwarePmax))
    await delivers(scene, octets)
    await client.must('B', series, withoutPackage)
    await follows(scene, delivered, waits.delivery).happens()
    await server.cancels(observation, 'get').answered.comes()
  },
})
