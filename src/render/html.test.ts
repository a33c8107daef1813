import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, Markup } from './html/markup.ts'
import { htmlReport } from './html.ts'
import { hostile, runDrafts, runEvents } from './run.fixture.ts'
import { runStory } from './story.ts'

const report = htmlReport(runStory(runEvents()))
const count = (pattern: RegExp): number => report.match(pattern)?.length ?? 0

/** The text of a piece of the report as a reader sees it. */
function read(from: string, to: string): string {
  const start = report.indexOf(from)
  const piece = report.slice(start, report.indexOf(to, start))
  const text = piece
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  return text.replaceAll(/\s+/g, ' ').trim()
}

describe('the head', () => {
  const head = read('<header>', '</header>')

  it('names IUT, verdict and what it means', () => {
    expect(head).toContain('Example Devices EX-100 2.4.1 ERROR not decided: the tester itself failed')
  })

  it('warns that the run is not certifiable, and why', () => {
    expect(head).toContain('Not certifiable. No certificate may be based on this run: short timing')
  })

  it('does not warn when nothing speaks against a certificate', () => {
    const certifiable = runDrafts().map((draft) =>
      draft.event === 'run-started' ? { ...draft, notCertifiable: [] } : draft,
    )
    expect(htmlReport(runStory(runEvents(certifiable)))).not.toContain('Not certifiable')
  })
})

describe('the summary', () => {
  it('counts verdicts by area', () => {
    expect(read('<table class="matrix">', '</table>')).toContain('Registration 0 2 1 2 0 5')
    expect(read('<table class="matrix">', '</table>')).toContain('All 1 2 6 2 1 12')
  })

  it('shows failures first, with all it takes to look into them', () => {
    expect(report.indexOf('What to look into')).toBeLessThan(report.indexOf('<details'))
    const failure = read('<article', '</article>')
    for (const part of [
      'B: the client sends an Update with the new lifetime',
      'Clause Core 1.1.1 §6.2.2 (unverified: issue 544)',
      'Expected an Update with lt=20 Seen lt=30 Frame 3 of evidence/int-102-client.pcapng What to try Look in frame 3',
    ]) {
      expect(failure).toContain(part)
    }
  })
})

describe('a case', () => {
  const found = read('id="case-2"', '</details>')

  it.each([
    ['its purpose', 'A Client whose lifetime is written tells the Server'],
    ['its criteria', 'A PASS the client answers the Write with 2.04 MUST'],
    ['its exchange', '1.460 → 1 CON PUT /1/0/1 mid=18 token=a2 "20"'],
    ['violations', 'octet 4: Content-Format stands in a response without payload'],
    ['repetitions', '4 CON POST /rd/5a3f?lt=30 mid=19 token=a3 (repeated)'],
    ['its steps', 'the server writes 20 to /1/0/1'],
    ['its waits', '20 s imposed by the case · the new lifetime'],
    ['its observations', 'SHOULD send the Update before the lifetime ends'],
    ['errata', 'the ETS prints lt=20 and lt=30'],
    ['what was put back', 'writes 300 back to /1/0/1'],
    ['its capture', 'c'.repeat(64)],
  ])('tells %s', (_, text) => {
    expect(found).toContain(text)
  })

  it('says what was not put back', () => {
    expect(read('id="case-5"', '</details>')).toContain('not done: takes the observation of /3/0/9 back')
  })

  it('is there for every planned one, reached or not', () => {
    expect(count(/<details class="case"/g)).toBe(12)
    expect(read('id="case-6"', '</details>')).toContain('the run ended before this case')
  })
})

describe('the file', () => {
  it('loads nothing', () => {
    expect(report).not.toMatch(/<(?:script|img|iframe|link|object|embed|source)\b[^>]*(?:src|href)=/)
    expect(report).not.toMatch(/url\(|@import/)
  })

  it('allows its own style and script, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(report)?.[1]?.replaceAll('&#39;', "'")
    const digest = (tag: string): string => {
      const content = new RegExp(`<${tag}>([\\s\\S]*)</${tag}>`).exec(report)?.[1] ?? ''
      return `sha256-${createHash('sha256').update(content).digest('base64')}`
    }
    expect(policy).toBe(
      `default-src 'none'; style-src '${digest('style')}'; script-src '${digest('script')}'; base-uri 'none'; form-action 'none'`,
    )
    expect([count(/<style/g), count(/<script/g), count(/\sstyle=/g), count(/\son\w+=/g)]).toEqual([
      1, 1, 0, 0,
    ])
  })

  it('shows a hostile name as the text it is', () => {
    expect(report).not.toContain(hostile)
    expect(read('By endpoint', '</table>')).toContain(`"><script>alert('x')</script>&amp;`)
  })

  it('stays in order whatever texts the run holds', () => {
    const shape = (text: string): string => text.replaceAll(/>[^<]*</g, '><').replaceAll(/="[^"]*"/g, '=""')
    const tell = (text: string): string =>
      htmlReport(
        runStory(
          runEvents(runDrafts().map((draft) => (draft.event === 'step' ? { ...draft, text } : draft))),
        ),
      )
    const usual = shape(tell('x'))
    const anything = fc.oneof(fc.string(), fc.constantFrom(hostile, '</div>', '-->', '$&', '\u2028'))
    fc.assert(
      fc.property(anything, (text) => shape(tell(text)) === usual),
      { numRuns: 40 },
    )
  })
})

describe('markup', () => {
  it('escapes text and keeps markup', () => {
    expect(html`<p title="${`a"b`}">${'<&>'}${[new Markup('<b>'), "'`"]}</p>`.text).toBe(
      '<p title="a&#34;b">&#60;&#38;&#62;<b>&#39;&#96;</p>',
    )
  })
})
