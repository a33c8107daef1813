import type { Command } from 'commander'
import type { Catalogue } from '#conduct'
import { importedRegistryFolder, loadRegistry } from '#registry'
import { type Erratum, listedId, type TestCase } from '#testcase'
import { leshanServerVerbs, saidByLines } from '#upper-tester'
import { UserError } from '../../user-error.ts'
import { allListed, type CaseFacts, caseFacts, caseNamed, listedText, loadAll } from '../case-facts.ts'
import { type Io, printJson } from '../io.ts'

/** `explain <id>`: what a case is about. */
export function define(command: Command, io: Io): void {
  command
    .argument('<id>', 'number, id or label of the case: 102, int-102, 1.1-int-102, TP/…')
    .option('--json', 'one JSON document')
    .action(async (id: string, { json }: { json?: true }) => {
      const { cases, catalogue } = await loadAll()
      const named = objectCaseNamed(id, catalogue, io) ?? caseNamed(cases, allListed(catalogue), id)
      if ('kind' in named) {
        const errata = catalogue.errataOf(listedId(named))
        if (json) printJson(io, { ...named, errata })
        else
          io.out(
            `${[`${listedId(named)}  ${named.title}`, '', listedText(named), ...errataLines(errata)].join('\n')}\n`,
          )
        return
      }
      const facts = caseFacts(named, catalogue)
      if (json) printJson(io, facts)
      else io.out(explanation(facts))
    })
}

/** The case that the newest definition of an object makes: `TP/DEF/3/BV-01`. */
function objectCaseNamed(name: string, { objectCase }: Catalogue, { environment }: Io): TestCase | undefined {
  const object = /^TP\/DEF\/(\d+)\/BV-01$/.exec(name)?.[1]
  if (object === undefined) return undefined
  const definition = loadRegistry({ imported: importedRegistryFolder(environment) }).get(Number(object))
  if (definition === undefined)
    throw new UserError(`${name}: no registry holds object ${object}; registry import brings in more`)
  return objectCase(definition)
}

function explanation(facts: CaseFacts): string {
  const { id, title, purpose, judges, area, editions, impact, steps, criteria, errata, fieldBugs } = facts
  const { reference, selection, stimuli, dependsOn, configuration, labels, profiles } = facts
  const lines = [
    `${id}  ${title}`,
    '',
    purpose,
    '',
    `Area           ${area}`,
    `Judges         ${judges.join(', ')}`,
    `Labels         ${labels.join(', ')}`,
    `Editions       ${editions.join(', ')}`,
    `Profiles       ${profiles.join(', ') || 'none'}`,
    `Impact         ${impact}${impact === 'none' || impact === 'settings' ? '' : ` (needs --allow ${impact})`}`,
    ...(configuration === null ? [] : [`Configuration  ${configuration}`]),
    ...(dependsOn.length === 0 ? [] : [`Depends on     ${dependsOn.join(', ')}`]),
    ...perChair('Applies if', selection),
    ...perChair('Needs a push', stimuli),
    ...(Object.keys(stimuli).length === 0 ? [] : [`Pushed by      ${pushers(stimuli).join(', ')}`]),
    `Clauses        ${reference.map(({ clause }) => clause).join('; ')}`,
    '',
    'Steps',
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    '',
    'Criteria',
    ...criteria.map(
      ({ letter, judged, level, text, clause, since, until, unverified }) =>
        `  ${letter}. The ${judged} ${text}. ${level}, ${clause}${since === undefined ? '' : `, since ${since}`}${
          until === undefined ? '' : `, until ${until}`
        }${unverified === undefined ? '' : ` (not verified: ${unverified})`}`,
    ),
    ...errataLines(errata),
    ...(fieldBugs.length === 0 ? [] : ['', 'Catches, of what implementations have got wrong']),
    ...fieldBugs.map(
      ({ id: bug, source, fault, letters }) => `  ${letters.join(', ')}. ${fault} (${bug}, ${source})`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function errataLines(errata: readonly Erratum[]): string[] {
  return [
    ...(errata.length === 0 ? [] : ['', 'Errata of the ETS']),
    ...errata.flatMap(({ where, printed, judged, source }) => [
      `  ${where}: ${printed}`,
      `    Judged instead: ${judged} (${source})`,
    ]),
  ]
}

/** Who can give all of these pushes; the README tells how each is spoken to. */
function pushers({ client, server, bootstrap }: CaseFacts['stimuli']): string[] {
  const isRestart = client?.every((verb) => verb === 'register' || verb === 'reboot')
  const isSaid = client?.every((verb) => verb === 'register' || saidByLines.includes(verb))
  return [
    ...(isRestart ? ['--launch CMD'] : isSaid ? ['--launch CMD with --upper-tester launch'] : []),
    ...(server?.every((verb) => leshanServerVerbs.includes(verb)) ? ['--upper-tester leshan:URL'] : []),
    ...(bootstrap ? ['--upper-tester leshan-bootstrap:URL'] : []),
    '--upper-tester operator, command:CMD or http:URL',
  ]
}

function perChair(heading: string, items: { readonly [chair: string]: readonly string[] }): string[] {
  return Object.entries(items).map(
    ([chair, list]) => `${heading.padEnd(15)}${chair}: ${list.length === 0 ? 'always' : list.join(', ')}`,
  )
}
