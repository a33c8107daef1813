import { peers as judged } from './peers/index.mjs'
import { securePeers } from './secure/index.mjs'
import { SetupError } from './tools/command.mjs'
import { needPrograms } from './tools/debian.mjs'

// node interop/install.mjs [PEER…]: fetches and builds the public implementations into interop/.cache.
const peers = [...judged, ...securePeers]
try {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !peers.some((peer) => peer.name === name))
  if (unknown !== undefined)
    throw new SetupError(`there is no peer ${unknown}; choose of ${peers.map(({ name }) => name).join(', ')}`)
  await needPrograms()
  for (const peer of peers.filter(({ name }) => names.length === 0 || names.includes(name))) {
    await peer.install()
    console.log(`${peer.name} is there`)
  }
} catch (failure) {
  if (!(failure instanceof SetupError)) throw failure
  console.error(failure.message)
  process.exitCode = 2
}
