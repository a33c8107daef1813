import { type Body, type Check, check, code, testCase } from '#testcase'
import { bringsBack, fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { ends, follows, needs, standing, stands, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, ofFirmware, rule } from './common.ts'

/** Installed; failed; or back where Update can be executed again. */
const outcomes = ends([states.idle, 1], [states.idle, 8], [states.downloaded, 8], [states.downloaded, 0])

/** The version of before, or another. */
function version(before: unknown, isNew: boolean): Check<Body> {
  return check(`${isNew ? 'another version than' : 'version'} ${before}`, ({ nodes }) => {
    const seen = nodes[0]?.value?.value
    return seen !== undefined && (seen !== before) === isNew ? undefined : String(seen)
  })
}

export default testCase({
  ...ofFirmware(),
  purposeId: 'TP/FW/POWER/BV-03',
  title: 'Power lost while Updating',
  purpose: 'A Client that loses its power amid an installation comes back, and says which firmware it has.',
  stimuli: { client: ['reboot'] },
  steps: [
    'A package is delivered; the Server executes Update, and the power of the Client is cut while it is Updating.',
    'It registers; the Server follows State and Update Result, and reads /3/0/3.',
  ],
  criteria: {
    A: rule('registers when it is back', 'Core 1.1.1 §6.2.1'),
    B: rule(
      'goes on and installs, or gives up (State 0, Update Result 1; or Result 8; or Downloaded as before)',
    ),
    C: rule(
      'has the firmware that it says: another after Update Result 1, else that of before',
      'definition of /5/x/5',
    ),
  },
  async body(scene) {
    const { client, server, pause, cannotJudge, doesNotApply } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    bringsBack(scene)
    const before = await client.valueOf('/3/0/3')
    await isDelivered(scene, octets)
    await server.executes('/5/0/2').answered.happens()
    await pause(waits.executed)
    const now = standing(scene)
    if (stands(states.updating, 0).verify(await now.happens()) !== undefined)
      doesNotApply('it is not Updating long enough to be told', (await now.occurrence()).frame)
    if (!(await client.losesPower())) cannotJudge('nobody can cut its power')
    await client.must('A', client.registers().sent)
    const walk = follows(scene, ({ state }) => state !== states.updating, waits.installation)
    const { last } = await client.must('B', walk, outcomes)
    needs(scene, { steps: [], last }, outcomes)
    // One that restarts with its new firmware may have left before.
    await client.isRegistered()
    await client.must('C', server.reads('/3/0/3').answered, code('2.05'), version(before, last.result === 1))
  },
})
