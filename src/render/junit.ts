import type { CaseRecord, RunRecord } from '#record'
import { criterionLines } from './criterion-text.ts'
import { duration, printable, referenceText, runFacts } from './words.ts'

/** The run as JUnit XML: FAIL is a failure, INCONCLUSIVE and ERROR are errors, NOT APPLICABLE is skipped. */
export function junitXml(record: RunRecord): string {
  const groups = new Map<string, CaseRecord[]>()
  for (const found of record.cases) {
    const name = `${found.endpoint} (${found.chair})`
    groups.set(name, [...(groups.get(name) ?? []), found])
  }
  const suites = [...groups].map(([name, cases]) => suite(record, name, cases))
  const attributes = [['name', record.run], ...totals(record.cases)] as const
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, suites.join(''))}\n`
}

type Attributes = readonly (readonly [name: string, value: string | number])[]

function suite(record: RunRecord, name: string, cases: readonly CaseRecord[]): string {
  const properties = runFacts(record).map(([fact, value]) =>
    element(
      'property',
      [
        ['name', fact],
        ['value', value],
      ],
      '',
    ),
  )
  const attributes = [['name', name], ['timestamp', record.started], ...totals(cases)] as const
  return element(
    'testsuite',
    attributes,
    element('properties', [], properties.join('')) + cases.map(testcase).join(''),
  )
}

function totals(cases: readonly CaseRecord[]): Attributes {
  const count = (...verdicts: string[]): number =>
    cases.filter(({ verdict }) => verdicts.includes(verdict)).length
  return [
    ['tests', cases.length],
    ['failures', count('FAIL')],
    ['errors', count('INCONCLUSIVE', 'ERROR')],
    ['skipped', count('NOT APPLICABLE')],
    ['time', time(cases.reduce((total, found) => total + (duration(found) ?? 0), 0))],
  ]
}

function time(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function testcase(found: CaseRecord): string {
  const attributes = [
    ['name', `${found.label} ${found.title}`],
    ['classname', `${found.chair}.${found.area || 'not reached'}`],
    ['time', time(duration(found) ?? 0)],
  ] as const
  const told = [criteriaText(found), ...found.observations.map(observationLine)].filter(Boolean).join('\n')
  const output = told === '' ? '' : element('system-out', [], escaped(told))
  return element('testcase', attributes, outcome(found) + output)
}

function outcome(found: CaseRecord): string {
  const { verdict, reason } = found
  const message = ['message', reason] as const
  if (verdict === 'PASS') return ''
  if (verdict === 'NOT APPLICABLE') return element('skipped', [message], '')
  const type = ['type', `${verdict} ${found.outcome}`] as const
  if (verdict !== 'FAIL') return element('error', [message, type], '')
  const broken = { ...found, criteria: found.criteria.filter((criterion) => criterion.verdict === 'FAIL') }
  return element('failure', [message, type], escaped(criteriaText(broken)))
}

/** What breaks no MUST: a rule that SHOULD hold, or none. */
function observationLine({ text, reference, frame }: CaseRecord['observations'][number]): string {
  const where = [referenceText(reference), ...(frame === null ? [] : [`frame ${frame}`])].filter(Boolean)
  return `observation: ${printable(text)}${where.length === 0 ? '' : ` (${where.join(', ')})`}`
}

function criteriaText({ criteria, capture }: CaseRecord): string {
  return criteria.flatMap((criterion) => criterionLines(criterion, capture)).join('\n')
}

function element(name: string, attributes: Attributes, content: string): string {
  const given = attributes
    .map(([attribute, value]) => ` ${attribute}="${escaped(printable(`${value}`))}"`)
    .join('')
  return content === '' ? `<${name}${given}/>` : `<${name}${given}>${content}</${name}>`
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replaceAll(/[&<>"]/g, (mark) => entities[mark]!)
}
