import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from './package-root.ts'

const root = packageRoot()
const manifest: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)

const leaves = ['verdict', 'registry', 'ics', 'record', 'config', 'pki']
const wire = ['net', 'dtls', 'tls', 'coap']
const language = [...wire, 'oscore', 'content', 'esim', 'lwm2m', ...leaves]
const chairs = [...language, 'upper-tester', 'sides']
const stories = [...chairs, 'testcase']

/** Which rooms a room may import from, besides itself. A new room has no place until it has a line here. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  verdict: [],
  registry: [],
  ics: [],
  config: [],
  pki: [],
  record: ['verdict'],
  net: [],
  dtls: ['net'],
  tls: ['net'],
  coap: ['net', 'dtls', 'tls'],
  oscore: wire,
  content: [...wire, ...leaves],
  esim: ['net', 'content', ...leaves],
  lwm2m: [...wire, 'content', ...leaves],
  peers: language,
  'upper-tester': [...language, 'peers'],
  sides: [...language, 'upper-tester'],
  testcase: chairs,
  testcases: ['testcase'],
  conduct: [...stories, 'testcases'],
  render: leaves,
  selftest: [...stories, 'testcases', 'conduct', 'peers'],
  cli: [...stories, 'testcases', 'conduct', 'peers', 'render', 'selftest'],
}

/** Modules that reach the world outside, and the rooms that may. `render` runs Vitest to write Allure results. */
const outside: Readonly<Record<string, readonly string[]>> = {
  'node:dgram': ['net', 'upper-tester'],
  'node:net': ['net', 'upper-tester'],
  'node:tls': ['net', 'tls', 'upper-tester'],
  'node:dns': ['net', 'upper-tester'],
  'node:http': ['net', 'upper-tester'],
  'node:https': ['upper-tester'],
  'node:child_process': ['upper-tester', 'render'],
}

interface Source {
  path: string
  text: string
  /** The folder below src, or `testcases`; `.` for files in src itself. */
  room: string
  isTest: boolean
}

function source(path: string, text: string): Source {
  const [top = '', folder = '', ...rest] = path.split('/')
  const room = top === 'src' ? (rest.length > 0 ? folder : '.') : top
  return { path, text, room, isTest: /\.(test|spec|fixture)\.ts$/.test(path) }
}

