import type { Command } from 'commander'
import { parseCaseSelection } from '#config'
import { type ListedNumber, type ListedPurpose, listedId } from '#testcase'
import {
  allListed,
  type CaseFacts,
  caseFacts,
  isInProfile,
  isListedIn,
  loadAll,
  notScoredReason,
  profileNamed,
  selectCases,
} from '../case-facts.ts'
import { type Io, printJson } from '../io.ts'

/** `list`: every case and every number that is listed only, or those of a profile or selection. */
export function define(command: Command, io: Io): void {
  command
    .option('--cases <selection>', 'only these: 101,2xx,301..303,TP/DM/*')
    .option('--profile <name>', 'only those of a profile')
    .option('--json', 'one JSON document')
    .action(
      async ({ cases: selection, profile, json }: { cases?: string; profile?: string; json?: true }) => {
        const { cases, catalogue } = await loadAll()
        const wanted = profile === undefined ? undefined : profileNamed(catalogue.profiles, profile)
        const isWanted = (entry: Parameters<typeof isInProfile>[1]): boolean =>
          wanted === undefined || isInProfile(wanted, entry)
        const picks = selection === undefined ? () => true : parseCaseSelection(selection)
        const listed = allListed(catalogue).filter(
          (entry) =>
            picks(listedId(entry), 'number' in entry ? entry.number : undefined) &&
            (wanted === undefined || isListedIn(wanted, entry)),
        )
        const executed =
          selection === undefined || listed.length > 0 ? cases : selectCases(cases, selection, [])
        const rows = [
          ...executed
            .filter((testCase) => picks(testCase.id, testCase.number) && isWanted(testCase))
            .map((testCase) => summary(caseFacts(testCase, catalogue))),
          ...listed.map(listedSummary),
        ].toSorted((a, b) => (a.number ?? 1e4) - (b.number ?? 1e4) || a.id.localeCompare(b.id))
        if (json) return printJson(io, rows)
        const width = Math.max(0, ...rows.map(({ id }) => id.length))
        const chairs = Math.max(0, ...rows.map(({ judges }) => judges.join(', ').length))
        for (const { id, judges, title, notExecuted } of rows)
          io.out(
            `${id.padEnd(width)}  ${judges.join(', ').padEnd(chairs)}  ${title}${notExecuted === null ? '' : ` (not executed: ${notExecuted})`}\n`,
          )
      },
    )
}

function summary({ id, number, labels, title, area, editions, judges, impact, profiles }: CaseFacts) {
  return { id, number, labels, title, area, editions, judges, impact, profiles, notExecuted: null }
}

function listedSummary(entry: ListedNumber | ListedPurpose) {
  const number = 'number' in entry ? entry.number : undefined
  const { title, editions, judges, kind, coveredBy } = entry
  return {
    id: listedId(entry),
    number: number ?? null,
    title,
    editions,
    judges,
    kind,
    coveredBy,
    notExecuted: notScoredReason(entry),
  }
}
