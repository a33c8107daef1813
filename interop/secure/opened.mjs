import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd } from '../tools/command.mjs'

/**
 * Counts the CoAP messages that tshark reads in the captures of a run: it has to be as many as the journal says were sent
 * and received. Captures over DTLS hold the secrets that open them; under OSCORE tshark is told the context.
 * @param {string} folder of the run
 * @param {import('./hosted.mjs').Shared} [shared] as the client has it
 * @returns {Promise<import('./trial.mjs').Finding>}
 */
export async function opened(folder, shared) {
  const messages = readFileSync(join(folder, 'journal.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'message')
  const ports = new Set(messages.flatMap(({ from, to }) => [from, to]).map((at) => at.split(':').at(-1)))
  const isDtls = shared === undefined
  const decode = [...ports].flatMap((port) =>
    isDtls
      ? ['-d', `udp.port==${port},dtls`, '-d', `dtls.port==${port},coap`]
      : ['-d', `udp.port==${port},coap`],
  )
  const contexts = shared === undefined ? [] : contextWords(shared)
  // Of a protected message, only one that was opened has a code inside; over DTLS nothing is CoAP that was not opened.
  const [filter, field] = isDtls ? ['dtls and coap', 'coap.mid'] : ['coap', 'oscore.code']
  const wanted = messages.filter(({ text }) => isDtls || text.endsWith(' under OSCORE')).length
  let read = 0
  for (const file of readdirSync(join(folder, 'evidence'))) {
    const { output } = await runToEnd(
      'tshark',
      [
        '-r',
        join(folder, 'evidence', file),
        ...decode,
        ...contexts,
        '-Y',
        filter,
        '-T',
        'fields',
        '-e',
        field,
      ],
      { timeout: 60 },
    )
    read += output.split('\n').filter((line) => /^\d+$/.test(line)).length
  }
  const isRight = read === wanted && read > 0
  return { result: isRight ? 'works' : `${read} of ${wanted} messages`, seen: folder }
}

/** tshark's table of OSCORE contexts: one for each direction of requests. @param {import('./hosted.mjs').Shared} shared */
function contextWords({ secret, salt = '', client, server }) {
  const ends = [
    [client, server],
    [server, client],
  ]
  return ends.flatMap((ids) => {
    const row = [...ids, secret, salt, '', 'AES-CCM-16-64-128 (CCM*)'].map((value) => `"${value}"`)
    return ['-o', `uat:oscore_contexts:${row.join(',')}`]
  })
}
