import { parseArgs } from 'node:util'
import { checkSecure } from './secure/check.mjs'
import { securePeers } from './secure/index.mjs'
import { SetupError } from './tools/command.mjs'
import { needPrograms } from './tools/debian.mjs'

// node interop/secure.mjs [PEER…] [--write] [--verbose]: DTLS and OSCORE of the suite against those of others, on
// loopback; the page docs/interop.md has to say what is seen.
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
  })
  const names = securePeers.map(({ name }) => name)
  const unknown = positionals.find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new SetupError(`there is no peer ${unknown}; choose of ${names.join(', ')}`)
  if (values.write && positionals.length > 0)
    throw new SetupError('--write is for all peers: the page is written as a whole')
  await needPrograms()
  const chosen = securePeers.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  process.exitCode = (await checkSecure(chosen, values)) === 0 ? 0 : 1
} catch (failure) {
  if (!(failure instanceof SetupError)) throw failure
  console.error(failure.message)
  process.exitCode = 2
}
