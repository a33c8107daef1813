import { check, code, links, type Registering } from '#testcase'
import { esimCase } from './esim-case.ts'

const alone = check<Registering>('/3443/0 alone of object 3443', ({ registration }) => {
  const instances = registration.objects
    .filter(({ object }) => object === 3443)
    .map(({ instance }) => `/3443${instance === undefined ? '' : `/${instance}`}`)
  return instances.length === 1 && ['/3443/0', '/3443'].includes(instances[0]!)
    ? undefined
    : instances.join(', ') || 'none of it'
})

export default esimCase({
  number: 101,
  title: 'The mailbox is announced',
  purpose: 'The mailbox of an eUICC is one instance with all its resources.',
  steps: ['The Client registers.', 'The Server discovers /3443.'],
  criteria: {
    A: { text: 'registers one instance of object 3443', clause: 'Object 3443 1.0 (Single)' },
    B: { text: 'lists its five resources', clause: 'Core 1.1.1 §6.3.2' },
  },
  async body({ client, server }) {
    const registration = client.registration()
    const { registration: held } = await registration.happens()
    // A Profile ID stands for a list that is not told.
    if (held.pid === undefined) await client.must('A', registration, alone)
    else client.notApplicable('A', 'it registered with a Profile ID')
    const resources = [0, 1, 2, 3, 4].map((resource) => `/3443/0/${resource}`)
    await client.must('B', server.discovers('/3443/0').answered, code('2.05'), links(...resources))
  },
})
