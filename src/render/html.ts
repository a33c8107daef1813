import { createHash } from 'node:crypto'
import type { RunRecord } from '#record'
import type { Verdict } from '#verdict'
import { caseDetails, clauses, verdictMark } from './html/case.ts'
import { html, Markup, nothing } from './html/markup.ts'
import { script } from './html/script.ts'
import { style } from './html/style.ts'
import type { RunStory, Story } from './story.ts'
import { contradictionText, exitMeaning, iutName, runFacts, verdictRows, worstFirst } from './words.ts'

/** The run as one HTML file for people: it needs no network, opens from disk, and runs no script but its own. */
export function htmlReport(run: RunStory): string {
  const { record, stories } = run
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${record.verdict}: ${iutName(record.iut)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${head(record)}
<main>
<h2>Summary</h2>
${matrix(record)}
${failures(stories)}
${cases(stories)}
${claims(record)}
${notes(run)}
${digests(record)}
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`.text
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function head(record: RunRecord): Markup {
  const { iut, verdict, exitCode, notCertifiable, run } = record
  const facts = runFacts(record).filter(([name]) => name !== 'IUT' && name !== 'Options')
  return html`<header>
<div class="kind">LwM2M conformance report · run ${run}</div>
<h1>${iutName(iut)}</h1>
<div class="result">${verdictMark(verdict)}<span>${exitMeaning(exitCode)}</span></div>
${notCertifiable.length === 0 ? nothing : html`<div class="warning"><strong>Not certifiable.</strong> No certificate may be based on this run:<ul>${notCertifiable.map((reason) => html`<li>${reason}</li>`)}</ul></div>`}
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
</header>`
}

function matrix({ cases: found, counts, endpoints }: RunRecord): Markup {
  const areas = verdictRows(found, ({ area }) => area || 'Not reached')
  const several = endpoints.length > 1
  const byEndpoint = several ? verdictRows(found, ({ endpoint, chair }) => `${endpoint} (${chair})`) : []
  return html`${verdictTable('Area', areas, counts)}${several ? html`<h3>By endpoint</h3>${verdictTable('Endpoint', byEndpoint, counts)}` : nothing}`
}

function verdictTable(
  title: string,
  rows: ReturnType<typeof verdictRows>,
  sums: Readonly<Record<Verdict, number>>,
): Markup {
  const cells = (counts: Readonly<Record<Verdict, number>>): Markup[] =>
    worstFirst.map((verdict) => {
      const count = counts[verdict]
      return count === 0
        ? html`<td class="zero">0</td>`
        : html`<td class="${verdict.replace(' ', '-')}">${count}</td>`
    })
  const total = rows.reduce((sum, row) => sum + row.total, 0)
  return html`<table class="matrix">
<thead><tr><th>${title}</th>${worstFirst.map((verdict) => html`<th>${verdictMark(verdict)}</th>`)}<th>Cases</th></tr></thead>
<tbody>${rows.map(({ group, counts, total: own }) => html`<tr><td>${group}</td>${cells(counts)}<td>${own}</td></tr>`)}</tbody>
<tfoot><tr><td>All</td>${cells(sums)}<td>${total}</td></tr></tfoot>
</table>`
}

/** The page's id of a case, by its place in the run. */
function anchor(index: number): string {
  return `case-${index + 1}`
}

function failures(stories: readonly Story[]): Markup {
  const cards = stories.flatMap((story, index) =>
    ['FAIL', 'ERROR'].includes(story.record.verdict) ? failure(story, anchor(index)) : [],
  )
  return cards.length === 0 ? nothing : html`<h2>What to look into</h2>${cards}`
}

function failure({ record }: Story, id: string): Markup[] {
  const { verdict, label, title, chair, endpoint, reason, capture } = record
  const top = html`<header>${verdictMark(verdict)}<a class="mono" href="#${id}">${label}</a><span>${title}</span><span class="soft">${chair} ${endpoint}</span></header>`
  const broken = record.criteria.filter(
    (criterion) => criterion.verdict === 'FAIL' || criterion.verdict === 'ERROR',
  )
  if (broken.length === 0)
    return [html`<article class="failure ${verdict}">${top}<div class="rule">${reason}</div></article>`]
  return broken.map(({ letter, judged, text, reference, expected, seen, frame, hint, occurrences }) => {
    const where =
      frame === null
        ? nothing
        : html`<dt>Frame</dt><dd>${frame}${capture === null ? nothing : html` of <code>${capture.path}</code>`}</dd>`
    return html`<article class="failure ${verdict}">${top}
<div class="rule">${letter}: the ${judged} ${text}</div>
<dl><dt>Clause</dt><dd>${clauses(reference)}</dd><dt>Expected</dt><dd>${expected}</dd><dt>Seen</dt><dd>${seen}</dd>${where}
${occurrences === 1 ? nothing : html`<dt>Evaluated</dt><dd>${occurrences} times; this is the worst</dd>`}${hint === '' ? nothing : html`<dt>What to try</dt><dd>${hint}</dd>`}</dl></article>`
  })
}

function cases(stories: readonly Story[]): Markup {
  const present = worstFirst.filter((verdict) => stories.some(({ record }) => record.verdict === verdict))
  const ordered = stories.map((story, index) => ({ story, id: anchor(index) }))
  return html`<h2>Cases</h2>
<div class="filter">${present.map((verdict) => html`<button type="button" data-show="${verdict}" aria-pressed="true">${verdictMark(verdict)}</button>`)}
<input type="search" placeholder="Search title, clause, message, endpoint" aria-label="Search"><button type="button" data-open>Open or close all</button><span class="soft count" role="status">${stories.length} of ${stories.length}</span></div>
${ordered.map(({ story, id }) => caseDetails(story, id))}`
}

/** What nobody answers, and what the wire contradicts; the whole list is in the statement. */
function claims({ claims: list }: RunRecord): Markup {
  const open = list.filter(({ claimed }) => claimed === null).map(({ why }) => why)
  const wrong = list.filter(({ contradiction }) => contradiction !== null).map(contradictionText)
  return open.length + wrong.length === 0
    ? nothing
    : html`<h2>ICS</h2><ul>${[...wrong, ...open].map((text) => html`<li>${text}</li>`)}</ul>`
}

function notes({ notes: texts }: RunStory): Markup {
  return texts.length === 0
    ? nothing
    : html`<h2>Notes</h2><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`
}

function digests({ options, digests: { profile, ics, ixit, registry } }: RunRecord): Markup {
  const rows = Object.entries({ Profile: profile, ICS: ics, IXIT: ixit, 'Object registry': registry })
  return html`<h2>What the verdicts rest on</h2>
<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value === null ? html`<span class="soft">none</span>` : html`<code>${value}</code>`}</dd>`)}<dt>Options</dt><dd><code>${JSON.stringify(options)}</code></dd></dl>`
}
