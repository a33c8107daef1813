import { type CriterionDefinition, code, type TestCase, testCase } from '#testcase'
import { fromIdle, nul, pushes, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { standing, stands, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDelivered, isDownloading, ofFirmware, rule } from './common.ts'

interface ResetCase {
  readonly number: string
  readonly by: 'a Package of one NUL' | 'an empty Package URI'
  readonly in: 'Downloading' | 'Downloaded'
}

/** A reset brings the Client back to the beginning, from wherever it can be. */
export function resetCase({ number, by, in: from }: ResetCase): TestCase {
  const isPushed = by === 'a Package of one NUL'
  const isComing = from === 'Downloading'
  const definition = isPushed ? 'definition of /5/x/0' : 'definition of /5/x/1'
  const criteria: { readonly [letter: string]: CriterionDefinition } = {
    A: rule(`takes ${by} while it is ${from}, with 2.04`, definition),
    B: rule('is idle without a Result then (State 0, Update Result 0)', 'definition of /5/x/3'),
    C: rule(
      isComing
        ? 'stays so: what was on its way comes to nothing'
        : 'has nothing left to install: Update is refused with 4.05',
      isComing ? 'Core 1.1.1 Appendix E.6.1' : 'definition of /5/x/2',
    ),
  }
  return testCase<string>({
    ...ofFirmware(isPushed ? 'FW-PUSH' : 'FW-PULL', ...(isComing ? (['FW-PULL'] as const) : [])),
    purposeId: `TP/FW/RESET/BV-${number}`,
    title: `Reset by ${by} while ${from}`,
    purpose: `${isPushed ? 'A Package of one NUL' : 'An empty Package URI'} brings a Client that is ${from} back to the beginning.`,
    steps: [
      `The Client is brought to ${from}.`,
      `The Server writes ${by}, and reads State and Update Result.`,
      isComing ? 'It reads them again when the download would have ended.' : 'It executes Update.',
    ],
    criteria,
    async body(scene) {
      const { client, server, pause } = scene
      const octets = sampleOf(scene, 'good')
      await fromIdle(scene)
      if (isComing) await isDownloading(scene, octets)
      else {
        await isDelivered(scene, octets)
      }
      const reset = isPushed ? pushes(scene, nul) : writesUri(scene, '')
      await client.must('A', reset.answered, code('2.04'))
      await client.must('B', standing(scene), stands(states.idle, 0))
      if (isComing) {
        await pause(waits.slowDownload)
        await client.must('C', standing(scene), stands(states.idle, 0))
      } else await client.must('C', server.executes('/5/0/2').answered, code('4.05'))
    },
  })
}
