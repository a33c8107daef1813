import { type Answer, check, code, format, linkAttributes, links, testCase } from '#testcase'
import { C4 } from '../configurations/c4.ts'

const resources = [
  '/3/0/1',
  '/3/0/2',
  '/3/0/3',
  '/3/0/4',
  '/3/0/6',
  '/3/0/7',
  '/3/0/8',
  '/3/0/9',
  '/3/0/11',
  '/3/0/16',
]

const refused = check<Answer>('an error', ({ code: seen }) => (seen.startsWith('2.') ? seen : undefined))

export default testCase({
  number: 260,
  title: 'Discover Command',
  purpose: 'Discover shows what a Client has, and the attributes that the Server attached.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.2' }, { clause: 'Core 1.1.1 §5.1' }],
  judges: ['client'],
  selection: { client: ['RES.3.1', 'RES.3.2', 'RES.3.3', 'RES.3.6', 'RES.3.7', 'RES.3.8', 'RES.3.9'] },
  dependsOn: [101],
  configuration: C4,
  impact: 'settings',
  steps: [
    'The Server discovers /3.',
    'It attaches pmin=10 and pmax=200 to /3, and discovers /3/0.',
    'It attaches lt=1, gt=6 and st=1 to /3/0/7, and discovers /3/0.',
    'It discovers /3/0/7, and nothing at all: GET / for link-format.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Discover with 2.05 in link-format',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: {
      judged: 'client',
      text: 'lists the object, its instance and every resource',
      clause: 'Core 1.1.1 §6.3.2',
    },
    C: {
      judged: 'client',
      text: 'gives the number of instances of a multiple resource (dim)',
      clause: 'Core 1.1.1 §5.1.1',
    },
    D: { judged: 'client', text: 'answers Write-Attributes with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: {
      judged: 'client',
      text: 'shows lt, gt and st on the resource they were attached to',
      clause: 'Core 1.1.1 §6.3.2',
    },
    F: {
      judged: 'client',
      text: 'shows inherited pmin and pmax when a resource is discovered',
      clause: 'Core 1.1.1 §6.3.2',
    },
    G: {
      judged: 'client',
      level: 'SHOULD',
      text: 'refuses a Discover that names no object',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const object = server.discovers('/3')
    await client.must('A', object.answered, code('2.05'), format('link'))
    await client.must('B', object.answered, links('/3', '/3/0', ...resources))
    // C.4 has two power sources; a device has those it has.
    for (const resource of ['/3/0/6', '/3/0/7', '/3/0/8']) {
      const { nodes } = await server.reads(resource).answered.happens()
      await client.must('C', object.answered, linkAttributes(resource, { dim: nodes.length }))
    }
    await client.must('D', server.setsAttributes('/3', { pmin: 10, pmax: 200 }).answered, code('2.04'))
    const instance = server.discovers('/3/0')
    await client.must('A', instance.answered, code('2.05'), format('link'))
    await client.must('B', instance.answered, links('/3/0', ...resources))

    await client.must('D', server.setsAttributes('/3/0/7', { lt: 1, gt: 6, st: 1 }).answered, code('2.04'))
    await client.must(
      'E',
      server.discovers('/3/0').answered,
      code('2.05'),
      linkAttributes('/3/0/7', { lt: 1, gt: 6, st: 1 }),
    )
    const resource = server.discovers('/3/0/7')
    await client.must('E', resource.answered, code('2.05'), linkAttributes('/3/0/7', { lt: 1, gt: 6, st: 1 }))
    await client.must('F', resource.answered, linkAttributes('/3/0/7', { pmin: 10, pmax: 200 }))
    await client.must('G', server.discovers('/').answered, refused)
  },
})
