import { parentPort } from 'node:worker_threads'
import { loadCases } from '#conduct'
import { loadRegistry, ownRegistryFolder } from '#registry'
import { type Match, playMatch } from './match.ts'
import { playgrounds } from './playground.ts'
import type { MatchResult } from './tournament.ts'

/** A thread of a tournament: plays the matches it is sent, one at a time. */
const port = parentPort
const hall = loadCases().then((cases) => ({
  cases,
  registry: loadRegistry({ folders: [ownRegistryFolder()] }),
  playgrounds,
}))

port?.on('message', async (match: Match) => {
  const result: MatchResult = { records: await playMatch(match, await hall) }
  port.postMessage(result)
})
