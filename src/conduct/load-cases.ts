import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ObjectDefinition } from '#registry'
import type {
  Erratum,
  FieldBug,
  LedgerEntry,
  ListedNumber,
  ListedPurpose,
  Profile,
  TestCase,
} from '#testcase'

/** The folder of cases, profiles and errata that ships with the package. */
const ownFolder = fileURLToPath(new URL('../../testcases', import.meta.url))

const caseFile = /^(\d{3,4}-|bv-|bi-|esim-\d{3}-).*(?<!\.test)(?<!\.d)\.(ts|js)$/

/**
 * All cases of the folder `testcases/`: every file named after a number (`102-registration-update`) or a purpose
 * (`bv-01-…`, `esim-101-…`). Its default export is one case or a list of them.
 */
export async function loadCases(folder = ownFolder): Promise<TestCase[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && caseFile.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const cases = (await Promise.all(files.map(casesOf))).flat()
  const ids = cases.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`${twice} stands twice in ${folder}`)
  return cases
}

async function casesOf(file: string): Promise<readonly TestCase[]> {
  const module: { default?: TestCase | readonly TestCase[] } = await import(pathToFileURL(file).href)
  if (module.default === undefined)
    throw new Error(`${file}: no default export; a case file exports testCase({ … })`)
  return [module.default].flat()
}

/** What goes with the cases: defects of the ETS, profiles, numbers listed without a case, cases made of definitions. */
export interface Catalogue {
  readonly errataOf: (id: string) => readonly Erratum[]
  readonly profiles: readonly Profile[]
  readonly listed: readonly ListedNumber[]
  readonly listedPurposes: readonly ListedPurpose[]
  readonly ledger: readonly LedgerEntry[]
  /** Faults that implementations are known to have had, and what catches them. */
  readonly fieldBugs: readonly FieldBug[]
  /** The case that an object's definition makes, whose id `objectCaseId` tells. */
  readonly objectCase: (definition: ObjectDefinition) => TestCase
  readonly objectCaseId: (object: number) => string
}

/** Loads it from the folder of cases that ships with the package. */
export async function loadCatalogue(): Promise<Catalogue> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const load = (name: string) => import(pathToFileURL(join(ownFolder, `${name}.${extension}`)).href)
  const files = [
    ...['errata', 'profiles/index', 'listed', 'esim/listed', 'ledger', 'field-bugs/index'],
    'generated/object-case',
  ]
  const parts: readonly Partial<Catalogue>[] = await Promise.all(files.map(load))
  return Object.assign({}, ...parts)
}
