import { type Answer, check, code, format, linkAttributes, links, testCase } from '#testcase'
import { C4 } from '../configurations/c4.ts'

const nothingDeeper = check<Answer>('nothing below /3/0', (answer) => {
  const deeper = answer.links.find(({ target }) => target.startsWith('/3/0/'))
  return deeper === undefined ? undefined : `<${deeper.target}>`
})

export default testCase({
  number: 264,
  title: 'Discover with depth 1',
  purpose: 'An object is discovered down to its instances, with what is attached to them.',
  area: 'Device management',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §6.3.2' }, { clause: 'Core 1.1.1 §5.1' }],
  judges: ['client'],
  selection: { client: ['DEPTH'] },
  dependsOn: [101],
  configuration: C4,
  impact: 'settings',
  steps: [
    'The Server discovers /3?depth=1.',
    'It attaches pmax=200 to /3/0.',
    'It discovers /3?depth=1 again.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Discover with 2.05 in link-format',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { judged: 'client', text: 'lists the object and its instance', clause: 'Core 1.2 §6.3.2' },
    C: { judged: 'client', text: 'lists nothing below the instance', clause: 'Core 1.2 §6.3.2' },
    D: { judged: 'client', text: 'answers Write-Attributes with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: {
      judged: 'client',
      text: 'shows at the instance what was attached to it',
      clause: 'Core 1.2 §6.3.2',
    },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const before = server.discovers('/3', { depth: 1 })
    await client.must('D', server.setsAttributes('/3/0', { pmax: 200 }).answered, code('2.04'))
    const after = server.discovers('/3', { depth: 1 })
    for (const { answered } of [before, after]) {
      await client.must('A', answered, code('2.05'), format('link'))
      await client.must('B', answered, links('/3', '/3/0'))
      await client.must('C', answered, nothingDeeper)
    }
    await client.must('E', after.answered, linkAttributes('/3/0', { pmax: 200 }))
  },
})
