import { code, format, linkAttributes, links, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { errorInstance } from './composite-read.ts'

export default testCase({
  number: 261,
  title: 'Write-Attribute Operation on a multiple resource',
  purpose: 'Attributes are attached at every level, and Discover shows what holds for a resource.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.4' }, { clause: 'Core 1.1.1 §5.1' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Server discovers /3/0/11.',
    'It attaches pmin=10 and pmax=200 to /3, pmax=320 to /3/0, and pmax=100, epmin=1 and epmax=20 to an instance of /3/0/11.',
    'It discovers /3/0/11.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Discover with 2.05 in link-format',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: {
      judged: 'client',
      text: 'lists the resource with the number of its instances, and each instance',
      clause: 'Core 1.1.1 §6.3.2',
    },
    C: {
      judged: 'client',
      text: 'answers each Write-Attributes with 2.04',
      clause: 'Transport 1.1.1 §6.7',
    },
    D: {
      judged: 'client',
      text: 'shows at the resource what it inherits from the closest level',
      clause: 'Core 1.1.1 §6.3.2',
    },
    E: {
      judged: 'client',
      text: 'shows at the instance what was attached to it',
      clause: 'Core 1.1.1 §6.3.2',
    },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const error = await errorInstance({ server })
    const { nodes } = await server.reads('/3/0/11').answered.happens()
    const held = nodes.filter(({ path }) => path.length === 4).length
    const before = server.discovers('/3/0/11')
    await client.must('A', before.answered, code('2.05'), format('link'))
    await client.must('B', before.answered, links('/3/0/11', error), linkAttributes('/3/0/11', { dim: held }))
    for (const [path, attributes] of [
      ['/3', { pmin: 10, pmax: 200 }],
      ['/3/0', { pmax: 320 }],
      [error, { pmax: 100, epmin: 1, epmax: 20 }],
    ] as const)
      await client.must('C', server.setsAttributes(path, attributes).answered, code('2.04'))
    const after = server.discovers('/3/0/11')
    await client.must('A', after.answered, code('2.05'), format('link'))
    await client.must('D', after.answered, linkAttributes('/3/0/11', { pmin: 10, pmax: 320 }))
    await client.must('E', after.answered, linkAttributes(error, { pmax: 100, epmin: 1, epmax: 20 }))
  },
})
