import { code, has } from '#testcase'
import { compositeRead, errorInstance } from './composite-read.ts'

export default compositeRead({
  number: 229,
  title: 'Read-Composite Operation',
  purpose: 'Objects, instances and resources are read in one request.',
  asks: '/3 and /1/0, and again for /3, /1/0, /1/0/1 and an instance of /3/0/11',
  async wanted({ client }) {
    const one = await client.serverInstance()
    const mandatory = [0, 1, 6, 7].map((resource) => `${one}/${resource}`)
    return {
      paths: ['/3', one],
      has: [...mandatory, '/3/0/11', '/3/0/16'],
      only: ['/3', one],
      values: [`${one}/1`, `${one}/7`, '/3/0/16'],
    }
  },
  criteria: {
    F: {
      judged: 'client',
      text: 'takes paths that overlap',
      clause: 'Core 1.1.1 §6.3.8',
      level: 'SHOULD',
    },
  },
  async more({ client, server }, format) {
    const one = await client.serverInstance()
    const error = await errorInstance({ server })
    const read = server.readsComposite(['/3', one, `${one}/1`, error], { format })
    await client.must('F', read.answered, code('2.05'), has(`${one}/0`, `${one}/1`, '/3/0/16', error))
  },
})
