import { check, type FromEim, packageIn } from '#testcase'
import { waits } from '../waits.ts'
import { eimCase } from './eim-case.ts'
import { listing } from './from-eim.ts'

/** How often the eUICC refuses what is sent anew. */
const refusals = 10
const replayError = 4

const counterOf = (left: FromEim): number | undefined =>
  packageIn(left)?.request.euiccPackageSigned.content.counterValue

export default eimCase({
  number: 813,
  title: 'A counter value that the eUICC finds too low',
  purpose: 'A package that was refused as replayed is sent with a higher counter value, or not at all.',
  steps: [
    'The eIM leaves a package, which the eUICC refuses with replayError (4); likewise what comes then, up to ten times.',
  ],
  criteria: {
    A: { text: 'sends nothing again with the counter value that was refused', clause: 'SGP.32 §2.11.1.1' },
    B: {
      text: 'gives up some time',
      clause: 'SGP.32 §2.11.2.1',
      unverified: 'public sources tell no limit',
    },
  },
  async body({ server, ipa, seconds }) {
    let last = await ipa.queues(listing).happens()
    for (let refusal = 1; ; refusal++) {
      await ipa.says(ipa.telling(last, ipa.refusalOf(last, replayError)))
      const { counterValue } = last.request.euiccPackageSigned.content
      const heard = ipa.during(seconds(waits.eimReacts))
      const found = (await server.must('A', heard, countsOn(counterValue))).flatMap(
        (left) => packageIn(left) ?? [],
      )
      const next = found.at(-1)
      if (next === undefined || refusal === refusals) {
        await server.must('B', heard, noMore)
        return
      }
      last = next
    }
  },
})

function countsOn(refused: number) {
  return check<readonly FromEim[]>(`counter values above ${refused}`, (all) => {
    const low = all.map(counterOf).find((counter) => counter !== undefined && counter <= refused)
    return low === undefined ? undefined : `counterValue ${low}`
  })
}

const noMore = check<readonly FromEim[]>('no more packages', (all) =>
  all.some((left) => packageIn(left) !== undefined) ? `still one after ${refusals} refusals` : undefined,
)
