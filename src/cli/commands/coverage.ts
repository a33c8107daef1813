import type { Command } from 'commander'
import { loadAll } from '../case-facts.ts'
import { coveragePage } from '../coverage.ts'
import type { Io } from '../io.ts'

/** `coverage`: the page `docs/coverage.md`, on standard output. */
export function define(command: Command, io: Io): void {
  command.action(async () => {
    const { cases, catalogue } = await loadAll()
    io.out(coveragePage(cases, catalogue))
  })
}
