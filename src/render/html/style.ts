/** The look of the report: calm, aligned, light or dark as the reader's system is, and fit for paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --card: #ffffff; --ink: #1d1f22; --soft: #60666e; --line: #e4e5e7; --wash: #f4f4f2; --link: #1d5fae;
  --pass: #17724a; --fail: #b8232b; --error: #8334ad; --inconclusive: #8a5d00; --none: #6a7078;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #141517; --card: #1b1d20; --ink: #e6e7e9; --soft: #9aa0a8; --line: #2d3035; --wash: #212327; --link: #86b6f2;
    --pass: #5cc596; --fail: #ff8087; --error: #d79bf5; --inconclusive: #e3b457; --none: #9aa0a8;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 5rem; }
body {
  margin: 0 auto; padding: 3rem 1.5rem 6rem; max-width: 68rem; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
h1 { margin: .2rem 0 .6rem; font-size: 2rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; }
h2 { margin: 3.2rem 0 1rem; font-size: 1.2rem; font-weight: 650; letter-spacing: -.005em; }
h3 { margin: 1.6rem 0 .5rem; font-size: .8rem; font-weight: 600; color: var(--soft); letter-spacing: .02em; }
p { margin: .4rem 0; }
.soft { color: var(--soft); }
.kind { color: var(--soft); font-size: .9rem; }
code, .mono { font: .86em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }

.verdict { font-weight: 650; font-size: .78rem; letter-spacing: .02em; white-space: nowrap; }
.PASS { color: var(--pass); } .FAIL { color: var(--fail); } .ERROR { color: var(--error); }
.INCONCLUSIVE { color: var(--inconclusive); } .NOT-APPLICABLE { color: var(--none); }
.result { display: flex; gap: .8rem; align-items: baseline; flex-wrap: wrap; }
.result .verdict { font-size: 1.15rem; }
.warning {
  margin: 1.6rem 0 0; padding: .8rem 1.1rem; border-left: 3px solid var(--inconclusive); background: var(--wash); border-radius: 0 6px 6px 0;
}
.warning ul { margin: .3rem 0 0; padding-left: 1.2rem; }

dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.4rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; }
dl.facts { grid-template-columns: repeat(2, max-content minmax(0, 1fr)); margin-top: 2rem; padding: 1.2rem 0; border: solid var(--line); border-width: 1px 0; font-size: .92rem; }
@media (max-width: 46rem) { dl.facts { grid-template-columns: max-content minmax(0, 1fr); } }

table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; font-weight: 600; font-size: .8rem; color: var(--soft); vertical-align: bottom; }
th, td { padding: .42rem .9rem .42rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr > :last-child { padding-right: 0; }
table.matrix { table-layout: fixed; }
table.matrix th:first-child { width: 26%; }
table.matrix .verdict { font-size: .72rem; }
table.matrix th + th, table.matrix td + td { text-align: right; padding-left: .6rem; }
@media (max-width: 46rem) { table.matrix th + th { writing-mode: vertical-rl; text-align: right; padding: .4rem 0; } table.matrix th + th, table.matrix td + td { padding-left: 0; } table.criteria td:nth-child(2) { width: 6rem; } table.criteria td:nth-child(4) { width: 30%; } }
table.matrix td.zero { color: var(--soft); opacity: .45; }
table.matrix tfoot td { border-bottom: 0; font-weight: 600; }
table.criteria { table-layout: fixed; }
table.criteria td:nth-child(1) { width: 1.8rem; } table.criteria td:nth-child(2) { width: 8rem; } table.criteria td:nth-child(4) { width: 15rem; }

.failure { padding: 1.1rem 1.3rem 1.2rem; margin: 0 0 1rem; background: var(--card); border: 1px solid var(--line); border-left: 3px solid var(--fail); border-radius: 6px; break-inside: avoid; }
.failure.FAIL, .failure.ERROR { color: var(--ink); }
.failure.ERROR { border-left-color: var(--error); }
.failure header { display: flex; gap: .9rem; align-items: baseline; flex-wrap: wrap; margin-bottom: .5rem; }
.failure .rule { font-size: 1.02rem; font-weight: 600; margin: .2rem 0 .7rem; }

.filter { position: sticky; top: 0; z-index: 1; display: flex; gap: .5rem; align-items: center; flex-wrap: wrap; padding: .8rem 0; background: var(--paper); }
.filter button, .filter input { font: inherit; font-size: .86rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .7rem; }
.filter button { cursor: pointer; }
.filter button[aria-pressed="false"] { opacity: .45; text-decoration: line-through; }
.filter input { flex: 1 1 12rem; min-width: 8rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }

details.case { border-bottom: 1px solid var(--line); }
details.case > summary { display: grid; grid-template-columns: 8.2rem 8.4rem minmax(0, 1fr) max-content; gap: 0 1rem; align-items: baseline; padding: .55rem 0; cursor: pointer; list-style: none; }
details.case > summary::-webkit-details-marker { display: none; }
details.case > summary:hover { background: var(--wash); }
details.case > summary .why { grid-column: 3 / -1; color: var(--soft); font-size: .88rem; }
details.case > .body { padding: .2rem 0 2rem 9.2rem; }
@media (max-width: 46rem) { details.case > summary { grid-template-columns: 8.2rem 1fr; } details.case > summary > * { grid-column: auto !important; } details.case > .body { padding-left: 0; } }
.body > p:empty { display: none; }
.body > p { margin: .2rem 0 .8rem; max-width: 46rem; }
.body ul { margin: .2rem 0; padding-left: 1.1rem; }

.log { font: 12.5px/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .9rem; display: grid; grid-template-columns: max-content max-content max-content minmax(0, 1fr); gap: 0 1rem; }
.log > .at, .log > .frame { color: var(--soft); text-align: right; }
.log > .told { grid-column: 2 / -1; color: var(--soft); font-style: italic; }
.log > .violation { grid-column: 4; color: var(--fail); }
.log > .in { color: var(--pass); } .log > .out { color: var(--link); }
[hidden] { display: none !important; }

@media print {
  :root { --paper: #fff; --card: #fff; --wash: #f4f4f2; --ink: #000; --soft: #444; --line: #bbb; --pass: #17724a; --fail: #b8232b; --error: #8334ad; --inconclusive: #8a5d00; --none: #555; --link: #000; }
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  .filter { display: none; }
  details.case { break-inside: avoid-page; }
}
`
