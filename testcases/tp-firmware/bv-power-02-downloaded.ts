import { testCase } from '#testcase'
import { bringsBack, delivers, fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import {
  delivered,
  ends,
  endsIn,
  follows,
  installed,
  needs,
  standing,
  states,
} from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware(),
  purposeId: 'TP/FW/POWER/BV-02',
  title: 'Power lost while Downloaded',
  purpose: 'A Client that loses its power with a package at hand still has it, or says that it has not.',
  stimuli: { client: ['reboot'] },
  steps: [
    'A package is delivered, and the power of the Client is cut.',
    'It registers; the Server reads State and Update Result, and executes Update where it is Downloaded; else the package is delivered again.',
  ],
  criteria: {
    A: rule('registers when it is back', 'Core 1.1.1 §6.2.1'),
    B: rule('has the package, or gave it up (State 2, or 0)'),
    C: rule(
      'has what it says: installs it (State 0, Update Result 1), or takes it again where it was Idle (2, 0)',
    ),
  },
  async body(scene) {
    const { client, server, pause, cannotJudge } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    bringsBack(scene)
    await isDelivered(scene, octets)
    if (!(await client.losesPower())) cannotJudge('nobody can cut its power')
    await client.must('A', client.registers().sent)
    const settled = follows(scene, ({ state }) => state !== states.downloading, waits.delivery)
    const back = endsIn(states.idle, states.downloaded)
    needs(scene, await client.must('B', settled, back), back)
    const { state } = await standing(scene).happens()
    if (state === states.downloaded) {
      await server.executes('/5/0/2').answered.happens()
      await pause(waits.executed)
      await client.must('C', follows(scene, installed, waits.installation), ends([states.idle, 1]))
    } else {
      await delivers(scene, octets)
      await client.must('C', follows(scene, delivered, waits.delivery), ends([states.downloaded, 0]))
    }
  },
})
