import { type Catalogue, labelOf, loadCases, loadCatalogue } from '#conduct'
import { parseCaseSelection, selectionItems } from '#config'
import { type ListedNumber, type ListedPurpose, listedId, type Profile, type TestCase } from '#testcase'
import { didYouMean } from '../did-you-mean.ts'
import { UserError } from '../user-error.ts'

/** The profile of this name. @throws UserError when there is none */
export function profileNamed(profiles: readonly Profile[], name: string): Profile {
  const found = profiles.find((profile) => profile.name === name)
  if (found !== undefined) return found
  const known = profiles.map((profile) => profile.name)
  const hint = didYouMean(name, known)
  throw new UserError(`--profile ${name}: there is no such profile; choose one of ${known.join(', ')}${hint}`)
}

/** Whether a case belongs to a profile: its numbers and purposes, and for an edition of the ETS our own beside them, but for those on SGP.32. */
export function isInProfile(
  { name, numbers, purposes, edition }: Profile,
  { id, number, editions }: Pick<TestCase, 'number' | 'editions'> & { readonly id?: string },
): boolean {
  if (number !== undefined) return numbers.includes(number)
  if (id !== undefined && purposes?.includes(id) === true) return true
  return name.startsWith('ets-') && id?.startsWith('ESIM-') !== true && editions.includes(edition)
}

type Listed = ListedNumber | ListedPurpose

/** Every number and purpose that is listed only. */
export function allListed({ listed, listedPurposes }: Catalogue): readonly Listed[] {
  return [...listed, ...listedPurposes]
}

/** Whether one that is listed only belongs to a profile: a purpose to that which has others of its kind. */
export function isListedIn(profile: Profile, entry: Listed): boolean {
  if ('number' in entry) return isInProfile(profile, entry)
  const [kind = ''] = entry.purposeId.split('-')
  return profile.purposes?.some((id) => id.startsWith(`${kind}-`)) === true
}

/** The cases that a selection picks. @throws UserError for nonsense, and for an item that picks none */
export function selectCases(cases: readonly TestCase[], text: string, listed: readonly Listed[]): TestCase[] {
  for (const item of selectionItems(text)) {
    const picks = parseCaseSelection(item)
    if (cases.some(({ id, number }) => picks(id, number)) || picksObjectCases(item)) continue
    const found = listed.find((entry) => picks(listedId(entry), 'number' in entry ? entry.number : undefined))
    throw new UserError(
      `--cases ${text}: ${found === undefined ? `no case matches "${item}"; see the command list${nearest(/^\d+$/.test(item) ? `int-${item}` : item, cases, listed)}` : listedText(found)}`,
    )
  }
  const picks = parseCaseSelection(text)
  return cases.filter(({ id, number }) => picks(id, number))
}

/** Whether an item of a selection may pick cases that are made of definitions, which nobody knows beforehand. */
export function picksObjectCases(item: string): boolean {
  return /^TP\/(DEF\/\d*\*?|\*)/.test(item)
}

/** Why a number is listed only, in one line. */
export function listedText(entry: Listed): string {
  return `${listedId(entry)} is listed, not executed: ${notScoredReason(entry)}`
}

/** Why nobody executes a number, and what stands in for it. */
export function notScoredReason({ reason, coveredBy }: Listed): string {
  return coveredBy.length === 0 ? reason : `${reason}; see ${coveredBy.join(', ')}`
}

/**
 * The case, or the listed number, that a user names by number, id, or a label such as `1.1-int-102`.
 * @throws UserError when there is none
 */
export function caseNamed(
  cases: readonly TestCase[],
  listed: readonly Listed[],
  name: string,
): TestCase | Listed {
  const id = /^\d+$/.test(name)
    ? `int-${Number(name)}`
    : name.replace(/^(LightweightM2M-)?(CONMGMT-)?1\.[012]-int-/, 'int-')
  const found = cases.find((testCase) => testCase.id === id) ?? listed.find((entry) => listedId(entry) === id)
  if (found === undefined)
    throw new UserError(`There is no case "${name}"; see the command list${nearest(id, cases, listed)}`)
  return found
}

/** A hint at the cases whose ids are nearest to one that is none. */
function nearest(id: string, cases: readonly TestCase[], listed: readonly Listed[]): string {
  return didYouMean(id, [...cases.map((testCase) => testCase.id), ...listed.map(listedId)])
}

/** What there is to tell of a case, as plain JSON. */
export function caseFacts(testCase: TestCase, { profiles, errataOf, fieldBugs }: Catalogue) {
  const { id, number, title, purpose, area, editions, judges, impact, steps, criteria } = testCase
  const ofCase = profiles.filter((profile) => isInProfile(profile, testCase))
  return {
    id,
    number: number ?? null,
    labels: number === undefined ? [id] : [...new Set(ofCase.map(({ name }) => labelOf(testCase, name)))],
    title,
    purpose,
    area,
    editions,
    judges,
    impact,
    profiles: ofCase.map(({ name }) => name),
    reference: testCase.reference,
    selection: testCase.selection ?? {},
    stimuli: testCase.stimuli ?? {},
    dependsOn: (testCase.dependsOn ?? []).map((on) => (typeof on === 'number' ? `int-${on}` : on)),
    configuration: testCase.configuration?.name ?? null,
    steps,
    criteria: Object.entries(criteria).map(([letter, criterion]) => ({
      letter,
      ...criterion,
      level: criterion.level ?? 'MUST',
    })),
    errata: errataOf(id),
    fieldBugs: fieldBugs.flatMap(({ id: bug, source, fault, by }) => {
      const letters = Object.keys(criteria).filter((letter) => by.includes(`${id} ${letter}`))
      return letters.length === 0 ? [] : [{ id: bug, source, fault, letters }]
    }),
  }
}

export type CaseFacts = ReturnType<typeof caseFacts>

/** Every case and the catalogue that goes with them. */
export async function loadAll(): Promise<{
  cases: readonly TestCase[]
  catalogue: Catalogue
}> {
  const [cases, catalogue] = await Promise.all([loadCases(), loadCatalogue()])
  return { cases, catalogue }
}
