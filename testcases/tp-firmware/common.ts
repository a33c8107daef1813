import type { CriterionDefinition, IcsItem, Offered, TestCase } from '#testcase'
import { delivers, offers, type Table, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, endsIn, follows, needs, standing, stands, states } from '../7xx-firmware/standing.ts'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'

/** What the purposes on Firmware Update say alike of themselves. */
export function ofFirmware(
  ...items: readonly IcsItem[]
): Pick<
  TestCase,
  'area' | 'editions' | 'reference' | 'judges' | 'selection' | 'dependsOn' | 'configuration' | 'impact'
> {
  return {
    area: 'Objects',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'definition of object 5' }, { clause: 'Core 1.1.1 Appendix E.6.1' }],
    judges: ['client'],
    selection: { client: ['OBJ.5', ...items] },
    dependsOn: [101],
    configuration: C8,
    impact: 'firmware',
  }
}

/** A rule on the Firmware Update machine. */
export function rule(text: string, clause = 'Core 1.1.1 Appendix E.6.1'): CriterionDefinition {
  return { judged: 'client', text, clause }
}

/** Has the Client fetch a package that comes slowly, so that it is Downloading for a while. */
export async function isDownloading(scene: Table, octets: Uint8Array): Promise<Offered> {
  const offered = await offers(scene, octets, { slow: scene.seconds(waits.slowBlock) })
  await writesUri(scene, offered.uri).answered.happens()
  await offered.asked.happens()
  const seen = stands(states.downloading, 0).verify(await standing(scene).happens())
  if (seen !== undefined) scene.cannotJudge(`it fetches, and State and Update Result are ${seen}`)
  return offered
}

/** Delivers a package; ends the case where it is not Downloaded then. */
export async function isDelivered(scene: Table, octets: Uint8Array): Promise<void> {
  await delivers(scene, octets)
  needs(scene, await follows(scene, delivered, waits.delivery).happens(), endsIn(states.downloaded))
}
