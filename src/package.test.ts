import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from './package-root.ts'

const root = packageRoot()
const manifest: { version: string; imports: Record<string, unknown> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)

let folder = ''
let elsewhere = ''
let files: string[] = []
const inPackage = (path: string): string => join(folder, 'package', path)

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-package-'))
  run('npm', ['pack', '--pack-destination', folder], root)
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (archive === undefined) throw new Error(`npm pack left no archive in ${folder}`)
  run('tar', ['-xzf', archive], folder)
  files = readdirSync(inPackage('.'), { recursive: true, encoding: 'utf8' })
  // What npm install would fetch, without a network.
  symlinkSync(join(root, 'node_modules'), inPackage('node_modules'))
  elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the package as published', () => {
  it('holds the programme, its licence and its manual', () => {
    expect(files).toEqual(
      expect.arrayContaining(['package.json', 'LICENSE', 'README.md', 'dist/src/net/index.js']),
    )
  })

  it('holds neither tests nor TypeScript beyond declarations', () => {
    expect(files.filter((name) => /\.test\.|(?<!\.d)\.ts$|\.tsbuildinfo$/.test(name))).toEqual([])
  })

  it('finds every room in what was built', () => {
    const script = `for (const room of ${JSON.stringify(Object.keys(manifest.imports))}) {
      const found = import.meta.resolve(room)
      if (!found.includes('/dist/src/')) throw new Error(room + ' is ' + found)
      await import(room)
    }`
    expect(() => run('node', ['--input-type=module', '-e', script], inPackage('.'))).not.toThrow()
  })

  it('runs from a folder of the user', () => {
    const main = inPackage('dist/src/cli/main.js')
    expect(run('node', [main, '--version'], elsewhere).trim()).toBe(manifest.version)
  })

  it('ends a mistake with one line and exit code 2', () => {
    const words = [inPackage('dist/src/cli/main.js'), 'run', 'client', '--timing', 'fast']
    const { status, stdout, stderr } = spawnSync('node', words, { cwd: elsewhere, encoding: 'utf8' })
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: '--timing fast: must be one of normal, short\n',
    })
  })

  it('keeps what it found at Ctrl-C and ends with 130', async () => {
    const words = [
      'run',
      'client',
      '--listen',
      '127.0.0.1:0',
      '--endpoint',
      'late',
      '--cases',
      '101',
      '--out',
      'runs',
    ]
    const child = spawn('node', [inPackage('dist/src/cli/main.js'), ...words], {
      cwd: elsewhere,
      stdio: 'ignore',
    })
    const latest = join(elsewhere, 'runs', 'latest')
    await expect.poll(() => existsSync(join(latest, 'journal.ndjson')), { timeout: 20_000 }).toBe(true)
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
    expect(JSON.parse(readFileSync(join(latest, 'run.json'), 'utf8')).interrupted).toBe(true)
  })
})
