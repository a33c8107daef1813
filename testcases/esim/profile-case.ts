import type { Psmo, Scene, TestCase } from '#testcase'
import { esimCase } from './esim-case.ts'
import { brings, isResultOf, type States, sequenceNumbersIn, shows } from './results.ts'
import { wellMade } from './told.ts'

/** What a profile is for in a case, as an IXIT tells it. */
export type Role = 'enabled' | 'other' | 'unserved' | 'spare' | 'expendable'
export type Iccids = { readonly [role in Role]: string }

interface ProfileCase {
  readonly number: number
  readonly title: string
  readonly purpose: string
  readonly sgp33?: string
  /** Profiles that it cannot do without. */
  readonly needs: readonly Role[]
  /** Packages one after the other, and what comes of each. */
  readonly packages: (iccids: Iccids) => readonly {
    readonly psmo: readonly Psmo[]
    readonly brings: readonly string[]
  }[]
  /** How profiles stand afterwards. */
  readonly leaves: (iccids: Iccids) => States
  readonly steps: readonly string[]
  readonly does: string
  readonly ends: string
}

/** Tags of ICCID and state. */
const briefly = [0x5a, 0x9f70]

/** Asks for ICCID and state of every profile. */
export const listBriefly: Psmo = { kind: 'listProfileInfo', value: { tagList: briefly } }

/** No profile has it. */
export const unknownIccid = '89999999999999999998'

/** The profiles of the IXIT; ends the case where one that is needed is not told. */
export function iccidsOf(
  { eim, cannotJudge }: Pick<Scene<string>, 'eim' | 'cannotJudge'>,
  needs: readonly Role[],
): Iccids {
  const told = eim.facts?.profiles ?? {}
  const missing = needs.find((role) => told[role] === undefined)
  if (missing !== undefined) cannotJudge(`the IXIT does not tell esim.profiles.${missing}`)
  return { enabled: '', other: '', unserved: '', spare: '', expendable: '', ...told }
}

/** A case that has profiles change their state. */
export function profileCase({ packages, leaves, does, ends, needs, ...texts }: ProfileCase): TestCase {
  return esimCase({
    ...texts,
    signs: true,
    impact: 'profile',
    dependsOn: ['ESIM-305'],
    criteria: {
      A: { text: 'signs its result, and says of which package it is', clause: 'SGP.32 §2.11.2.1' },
      B: { text: does, clause: 'SGP.32 §2.11.2.1' },
      C: { text: ends, clause: 'SGP.32 §2.11.1.1.3' },
    },
    async body(scene) {
      const { client, eim } = scene
      const iccids = iccidsOf(scene, needs)
      eim.keepsEnabled(iccids.enabled)
      for (const { psmo, brings: expected } of packages(iccids)) {
        const left = await eim.carriesOut({ psmo }, { reconnects: true, transactionId: '0a0b' })
        const { message } = await client.must('A', left.told, wellMade, isResultOf(eim, left))
        await client.must('B', left.told, brings(...expected))
        await eim.acknowledges(sequenceNumbersIn(message))
      }
      const { told } = await eim.carriesOut({ psmo: [listBriefly] })
      await client.must('C', told, shows(leaves(iccids)))
    },
  })
}
