import { testCase } from '#testcase'
import { endsIn, needs, resultsIn } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { fromInitial, ofSoftware, ruleOn, settled, softwareSample, steps } from './software.ts'

export default testCase({
  ...ofSoftware(),
  purposeId: 'TP/SWM/LIFE/BI-02',
  title: 'Software whose installation fails',
  purpose: 'An installation of software that fails is told, and can be tried again.',
  steps: ['The package that the IXIT names software.failing is delivered, and the Server executes Install.'],
  criteria: {
    A: ruleOn(9, 'says that it failed (Update Result 58)'),
    B: ruleOn(7, 'stays Delivered (Update State 3)'),
  },
  async body(scene) {
    const { client, server } = scene
    softwareSample(scene, 'failing')
    const software = await fromInitial(scene)
    await software.delivers('failing')
    needs(scene, await software.follows(settled).happens(), endsIn(steps.delivered))
    await server.executes(`${software.path}/4`).answered.happens()
    const isOver = ({
      state,
      result = 0,
    }: {
      readonly state: number | undefined
      readonly result: number | undefined
    }) => state === steps.installed || result >= 50
    const walk = software.follows(isOver, waits.installation)
    await client.must('A', walk, resultsIn(58))
    await client.must('B', walk, endsIn(steps.delivered))
  },
})
