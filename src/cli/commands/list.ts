import type { Command } from 'commander'
import { type CaseFacts, caseFacts, isInProfile, loadAll, profileNamed, selectCases } from '../case-facts.ts'
import { type Io, printJson } from '../io.ts'

/** `list`: every case, or those of a profile or selection. */
export function define(command: Command, io: Io): void {
  command
    .option('--cases <selection>', 'only these: 101,2xx,301..303,TP/DM/*')
    .option('--profile <name>', 'only those of a profile')
    .option('--json', 'one JSON document')
    .action(
      async ({ cases: selection, profile, json }: { cases?: string; profile?: string; json?: true }) => {
        const { cases, catalogue } = await loadAll()
        const wanted = profile === undefined ? undefined : profileNamed(catalogue.profiles, profile)
        const facts = (selection === undefined ? cases : selectCases(cases, selection))
          .filter((testCase) => wanted === undefined || isInProfile(wanted, testCase))
          .toSorted((a, b) => (a.number ?? 1e4) - (b.number ?? 1e4) || a.id.localeCompare(b.id))
          .map((testCase) => caseFacts(testCase, catalogue))
        if (json) return printJson(io, facts.map(summary))
        const width = Math.max(0, ...facts.map(({ id }) => id.length))
        const chairs = Math.max(0, ...facts.map(({ judges }) => judges.join(', ').length))
        for (const { id, judges, title } of facts)
          io.out(`${id.padEnd(width)}  ${judges.join(', ').padEnd(chairs)}  ${title}\n`)
      },
    )
}

function summary({ id, number, labels, title, area, editions, judges, impact, profiles }: CaseFacts): object {
  return { id, number, labels, title, area, editions, judges, impact, profiles }
}
