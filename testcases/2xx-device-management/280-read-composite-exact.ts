import { compositeRead, errorInstance } from './composite-read.ts'

export default compositeRead({
  number: 280,
  title: 'Successful Read-Composite Operation',
  purpose: 'A resource, a resource instance and an object instance are read, and nothing beside them.',
  asks: '/3/0/16, an instance of /3/0/11, and /1/0',
  async wanted(scene) {
    const one = await scene.client.serverInstance()
    const error = await errorInstance(scene)
    const mandatory = [0, 1, 6, 7].map((resource) => `${one}/${resource}`)
    const paths = ['/3/0/16', error, one]
    return {
      paths,
      has: ['/3/0/16', error, ...mandatory],
      only: paths,
      values: ['/3/0/16', ...mandatory],
    }
  },
})