/** Paths from the root, with slashes. */
function filesBelow(top: string): string[] {
  return readdirSync(join(root, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

const sources = ['src', 'testcases']
  .flatMap(filesBelow)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => source(path, readFileSync(join(root, path), 'utf8')))

/** Comments and quoted strings blanked; templates too when asked, though code may stand in them. */
function code(text: string, templates: 'keep' | 'blank'): string {
  const token = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g
  return text.replace(token, (found) => (found.startsWith('`') && templates === 'keep' ? found : ' '))
}

function imports({ text }: Source): string[] {
  const statements = text.matchAll(/^(?:import|export)\b(?:[^'"`;()=]*?\bfrom\s*)?\s*'([^'\n]+)'/gm)
  const calls = text.matchAll(/\bimport\(\s*'([^'\n]+)'/g)
  return [...statements, ...calls].map(([, specifier]) => specifier ?? '')
}

/** The room an import leads to; undefined for packages and Node's own modules. */
function roomOf(importer: Source, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (!specifier.startsWith('.')) return undefined
  const target = new URL(specifier, `file:///${importer.path}`).pathname.slice(1)
  return target.endsWith('.ts') ? source(target, '').room : '.'
}

function borderBreaks(file: Source): string[] {
  if (file.room === '.') return []
  const allowed = mayImport[file.room]
  if (allowed === undefined) return [`${file.path}: the room "${file.room}" has no place in the order`]
  return imports(file).flatMap((specifier) => {
    const room = roomOf(file, specifier)
    if (room === undefined || room === '.') return []
    const byPath = specifier.startsWith('.')
    if (room === file.room) return byPath ? [] : [`${file.path}: imports its own room by ${specifier}`]
    if (byPath && room !== 'testcases') return [`${file.path}: reaches into ${room} by ${specifier}`]
    return allowed.includes(room) ? [] : [`${file.path}: ${file.room} must not import ${specifier}`]
  })
}

function testcaseBreaks(file: Source): string[] {
  if (file.room !== 'testcases' || file.isTest) return []
  return imports(file)
    .filter((specifier) => specifier !== '#testcase' && roomOf(file, specifier) !== 'testcases')
    .map((specifier) => `${file.path}: imports ${specifier}`)
}

function outsideBreaks(file: Source): string[] {
  if (file.isTest) return []
  return imports(file)
    .filter((name) => isBuiltin(name) && outside[`node:${moduleName(name)}`]?.includes(file.room) === false)
    .map((name) => `${file.path}: imports ${name}`)
}

function moduleName(specifier: string): string {
  return specifier.replace(/^node:/, '').replace(/\/.*/, '')
}

function undeclaredPackages(file: Source): string[] {
  if (file.isTest) return []
  return imports(file)
    .filter((name) => !/^[.#]/.test(name) && !isBuiltin(name))
    .filter((name) => !(packageName(name) in manifest.dependencies))
    .map((name) => `${file.path}: ${name} is no dependency`)
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

const worldly =
  /\b(?:Date\.now|Date\(\)|set(?:Timeout|Interval|Immediate)\(|Math\.random|performance\.now|hrtime|random(?:Bytes|UUID|Int)\(|getRandomValues)/g

function worldlyTimeAndChance(file: Source): string[] {
  if (file.isTest || file.room === 'net') return []
  return [...code(file.text, 'keep').matchAll(worldly)].map(([found]) => `${file.path}: ${found}`)
}

function untyped(file: Source): string[] {
  const found = code(file.text, 'blank').matchAll(
    /(?:[:<|&,([]\s*|\bas\s+)any\b(?!\s*[(.])|@ts-(?:ignore|nocheck)/g,
  )
  return [...found].map(([text]) => `${file.path}: ${text}`)
}

function focused(file: Source): string[] {
  const found = code(file.text, 'blank').match(/\b(?:it|test|describe)(?:\.\w+)*\.only\b/g) ?? []
  return found.map((text) => `${file.path}: ${text}`)
}

const longest = 400

function tooLong(file: Source): string[] {
  const lines = file.text.split('\n').length - 1
  return lines > longest ? [`${file.path}: ${lines} lines`] : []
}

function undocumented(file: Source): string[] {
  if (file.isTest) return []
  const named =
    /^export (?:async )?(?:function\*? (\w+)|const (\w+) = (?:async )?(?:\([^)]*\)(?:: [^=]+)?|\w+) =>)/
  const lines = file.text.split('\n')
  const documented = new Set<string>()
  return lines.flatMap((line, index) => {
    const name = named.exec(line)?.slice(1).find(Boolean)
    if (name === undefined) return []
    // Overloads share the first signature's docstring.
    if (lines[index - 1]?.trimEnd().endsWith('*/')) documented.add(name)
    return documented.has(name) ? [] : [`${file.path}:${index + 1}: ${name}`]
  })
}

/** Everything a reader gets: sources, documents, scripts, data. */
const shipped = readdirSync(root, { withFileTypes: true })
  .filter(({ name }) => !['.git', 'node_modules', 'dist', 'reports'].includes(name))
  .flatMap((entry) => (entry.isFile() ? [entry.name] : filesBelow(entry.name)))
  .filter((path) => !path.includes('/.cache/'))
  .filter((path) => !path.includes('/.cache/'))

const workplace = [['', 'work', ''].join('/'), ['shared', 'facts'].join('/'), ['shared', 'design'].join('/')]

function workplaceWords(file: Source): string[] {
  return workplace.filter((word) => file.text.includes(word)).map((word) => `${file.path}: ${word}`)
}

describe.each([
  ['rooms import only what stands below them', borderBreaks],
  ['test cases import only #testcase and their neighbours', testcaseBreaks],
  ['only net, tls and the upper testers reach the world outside', outsideBreaks],
  ['packages are declared as dependencies', undeclaredPackages],
  ['time and chance come from #net alone', worldlyTimeAndChance],
  ['everything has a type', untyped],
  ['no test is run alone', focused],
  [`no file is longer than ${longest} lines`, tooLong],
  ['every exported function says what it does', undocumented],
] as const)('%s', (_, breaks) => {
  it('in every source file', () => {
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.flatMap(breaks)).toEqual([])
  })
})

it('nothing shipped names the place it was written at', () => {
  const texts = shipped.map((path) => source(path, readFileSync(join(root, path), 'utf8')))
  expect(texts.length).toBeGreaterThan(sources.length)
  expect(texts.flatMap(workplaceWords)).toEqual([])
})

describe('the rules catch', () => {
  it.each([
    ['a lower room that imports a higher one', borderBreaks, 'src/coap/a.ts', `import { x } from '#lwm2m'`],
    [
      'a room that imports a higher one for types',
      borderBreaks,
      'src/net/a.ts',
      `export type { X } from '#coap'`,
    ],
    ['a higher room by dynamic import', borderBreaks, 'src/sides/a.ts', `const x = await import('#conduct')`],
    ['an import over several lines', borderBreaks, 'src/net/a.ts', `import {\n  x,\n  y,\n} from '#coap'`],
    ['a relative path into a room', borderBreaks, 'src/coap/a.ts', `import { x } from '../net/udp.ts'`],
    ['a room without a place', borderBreaks, 'src/attic/a.ts', ''],
    ['a case that knows the wire', testcaseBreaks, 'testcases/1xx/101.ts', `import { x } from '#coap'`],
    ['a case that uses a package', testcaseBreaks, 'testcases/1xx/101.ts', `import { x } from 'node:fs'`],
    ['sockets outside net', outsideBreaks, 'src/coap/a.ts', `import { createSocket } from 'node:dgram'`],
    [
      'names looked up outside net',
      outsideBreaks,
      'src/coap/a.ts',
      `import { lookup } from 'node:dns/promises'`,
    ],
    ['processes outside the upper testers', outsideBreaks, 'src/cli/a.ts', `import 'child_process'`],
    ['a package for development only', undeclaredPackages, 'src/net/a.ts', `import fc from 'fast-check'`],
    [
      'a scoped package nobody declared',
      undeclaredPackages,
      'src/net/a.ts',
      `import x from '@scope/name/part'`,
    ],
    ['the wall clock', worldlyTimeAndChance, 'src/sides/a.ts', 'const now = new Date()'],
    [
      'the wall clock in a template',
      worldlyTimeAndChance,
      'src/sides/a.ts',
      'const id = `run-${' + 'Date.now()}`',
    ],
    ['a timer', worldlyTimeAndChance, 'testcases/a.ts', 'setTimeout(() => {}, 5)'],
    ['any', untyped, 'src/net/a.test.ts', 'const x: any = 1'],
    ['a cast to any', untyped, 'src/net/a.ts', 'const x = y as any'],
    ['a list of any', untyped, 'src/net/a.ts', 'const x: Map<string, any> = y'],
    ['a test that runs alone', focused, 'src/net/a.test.ts', `it.only('x', () => {})`],
    ['a long file', tooLong, 'src/net/a.ts', '\n'.repeat(longest + 1)],
    ['a function without a docstring', undocumented, 'src/net/a.ts', 'export async function x() {}'],
    [
      'an arrow function without a docstring',
      undocumented,
      'src/net/a.ts',
      'export const x = (y: string): X => y',
    ],
    ['a path of the workplace', workplaceWords, 'src/net/a.ts', `// see ${workplace[0]}main`],
  ] as const)('%s', (_, breaks, path, text) => {
    expect(breaks(source(path, text))).toHaveLength(1)
  })

  it.each([
    ['a word in a comment', worldlyTimeAndChance, 'src/sides/a.ts', '// not Date.now()'],
    ['a date made of a number', worldlyTimeAndChance, 'src/sides/a.ts', 'new Date(at).toISOString()'],
    ['any in a message', untyped, 'src/net/a.ts', `throw new Error('choose any, (any free one)')`],
    ['a documented function', undocumented, 'src/net/a.ts', '/** Does x. */\nexport function x() {}'],
    ['a leaf', borderBreaks, 'src/sides/a.ts', `import type { Verdict } from '#verdict'`],
    ['a neighbour', testcaseBreaks, 'testcases/1xx/101.ts', `import { waits } from '../waits.ts'`],
    ['a declared package by its part', undeclaredPackages, 'src/net/a.ts', `import x from 'vitest/node'`],
  ] as const)('but not %s', (_, breaks, path, text) => {
    expect(breaks(source(path, text))).toEqual([])
  })
})
