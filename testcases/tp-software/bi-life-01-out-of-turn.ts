import { code, testCase } from '#testcase'
import { stands } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { active } from './active.ts'
import { fromInitial, ofSoftware, ruleOn, steps } from './software.ts'

export default testCase({
  ...ofSoftware(),
  purposeId: 'TP/SWM/LIFE/BI-01',
  title: 'Install and Activate out of turn',
  purpose: 'What was not delivered is not installed, and what is not installed does not run.',
  impact: 'settings',
  steps: [
    'In the beginning, the Server executes Install and reads Update State and Update Result.',
    'It executes Activate and reads Activation State.',
  ],
  criteria: {
    A: ruleOn(4, 'refuses Install with 4.05'),
    B: ruleOn(7, 'keeps Update State and Update Result'),
    C: ruleOn(12, 'is not active after Activate (Activation State false)'),
  },
  async body(scene) {
    const { client, server, pause } = scene
    const software = await fromInitial(scene)
    const { result = 0 } = await software.now().happens()
    await client.must('A', server.executes(`${software.path}/4`).answered, code('4.05'))
    await pause(waits.executed)
    await client.must('B', software.now(), stands(steps.initial, result))
    await server.executes(`${software.path}/10`).answered.happens()
    await pause(waits.executed)
    await client.must('C', server.reads(software.path).answered, code('2.05'), active(software.path, false))
  },
})
