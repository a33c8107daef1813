import { type Body, type Check, check, code, testCase } from '#testcase'
import { endsIn, needs, resultsIn } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { active } from './active.ts'
import { fromInitial, ofSoftware, ruleOn, settled, softwareSample, steps } from './software.ts'

/** A text that is not empty, or the one that is wanted. */
function version(wanted: string | undefined): Check<Body> {
  return check(wanted === undefined ? 'a version' : `version ${wanted}`, ({ nodes }) => {
    const seen = nodes[0]?.value?.value
    const isFine = wanted === undefined ? typeof seen === 'string' && seen !== '' : seen === wanted
    return isFine ? undefined : String(seen)
  })
}

export default testCase({
  ...ofSoftware(),
  purposeId: 'TP/SWM/LIFE/BV-01',
  title: 'Software is installed, activated, deactivated and removed',
  purpose: 'Software goes its whole way, as the Server says.',
  steps: [
    'A package is delivered; the Server executes Install and follows Update State and Update Result.',
    'It executes Activate and Deactivate, and reads Activation State each time.',
    'It executes Uninstall, and reads Update State and Update Result.',
  ],
  criteria: {
    A: ruleOn(4, 'answers Install with 2.04'),
    B: ruleOn(7, 'has installed it at last (Update State 4)'),
    C: ruleOn(9, 'says so (Update Result 2)'),
    D: ruleOn(1, 'tells its version'),
    E: ruleOn(10, 'answers Activate with 2.04'),
    F: ruleOn(12, 'is active then (Activation State true)'),
    G: ruleOn(11, 'answers Deactivate with 2.04'),
    H: ruleOn(12, 'is not active any more (Activation State false)'),
    I: ruleOn(6, 'answers Uninstall with 2.04'),
    J: ruleOn(7, 'is in its beginning then (Update State 0)'),
    K: ruleOn(9, 'has no Update Result then (0)'),
  },
  async body(scene) {
    const { client, server, pause, packages } = scene
    softwareSample(scene, 'good')
    const software = await fromInitial(scene)
    const { path } = software
    await software.delivers('good')
    const there = endsIn(steps.delivered)
    needs(scene, await software.follows(settled).happens(), there)
    await client.must('A', server.executes(`${path}/4`).answered, code('2.04'))
    const isOver = ({
      state,
      result = 0,
    }: {
      readonly state: number | undefined
      readonly result: number | undefined
    }) => state === steps.installed || result >= 50
    const walk = software.follows(isOver, waits.installation)
    const installed = endsIn(steps.installed)
    needs(scene, await client.must('B', walk, installed), installed)
    await client.must('C', walk, resultsIn(2))
    await client.must(
      'D',
      server.reads(`${path}/1`).answered,
      code('2.05'),
      version(packages.version('software')),
    )
    await client.must('E', server.executes(`${path}/10`).answered, code('2.04'))
    await pause(waits.executed)
    await client.must('F', server.reads(path).answered, code('2.05'), active(path, true))
    await client.must('G', server.executes(`${path}/11`).answered, code('2.04'))
    await pause(waits.executed)
    await client.must('H', server.reads(path).answered, code('2.05'), active(path, false))
    await client.must('I', server.executes(`${path}/6`).answered, code('2.04'))
    await pause(waits.executed)
    const gone = software.follows(({ state }) => state === steps.initial)
    await client.must('J', gone, endsIn(steps.initial))
    await client.must('K', gone, resultsIn(0))
  },
})
