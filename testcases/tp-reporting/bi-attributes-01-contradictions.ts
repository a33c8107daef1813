import { type Attributes, code, linkAttributes, testCase } from '#testcase'
import { attached, attaches, reporting, subject } from './subject.ts'

/** Each contradicts itself (Core 1.1.1 §5.1.2). */
const contradictions: readonly Attributes[] = [
  { lt: 30, gt: 20 },
  { lt: 10, gt: 14, st: 3 },
  { epmin: 10, epmax: 5 },
]

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/ATTR/BI-01',
  title: 'Attributes that contradict each other',
  purpose: 'A set of attributes that cannot hold together is refused, and leaves those that were attached.',
  steps: [
    'The Server attaches pmin=3 and gt=50 to an integer.',
    'It attaches lt=30 and gt=20; lt=10, gt=14 and st=3; epmin=10 and epmax=5: each is refused with 4.00.',
    'Discover shows what was attached first.',
  ],
  criteria: {
    A: attached,
    B: {
      judged: 'client',
      text: 'refuses lt and gt that are less than two steps apart with 4.00',
      clause: 'Core 1.1.1 §5.1.2',
    },
    C: {
      judged: 'client',
      text: 'refuses epmin that is not less than epmax with 4.00',
      clause: 'Core 1.1.1 §5.1.2',
    },
    D: { judged: 'client', text: 'keeps the attributes it had', clause: 'Core 1.1.1 §6.3.4' },
  },
  async body(scene) {
    const { client, server } = scene
    const { path } = await subject(scene)
    await attaches(scene, 'A', path, { pmin: 3, gt: 50 })
    for (const attributes of contradictions) {
      const letter = 'epmin' in attributes ? 'C' : 'B'
      const attach = server.setsAttributes(path, attributes, { keep: true })
      await client.must(letter, attach.answered, code('4.00'))
    }
    const shown = { pmin: 3, gt: 50, lt: null, st: null, epmin: null, epmax: null }
    await client.must('D', server.discovers(path).answered, code('2.05'), linkAttributes(path, shown))
    // Those that were taken, against the rule.
    await server
      .setsAttributes(path, { lt: null, st: null, epmin: null, epmax: null }, { keep: true })
      .answered.happens()
  },
})
