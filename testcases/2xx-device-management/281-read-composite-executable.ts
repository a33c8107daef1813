import { compositeRead } from './composite-read.ts'

export default compositeRead({
  number: 281,
  title: 'Partially Successful Read-Composite Operation',
  purpose: 'A resource that cannot be read is left out.',
  asks: '/1/0/1, /1/0/7 and the executable /1/0/8',
  async wanted({ client }) {
    const one = await client.serverInstance()
    const readable = [`${one}/1`, `${one}/7`]
    return { paths: [...readable, `${one}/8`], has: readable, only: readable, values: readable }
  },
})
