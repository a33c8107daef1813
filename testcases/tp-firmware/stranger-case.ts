import { check, type IcsItem, type PackageScheme, type TestCase, testCase } from '#testcase'
import { fromIdle, resets, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, endsIn, follows, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

/** A package of somebody whom the Client has no reason to trust. */
export function strangerCase(
  facts: Pick<TestCase, 'channel'> & {
    readonly number: string
    readonly item: IcsItem
    readonly scheme: PackageScheme
    readonly protocol: string
    /** What says that who gives a package must prove who it is. */
    readonly clause: string
  },
): TestCase {
  const { number, item, scheme, protocol, clause, channel } = facts
  return testCase({
    ...ofFirmware('FW-PULL', item),
    ...(channel && { channel }),
    purposeId: `TP/FW/PULL/BI-${number}`,
    title: `A package by ${protocol} of a stranger`,
    purpose: 'A Client fetches no package of somebody who cannot show who it is.',
    steps: [
      `The Server writes a URI of the scheme ${scheme}, and the Client begins to fetch the package.`,
      'It resets, and writes the URI of one who shows a key or certificate that nobody has heard of.',
    ],
    criteria: {
      A: rule('asks the stranger for nothing', clause),
      B: rule('is idle again (State 0)'),
    },
    async body(scene) {
      const { client, packages, doesNotApply, cannotJudge } = scene
      const octets = sampleOf(scene, 'good')
      if (!packages.gives(scheme)) doesNotApply(`nothing is given by ${scheme} in this run`, null)
      await fromIdle(scene)
      const known = await packages.offers(octets, { scheme })
      await writesUri(scene, known.uri).answered.happens()
      if (!(await known.given.comes())) cannotJudge(`it does not fetch by ${scheme} from us either`)
      await follows(scene, delivered, waits.delivery).happens()
      if (!(await resets(scene))) cannotJudge('no reset brings it to State 0 and Update Result 0')
      const { uri, requests } = await packages.offers(octets, { scheme, stranger: true })
      await writesUri(scene, uri).answered.happens()
      const walk = follows(scene, delivered, waits.lostDownload)
      const asked = walk.map('the requests to the stranger', () => requests.length)
      await client.must('A', asked, nothing)
      await client.must('B', walk, endsIn(states.idle))
    },
  })
}

const nothing = check<number>('none', (count) => (count === 0 ? undefined : `${count}`))
