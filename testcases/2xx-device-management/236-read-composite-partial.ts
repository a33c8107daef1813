import { compositeRead, errorInstance } from './composite-read.ts'

/** Objects that few devices have; two that this one has not are asked for. */
const rare = [
  [3339, 5522],
  [3353, 6030],
  [3347, 5500],
  [3350, 5544],
] as const

export default compositeRead({
  number: 236,
  title: 'Read-Composite Operation, partial presence',
  purpose: 'What a Client does not have is left out of its answer.',
  asks: '/1/0, an instance of /3/0/11, and resources of two objects that the Client does not have',
  async wanted(scene) {
    const { client, cannotJudge } = scene
    const one = await client.serverInstance()
    const error = await errorInstance(scene)
    const { registration } = await client.registration().happens()
    const has = (id: number): boolean => registration.objects.some(({ object }) => object === id)
    const absent = rare.filter(([object]) => !has(object)).slice(0, 2)
    if (absent.length < 2) return cannotJudge('the Client has all objects that were thought to be rare')
    return {
      paths: [one, error, ...absent.map(([object, resource]) => `/${object}/0/${resource}`)],
      has: [...[0, 1, 6, 7].map((resource) => `${one}/${resource}`), error],
      only: [one, error],
      values: [`${one}/1`, `${one}/7`],
    }
  },
})
