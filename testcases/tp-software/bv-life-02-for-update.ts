import { code, testCase } from '#testcase'
import { endsIn, needs } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { fromInitial, ofSoftware, ruleOn, settled, softwareSample, steps } from './software.ts'

export default testCase({
  ...ofSoftware(),
  purposeId: 'TP/SWM/LIFE/BV-02',
  title: 'Software makes room for an upgrade',
  purpose: 'After Uninstall for update, another package is taken.',
  steps: [
    'A package is delivered and installed.',
    'The Server executes Uninstall with the argument 1, and delivers the package again.',
  ],
  criteria: {
    A: ruleOn(6, 'answers Uninstall with the argument 1 with 2.04'),
    B: ruleOn(6, 'is in its beginning then (Update State 0)'),
    C: ruleOn(6, 'takes another package (Update State 3)'),
  },
  async body(scene) {
    const { client, server, pause } = scene
    softwareSample(scene, 'good')
    const software = await fromInitial(scene)
    await software.delivers('good')
    needs(scene, await software.follows(settled).happens(), endsIn(steps.delivered))
    await server.executes(`${software.path}/4`).answered.happens()
    const installed = endsIn(steps.installed)
    const isOver = ({ state }: { readonly state: number | undefined }) => state === steps.installed
    needs(scene, await software.follows(isOver, waits.installation).happens(), installed)
    await client.must('A', server.executes(`${software.path}/6`, '1').answered, code('2.04'))
    await pause(waits.executed)
    const back = endsIn(steps.initial)
    const walk = software.follows(({ state }) => state === steps.initial)
    needs(scene, await client.must('B', walk, back), back)
    await software.delivers('good')
    await client.must('C', software.follows(settled), endsIn(steps.delivered))
  },
})
