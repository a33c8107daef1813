import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from './package-root.ts'

const root = packageRoot()
const manifest: {
  version: string
  imports: Record<string, unknown>
  dependencies: Record<string, string>
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

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
  // What npm install would fetch, without a network: what it depends on to run, and nothing that it was built with.
  for (const name of Object.keys(manifest.dependencies)) {
    const link = inPackage(join('node_modules', name))
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), link)
  }
  elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  const account = { mode: 'psk', identity: 'my-device', secretKey: '000102030405060708090a0b0c0d0e0f' }
  writeFileSync(join(elsewhere, 'account.json'), JSON.stringify(account))
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

  it('ends with its own exit code when nobody reads what it says', async () => {
    writeFileSync(join(elsewhere, '3.xml'), '<LWM2M>')
    const words = [inPackage('dist/src/cli/main.js'), 'registry', 'check', '3.xml']
    const child = spawn('node', words, { cwd: elsewhere, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    child.stderr.destroy()
    expect(await once(child, 'exit')).toEqual([1, null])
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

  describe('as README.md has it', () => {
    const manual = readFileSync(join(root, 'README.md'), 'utf8')
    const commands = [...manual.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    )
    const ofOurs = commands.filter((command) => command.startsWith('npx lwm2m-conformance '))
    const words = (command: string): string[] =>
      [...command.matchAll(/'([^']*)'|\S+/g)]
        .slice(2)
        .map(([word, quoted]) => quoted?.replace('npx lwm2m-conformance', `node ${main()}`) ?? word)
    const main = (): string => inPackage('dist/src/cli/main.js')

    it('leaves the two commands of set-up and test to CI, which runs them', () => {
      const ci = readFileSync(join(root, '.ci/run'), 'utf8')
      const others = commands.filter((command) => !ofOurs.includes(command))
      expect(others).toEqual(['npm ci && npm start', 'npm ci && npm test'])
      for (const step of ['npm ci', 'npm start', 'npm test']) expect(ci).toContain(step)
    })

    it.each(ofOurs.filter((command) => /conformance (list|explain)/.test(command)))('%s', (command) => {
      expect(run('node', [main(), ...words(command)], elsewhere)).not.toBe('')
    })

    it.each(ofOurs.filter((command) => /conformance selftest/.test(command)))(
      '%s has nothing to complain of, every mutant on its own cases',
      { timeout: 240_000 },
      (command) => {
        const { stdout } = spawnSync('node', [main(), ...words(command)], {
          cwd: elsewhere,
          encoding: 'utf8',
        })
        expect(stdout).toContain('\nNo complaints.\n')
      },
    )

    it.each(ofOurs.filter((command) => /conformance registry/.test(command)))('%s', (command) => {
      expect(run('node', [main(), ...words(command)], inPackage('.'))).not.toBe('')
    })

    it.each(ofOurs.filter((command) => /--launch/.test(command)))('%s', (command) => {
      const script = `#!/bin/sh\nexec node ${main()} serve --as client --listen 127.0.0.1:0 --server "$1" --bootstrap "$2" --endpoint "$3"\n`
      writeFileSync(join(elsewhere, 'client'), script, { mode: 0o755 })
      expect(run('node', [main(), ...words(command), '--cases', '101', '--no-allure'], elsewhere)).toContain(
        'PASS',
      )
    })

    it.each(ofOurs.filter((command) => /(probe|run) /.test(command) && !/--launch/.test(command)))(
      '%s',
      async (command) => {
        const child = spawn('node', [main(), ...words(command)], {
          cwd: elsewhere,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        let errors = ''
        child.stderr.on('data', (chunk: Buffer) => {
          errors += chunk.toString()
        })
        const ended = once(child, 'exit')
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')])
        child.kill('SIGINT')
        expect(await ended).toEqual([130, null])
        expect(errors).not.toContain('    at ')
      },
    )
  })
})
