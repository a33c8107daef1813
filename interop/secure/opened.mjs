import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd } from '../tools/command.mjs'

/**
 * Counts the CoAP messages that tshark reads in the captures of a run: it has to be as many as the journal says were sent
 * and received. Captures over DTLS hold the secrets that open them; the contexts of OSCORE stand beside them, as tshark reads them.
 * @param {string} folder of the run
 * @param {'DTLS' | 'OSCORE'} by what its messages are secured
 * @returns {Promise<import('./trial.mjs').Finding>}
 */
export async function opened(folder, by) {
  const messages = readFileSync(join(folder, 'journal.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'message')
  const ports = new Set(messages.flatMap(({ from, to }) => [from, to]).map((at) => at.split(':').at(-1)))
  const isDtls = by === 'DTLS'
  const decode = [...ports].flatMap((port) =>
    isDtls
      ? ['-d', `udp.port==${port},dtls`, '-d', `dtls.port==${port},coap`]
      : ['-d', `udp.port==${port},coap`],
  )
  const evidence = join(folder, 'evidence')
  const contexts = isDtls ? [] : contextWords(readFileSync(join(evidence, 'oscore_contexts'), 'utf8'))
  // Of a protected message, only one that was opened has a code inside; over DTLS nothing is CoAP that was not opened.
  const [filter, field] = isDtls ? ['dtls and coap', 'coap.mid'] : ['coap', 'oscore.code']
  const wanted = messages.filter(({ text }) => isDtls || text.endsWith(' under OSCORE')).length
  let read = 0
  for (const file of readdirSync(evidence).filter((name) => name.endsWith('.pcapng'))) {
    const { output } = await runToEnd(
      'tshark',
      ['-r', join(evidence, file), ...decode, ...contexts, '-Y', filter, '-T', 'fields', '-e', field],
      { timeout: 60 },
    )
    read += output.split('\n').filter((line) => /^\d+$/.test(line)).length
  }
  const isRight = read === wanted && read > 0
  return { result: isRight ? 'works' : `${read} of ${wanted} messages`, seen: folder }
}

/** The table of OSCORE contexts of a run, as tshark takes it. @param {string} table */
function contextWords(table) {
  const rows = table.split('\n').filter((row) => row.startsWith('"'))
  return rows.flatMap((row) => ['-o', `uat:oscore_contexts:${row}`])
}
