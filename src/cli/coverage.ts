import type { Catalogue } from '#conduct'
import { canFail, type TestCase } from '#testcase'
import { notScoredReason } from './case-facts.ts'

/** The coverage page in Markdown: numbers, purposes and rules, as cases and catalogue have them. */
export function coveragePage(cases: readonly TestCase[], catalogue: Catalogue): string {
  const numbered = cases.filter(({ number }) => number !== undefined)
  const purposes = cases.filter(({ number }) => number === undefined)
  const criteria = cases.flatMap((testCase) => Object.values(testCase.criteria))
  const able = criteria.filter(canFail).length
  return `${[
    '# What is covered',
    'Made from the cases by `npm run coverage`; a test keeps it true.',
    `${numbered.filter(judgesAnything).length} of the ${numbered.length + catalogue.listed.length} numbers of the ETS are executed, beside ${purposes.length} purposes of our own and one case for each object that a client has, made of its definition (\`TP/DEF/3303/BV-01\`). Together they hold ${criteria.length} criteria: ${able} that a peer can fail, each of which a deliberately broken one trips (\`selftest\`), and ${criteria.length - able} that bring observations alone, since a peer may do otherwise or nobody could verify the rule.`,
    '## Numbers of the ETS',
    table(['Number', 'Title', 'Editions', 'Chairs', 'State'], numberRows(numbered, catalogue)),
    '## Purposes of our own',
    table(
      ['Purpose', 'Title', 'Editions', 'Chairs', 'Criteria'],
      purposes
        .toSorted((a, b) => a.id.localeCompare(b.id))
        .map((one) => [
          one.id,
          one.title,
          one.editions.join(', '),
          one.judges.join(', '),
          `${Object.keys(one.criteria).length}`,
        ]),
    ),
    '## Purposes that are not executed',
    table(
      ['Purpose', 'Title', 'Chairs', 'Why, and what covers it'],
      catalogue.listedPurposes.map((one) => [
        one.purposeId,
        one.title,
        one.judges.join(', '),
        notScoredReason(one),
      ]),
    ),
    '## Rules of the specification',
    tally(catalogue.ledger),
    table(
      ['Area', 'Rule', 'State', 'By, or why not'],
      catalogue.ledger.map(({ area, rule, state, by, why }) => [area, rule, state, by.join(', ') || why]),
    ),
    '## Faults of the field',
    `What implementations are publicly known to have got wrong: ${tally(catalogue.fieldBugs)}.`,
    table(
      ['Bug', 'Source', 'Fault', 'State', 'By, or why not'],
      catalogue.fieldBugs.map(({ id, source, fault, state, by, why }) => {
        return [id, source, fault, state, by.join(', ') || why]
      }),
    ),
  ].join('\n\n')}\n`
}

/** A case without criteria only tells why nobody can judge it. */
function judgesAnything({ criteria }: TestCase): boolean {
  return Object.keys(criteria).length > 0
}

function numberRows(cases: readonly TestCase[], { listed }: Catalogue): string[][] {
  const executed = cases.map((one) => ({
    ...{ number: one.number ?? 0, title: one.title, editions: one.editions, judges: one.judges },
    state: judgesAnything(one) ? 'executed' : 'not executed: INCONCLUSIVE where it is claimed',
  }))
  const others = listed.map((entry) => ({ ...entry, state: notScoredReason(entry) }))
  return [...executed, ...others]
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, title, editions, judges, state }) => [
      `int-${number}`,
      title,
      editions.join(', '),
      judges.join(', '),
      state,
    ])
}

function tally(entries: readonly { readonly state: string }[]): string {
  const states = [...new Set(entries.map(({ state }) => state))]
  return states
    .map((state) => `${entries.filter((entry) => entry.state === state).length} ${state}`)
    .join(', ')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}
