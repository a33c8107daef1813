import type { Content, Scene } from '#testcase'
import { waits } from '../waits.ts'

/** Instances of the Portfolio made for the purpose, so that a device keeps its own. */
export const twoInstances = ['/16/101', '/16/102'] as const

/** Four identities for an instance, to be created below its object. */
export function identitiesOf(instance: string): Content {
  const id = instance.split('/')[2]
  const texts = instance === twoInstances[0] ? ['aa', 'bb', 'cc', 'dd'] : ['11', '22', '33', '44']
  return Object.fromEntries(texts.map((text, index) => [`${id}/0/${index}`, text]))
}

/** Attaches the periods to the object, so that they hold for instances that come later, too. */
export async function periodsOfPortfolio({
  server,
  iut,
  seconds,
}: Pick<Scene<string>, 'server' | 'iut' | 'seconds'>): Promise<void> {
  if (!iut.includes('client')) return
  const periods = { pmin: seconds(waits.compositePmin), pmax: seconds(waits.compositePmax) }
  await server.setsAttributes('/16', periods).answered.happens()
}

/** Ends the case when it is not these of the two instances that are there: nothing can be seen of them then. */
export async function areThere(
  { server, cannotJudge }: Pick<Scene<string>, 'server' | 'cannotJudge'>,
  ...instances: readonly string[]
): Promise<void> {
  for (const instance of twoInstances) {
    const { code } = await server.reads(instance).answered.happens()
    if ((code === '2.05') !== instances.includes(instance))
      cannotJudge(`Read ${instance} is answered ${code}`)
  }
}
