import { pathText } from '#testcase'
import { compositeRead } from './composite-read.ts'

export default compositeRead({
  number: 235,
  title: 'Read-Composite Operation on root path',
  purpose: 'All that may be read of a Client is read in one request, and no secrets are.',
  asks: 'the root path, after it has read each registered instance',
  async wanted({ client, server }) {
    const { registration } = await client.registration().happens()
    const resources = new Set<string>()
    for (const { object, instance } of registration.objects) {
      if (instance === undefined) continue
      const { nodes } = await server.reads(`/${object}/${instance}`).answered.happens()
      for (const { path, value } of nodes) if (value !== undefined) resources.add(pathText(path.slice(0, 3)))
    }
    const one = await client.serverInstance()
    return {
      paths: ['/'],
      has: [...resources],
      only: ['/'],
      lacks: ['/0', '/21', '/23'],
      values: [`${one}/1`, `${one}/7`, '/3/0/16'],
    }
  },
})
