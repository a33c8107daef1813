import type { CaseEvent, CaseRecord, CriterionRecord, Reference } from '#record'
import { clauseLink } from '../clause-link.ts'
import { type Story, seconds } from '../story.ts'
import { duration, inSeconds } from '../words.ts'
import { html, type Markup, nothing } from './markup.ts'

/** A verdict in its colour. */
export function verdictMark(verdict: string): Markup {
  return html`<span class="verdict ${verdict.replace(' ', '-')}">${verdict}</span>`
}

/** Clauses, linked where a public page is known. */
export function clauses(reference: readonly Reference[]): Markup {
  const items = reference.map(({ clause, unverified }, index) => {
    const url = clauseLink(clause)
    const name = url === undefined ? html`${clause}` : html`<a href="${url}" rel="noreferrer">${clause}</a>`
    const doubt =
      unverified === undefined ? nothing : html` <span class="soft">(unverified: ${unverified})</span>`
    return html`${index === 0 ? '' : ', '}${name}${doubt}`
  })
  return html`${items}`
}

/** One case: a line that opens to all that is known of it. @param anchor its id in the page */
export function caseDetails(story: Story, anchor: string): Markup {
  const { record, events } = story
  const { verdict, label, title, chair, endpoint, reason } = record
  const ms = duration(record)
  return html`
<details class="case" id="${anchor}" data-verdict="${verdict}">
<summary>${verdictMark(verdict)}<span class="mono">${label}</span><span>${title}</span><span class="soft">${chair}${ms === null ? '' : ` · ${inSeconds(ms)}`}</span>${reason === '' ? nothing : html`<span class="why">${reason}</span>`}</summary>
<div class="body">
<p>${record.purpose}</p>
${facts(record)}
${criteria(record.criteria)}
${list(
  'Observations',
  record.observations.map(
    ({ text, reference, frame }) =>
      html`${text}${reference.length === 0 ? nothing : html` · ${clauses(reference)}`}${inFrame(frame)}`,
  ),
)}
${list(
  'Errata of the test specification',
  record.errata.map((text) => html`${text}`),
)}
${exchange(events)}
${list(
  'Waits',
  record.waits.map(
    ({ ms: length, reason: why, booked }) =>
      html`${inSeconds(length)} <span class="soft">${booked === 'case' ? 'imposed by the case' : 'needed by the IUT'}</span> · ${why}`,
  ),
)}
${list(
  'Put back',
  record.undo.map(
    ({ text, done }) => html`${done ? nothing : html`<span class="FAIL">not done: </span>`}${text}`,
  ),
)}
</div>
</details>`

  function facts({ reference, capture, attempts, outcome, frame }: CaseRecord): Markup {
    const pairs: [string, Markup][] = [['Endpoint', html`${endpoint}`]]
    if (reference.length > 0) pairs.push(['Clauses', clauses(reference)])
    if (outcome !== 'run') pairs.push(['Outcome', html`${outcome}${inFrame(frame)}`])
    if (attempts > 1) pairs.push(['Attempts', html`${attempts}`])
    if (capture !== null)
      pairs.push([
        'Capture',
        html`<a href="${encodeURI(capture.path)}">${capture.path}</a><br><code class="soft">${capture.digest}</code>`,
      ])
    return html`<dl>${pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
  }
}

/** `, frame 3`, or nothing. */
export function inFrame(frame: number | null): Markup {
  return frame === null ? nothing : html` <span class="soft">· frame ${frame}</span>`
}

function criteria(found: readonly CriterionRecord[]): Markup {
  if (found.length === 0) return nothing
  const rows = found.map(
    ({ letter, verdict, judged, text, level, reference, expected, seen, frame, occurrences }) => html`
<tr><td>${letter}</td><td>${verdictMark(verdict)}</td>
<td>the ${judged} ${text} <span class="soft">${level}${occurrences > 1 ? `, worst of ${occurrences}` : ''}</span>
${verdict === 'PASS' && seen === 'as expected' ? nothing : html`<br><span class="soft">expected</span> ${expected}<br><span class="soft">seen</span> ${seen}`}</td>
<td>${clauses(reference)}${inFrame(frame)}</td></tr>`,
  )
  return html`<h3>Criteria</h3><table class="criteria">${rows}</table>`
}

function list(title: string, items: readonly Markup[]): Markup {
  if (items.length === 0) return nothing
  return html`<h3>${title}</h3><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
}

function exchange(events: readonly CaseEvent[]): Markup {
  const begin = events[0]?.at ?? 0
  const rows = events
    .map((event) => exchangeRow(event, seconds(event.at - begin)))
    .filter((row) => row !== nothing)
  return rows.length === 0 ? nothing : html`<h3>Exchange</h3><div class="log">${rows}</div>`
}

function exchangeRow(event: CaseEvent, at: string): Markup {
  const told = (text: string): Markup => html`<span class="at">${at}</span><span class="told">${text}</span>`
  switch (event.event) {
    case 'case-started':
      return event.attempt === 1 ? nothing : told(`attempt ${event.attempt}`)
    case 'step':
      return told(event.text)
    case 'wait':
      return told(`waits ${inSeconds(event.ms)}: ${event.reason}`)
    case 'prompt':
      return told(`asked the operator: ${event.text} (${event.answer})`)
    case 'message': {
      const { direction, frame, from, to, text, repeated, violations } = event
      const arrow = direction === 'in' ? '←' : '→'
      return html`<span class="at">${at}</span><span class="${direction}" title="${from} to ${to}">${arrow}</span><span class="frame">${frame}</span><span>${text}${repeated ? html` <span class="soft">(repeated)</span>` : nothing}</span>${violations.map((found) => html`<span class="violation">${found}</span>`)}`
    }
    default:
      return nothing
  }
}
