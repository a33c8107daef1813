import { code, format, linkAttributes, links, noLinks, pathText, testCase } from '#testcase'
import { C4 } from '../configurations/c4.ts'

export default testCase({
  number: 266,
  title: 'Discover with depth 3',
  purpose: 'An object is discovered down to its resources, and down to their instances.',
  area: 'Device management',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §6.3.2' }, { clause: 'Core 1.1.1 §5.1' }],
  judges: ['client'],
  selection: { client: ['DEPTH', 'RES.3.7'] },
  dependsOn: [101],
  configuration: C4,
  impact: 'settings',
  steps: [
    'The Server discovers /3?depth=2.',
    'It attaches pmin=10 and pmax=200 to /3, lt=1, gt=6 and st=1 to /3/0/7, and gt=8 to an instance of /3/0/7.',
    'It discovers /3?depth=3.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Discover with 2.05 in link-format',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: {
      judged: 'client',
      text: 'lists the object, its instance and every resource with depth 2',
      clause: 'Core 1.2 §6.3.2',
    },
    C: {
      judged: 'client',
      text: 'lists no instances of resources with depth 2',
      clause: 'Core 1.2 §6.3.2',
    },
    D: {
      judged: 'client',
      text: 'answers each Write-Attributes with 2.04',
      clause: 'Transport 1.1.1 §6.7',
    },
    E: {
      judged: 'client',
      text: 'lists the instances of multiple resources, too, with depth 3',
      clause: 'Core 1.2 §6.3.2',
    },
    F: {
      judged: 'client',
      text: 'shows at each level what was attached to it',
      clause: 'Core 1.2 §6.3.2',
    },
  },
  async body({ client, server, cannotJudge }) {
    await client.isRegistered()
    const { nodes } = await server.reads('/3').answered.happens()
    const resources = [...new Set(nodes.map(({ path }) => pathText(path.slice(0, 3))))]
    const instances = nodes.map(({ path }) => path).filter((path) => path.length === 4)
    const voltage = instances.findLast((path) => path[2] === 7)
    if (voltage === undefined) return cannotJudge('Read /3 gives no instance of /3/0/7')

    const second = server.discovers('/3', { depth: 2 })
    await client.must('A', second.answered, code('2.05'), format('link'))
    await client.must('B', second.answered, links('/3', '/3/0', '/3/0/4', ...resources))
    await client.must('C', second.answered, noLinks(...instances.map(pathText)))
    for (const [path, attributes] of [
      ['/3', { pmin: 10, pmax: 200 }],
      ['/3/0/7', { lt: 1, gt: 6, st: 1 }],
      [pathText(voltage), { gt: 8 }],
    ] as const)
      await client.must('D', server.setsAttributes(path, attributes).answered, code('2.04'))
    const third = server.discovers('/3', { depth: 3 })
    await client.must('A', third.answered, code('2.05'), format('link'))
    await client.must('E', third.answered, links('/3', '/3/0', ...resources, ...instances.map(pathText)))
    await client.must('F', third.answered, linkAttributes('/3', { pmin: 10, pmax: 200 }))
    await client.must('F', third.answered, linkAttributes('/3/0/7', { lt: 1, gt: 6, st: 1 }))
    await client.must('F', third.answered, linkAttributes(pathText(voltage), { gt: 8 }))
  },
})
