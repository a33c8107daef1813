import type { CriterionDefinition, IcsItem, Moment, PackageSample, Scene, TestCase, Wait } from '#testcase'
import { offers, type Table } from '../7xx-firmware/firmware.ts'
import { follows, type Machine, type Standing, standing, type Walk } from '../7xx-firmware/standing.ts'
import { C1 } from '../configurations/c1.ts'
import { firstInstance } from '../instance.ts'
import { waits } from '../waits.ts'

/** Update States of the Software Management object. */
export const steps = { initial: 0, started: 1, downloaded: 2, delivered: 3, installed: 4 } as const

/** What the purposes on Software Management say alike of themselves. */
export function ofSoftware(
  ...items: readonly IcsItem[]
): Pick<
  TestCase,
  'area' | 'editions' | 'reference' | 'judges' | 'selection' | 'dependsOn' | 'configuration' | 'impact'
> {
  return {
    area: 'Objects',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'definition of object 9' }],
    judges: ['client'],
    selection: { client: ['OBJ.9', ...items] },
    dependsOn: [101],
    configuration: C1,
    impact: 'firmware',
  }
}

/** A rule on Software Management, by the resource that it is about. */
export function ruleOn(resource: number, text: string): CriterionDefinition {
  return { judged: 'client', text, clause: `definition of /9/x/${resource}` }
}

/** One instance, from its beginning to its end. */
export interface Software {
  readonly path: string
  /** Update State and Update Result as they are now. */
  now(): Moment<Standing>
  follows(until: (standing: Standing) => boolean, wait?: Wait): Moment<Walk>
  /** Writes a package of the IXIT, or its URI where the Client takes none. */
  delivers(sample: PackageSample): Promise<void>
}

/** A package of the IXIT. */
export function softwareSample({ packages, cannotJudge }: Table, sample: PackageSample): Uint8Array {
  return packages.sample('software', sample) ?? cannotJudge(`the IXIT names no package software.${sample}`)
}

/** Writes the Package. */
export function pushesSoftware({ server }: Pick<Scene<string>, 'server'>, path: string, octets: Uint8Array) {
  return server.writes(`${path}/2`, octets, { format: 'opaque', keep: true })
}

/** Writes the Package URI. */
export function writesSoftwareUri({ server }: Pick<Scene<string>, 'server'>, path: string, uri: string) {
  return server.writes(`${path}/3`, uri, { keep: true })
}

/** The first instance, which must be in its beginning: software that is there is not ours to remove. It is left so. */
export async function fromInitial(scene: Table): Promise<Software> {
  const { client, server, supports, afterwards, cannotJudge, pause } = scene
  await client.isRegistered()
  const { path } = await firstInstance(scene, 9)
  const machine: Machine = { instance: path, state: 7, result: 9 }
  const { state } = await standing(scene, machine).happens()
  if (state !== steps.initial) cannotJudge(`${path} is in Update State ${state}: there is software already`)
  afterwards('uninstall what was delivered of software', async () => {
    await server.executes(`${path}/6`).answered.happens()
    // What an Execute does comes after its answer, and is not to hit what the next case delivers.
    await pause(waits.executed)
    const isBack = (one: Standing) => one.state === steps.initial
    const { last } = await follows(scene, isBack, waits.delivery, machine).happens()
    if (!isBack(last)) throw new Error(`Update State ${last.state}`)
  })
  return {
    path,
    now: () => standing(scene, machine),
    follows: (until, wait = waits.delivery) => follows(scene, until, wait, machine),
    async delivers(sample) {
      const octets = softwareSample(scene, sample)
      if (await supports('RES.9.2')) await pushesSoftware(scene, path, octets).answered.happens()
      else await writesSoftwareUri(scene, path, (await offers(scene, octets)).uri).answered.happens()
    },
  }
}

/** Whether a delivery has come to something: delivered, or given up. */
export const settled = ({ state, result = 0 }: Standing): boolean => state === steps.delivered || result >= 50
