import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tools/folders.mjs'

const file = join(root, 'docs', 'interop.md')

const preface = `# Whom DTLS and OSCORE were held against

Written by \`node interop/secure.mjs --write\` from what it saw; \`npm run interop\` tries everything again and is red when a
line is no longer so. Roles are the peer's: where it is the client, ours is the server. In every session data went both
ways, unless a line says otherwise. As a server with OSCORE we ask every client for freshness first (Echo, RFC 8613 B.1.2).

- **works**: done as the feature says.
- **refused by …**: the handshake ends with this alert; where a line is about a stranger, that is what has to happen.
- **no answer**: a side drops what it cannot open, and the handshake times out.
- **not offered**: the peer has no such thing.
`

/** @typedef {import('./trial.mjs').Tried} Tried */

/** @param {readonly Tried[]} tried */
function tableOf(tried) {
  const lines = tried.map(({ role, channel, feature, finding, note = '' }) =>
    ['', role, channel, feature, finding.result, note, ''].join(' | ').trim(),
  )
  return ['| role | suite | feature | result | remark |', '|---|---|---|---|---|', ...lines].join('\n')
}

/** The lines of a peer: its section in the page. @param {string} title @param {readonly Tried[]} tried */
const sectionOf = (title, tried) => `## ${title}\n\n${tableOf(tried)}\n`

/** @param {readonly Tried[]} tried of every peer */
export function writeTable(tried) {
  const titles = [...new Set(tried.map(({ peer }) => peer.title))]
  const sections = titles.map((title) =>
    sectionOf(
      title,
      tried.filter(({ peer }) => peer.title === title),
    ),
  )
  writeFileSync(file, [preface, ...sections].join('\n'))
}

/** Whether the page says of a peer what was seen. @param {string} title @param {readonly Tried[]} tried */
export function isCurrent(title, tried) {
  return existsSync(file) && readFileSync(file, 'utf8').includes(sectionOf(title, tried))
}
