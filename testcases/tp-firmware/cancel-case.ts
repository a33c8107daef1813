import { code, type TestCase, testCase } from '#testcase'
import { fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { endsIn, follows, resultsIn, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, isDownloading, ofFirmware, rule } from './common.ts'

/** Cancel stops what has not been begun to be installed (object version 1.1). */
export function cancelCase({
  number,
  in: from,
}: {
  readonly number: string
  readonly in: 'Downloading' | 'Downloaded'
}): TestCase {
  return testCase({
    ...ofFirmware('RES.5.10', ...(from === 'Downloading' ? (['FW-PULL'] as const) : [])),
    purposeId: `TP/FW/CANCEL/BV-${number}`,
    title: `Cancel while ${from}`,
    purpose: `A Client that is ${from} gives up when it is told to cancel.`,
    steps: [
      `The Client is brought to ${from}.`,
      'The Server executes Cancel (/5/0/10), and reads State and Update Result.',
      'It executes Update.',
    ],
    criteria: {
      A: rule('answers Cancel with 2.04', 'definition of /5/x/10'),
      B: rule('is idle (State 0)', 'definition of /5/x/10'),
      C: rule('says that it was cancelled (Update Result 10)', 'definition of /5/x/10'),
      D: rule('has nothing left to install: Update is refused with 4.05', 'definition of /5/x/2'),
    },
    async body(scene) {
      const { client, server, pause } = scene
      const octets = sampleOf(scene, 'good')
      await fromIdle(scene)
      if (from === 'Downloading') await isDownloading(scene, octets)
      else {
        await isDelivered(scene, octets)
      }
      await client.must('A', server.executes('/5/0/10').answered, code('2.04'))
      await pause(waits.executed)
      const after = follows(scene, () => true, waits.delivery)
      await client.must('B', after, endsIn(states.idle))
      await client.must('C', after, resultsIn(10))
      await client.must('D', server.executes('/5/0/2').answered, code('4.05'))
    },
  })
}
