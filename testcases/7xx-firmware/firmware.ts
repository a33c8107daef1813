import type { IcsItem, Offered, OfferHow, PackageSample, PackageScheme, Scene } from '#testcase'
import { waits } from '../waits.ts'
import { delivered, follows, installed, standing, states } from './standing.ts'

export type Table = Pick<
  Scene<string>,
  | 'client'
  | 'server'
  | 'packages'
  | 'pause'
  | 'seconds'
  | 'supports'
  | 'afterwards'
  | 'cannotJudge'
  | 'doesNotApply'
  | 'iut'
>

/** A Package that resets. */
export const nul = Uint8Array.of(0)

/** Writes the Package. */
export function pushes({ server }: Pick<Table, 'server'>, octets: Uint8Array) {
  return server.writes('/5/0/0', octets, { format: 'opaque', keep: true })
}

/** Writes the Package URI. */
export function writesUri({ server }: Pick<Table, 'server'>, uri: string) {
  return server.writes('/5/0/1', uri, { keep: true })
}

/** Resets by a Package of one NUL, and where that is not taken, or does not help, by an empty Package URI; whether it is reset. */
export async function resets(scene: Pick<Table, 'server' | 'supports'>): Promise<boolean> {
  const ways = [
    ['FW-PUSH', () => pushes(scene, nul)],
    ['FW-PULL', () => writesUri(scene, '')],
  ] as const
  for (const [item, way] of ways) {
    if (await isReset(scene)) return true
    if (await scene.supports(item)) await way().answered.happens()
  }
  return isReset(scene)
}

async function isReset(scene: Pick<Table, 'server'>): Promise<boolean> {
  const { state, result } = await standing(scene).happens()
  return state === states.idle && result === 0
}

/** Brings the Client to State 0 and Update Result 0, and there again when the case has ended. */
export async function fromIdle(scene: Table): Promise<void> {
  const { client, iut, afterwards } = scene
  await client.isRegistered()
  if (!iut.includes('client')) return
  afterwards('reset what was delivered of firmware', () => resets(scene))
  if (!(await resets(scene))) scene.cannotJudge('no reset brings it to State 0 and Update Result 0')
}

/** A package of the IXIT. */
export function sampleOf({ packages, cannotJudge }: Table, sample: PackageSample): Uint8Array {
  return packages.sample('firmware', sample) ?? cannotJudge(`the IXIT names no package firmware.${sample}`)
}

/** Schemes by the items that claim them. */
const schemes: readonly (readonly [IcsItem, PackageScheme])[] = [
  ['FW-COAP', 'coap'],
  ['FW-COAPS', 'coaps'],
  ['FW-COAP-TCP', 'coap+tcp'],
  ['FW-COAPS-TCP', 'coaps+tcp'],
  ['FW-HTTP', 'http'],
  ['FW-HTTPS', 'https'],
]

/** Offers a package by a scheme that the Client fetches by. */
export async function offers(scene: Table, octets: Uint8Array, how: OfferHow = {}): Promise<Offered> {
  const { packages, supports, cannotJudge } = scene
  for (const [item, scheme] of schemes)
    if (packages.gives(scheme) && (await supports(item))) return packages.offers(octets, { scheme, ...how })
  return cannotJudge('it fetches firmware by no protocol that we give it by in this run')
}

/** Delivers a package in the way that the Client has: pushed where it can be, else fetched. */
export async function delivers(scene: Table, octets: Uint8Array): Promise<void> {
  if (await scene.supports('FW-PUSH')) await pushes(scene, octets).answered.happens()
  else await writesUri(scene, (await offers(scene, octets)).uri).answered.happens()
}

/**
 * Has the firmware that was there before brought back when the case has ended. Called before something is installed:
 * what cannot be undone is not done.
 */
export function bringsBack(scene: Table): void {
  if (!scene.iut.includes('client')) return
  const previous = sampleOf(scene, 'previous')
  scene.afterwards('bring the firmware back that was there before', async () => {
    await resets(scene)
    await delivers(scene, previous)
    await expectResult(scene, delivered, 0)
    await scene.server.executes('/5/0/2').answered.happens()
    await scene.pause(waits.executed)
    await expectResult(scene, installed, 1)
  })
}

async function expectResult(
  scene: Table,
  until: Parameters<typeof follows>[1],
  wanted: number,
): Promise<void> {
  const { last } = await follows(scene, until, waits.installation).happens()
  if (last.result !== wanted) throw new Error(`State ${last.state}, Update Result ${last.result}`)
}
