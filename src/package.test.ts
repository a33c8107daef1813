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
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
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

  it('holds whatever its manual links to', () => {
    const manual = readFileSync(inPackage('README.md'), 'utf8')
    const links = [...manual.matchAll(/\]\(([\w./-]+)\)/g)].map(([, link = '']) => link)
    expect(links.length).toBeGreaterThan(3)
    expect(files).toEqual(expect.arrayContaining(links))
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

  describe('as docs/esim.md has it, each command in a process of its own', () => {
    const eid = '89049032123451234512345678901235'
    const manual = readFileSync(join(root, 'docs/esim.md'), 'utf8')
    const begun: (() => Promise<void>)[] = []
    afterEach(async () => {
      for (const interrupts of begun.splice(0)) await interrupts()
    })

    /** The words of the command that begins so, with others in the place of some. */
    function told(start: string, instead: Readonly<Record<string, string>> = {}): string[] {
      const line = manual.split('\n').find((one) => one.startsWith(`npx lwm2m-conformance ${start}`))
      if (line === undefined) throw new Error(`docs/esim.md has no command ${start}`)
      return line
        .split(' ')
        .slice(2)
        .map((word) => instead[word] ?? word)
    }

    function begins(words: readonly string[]) {
      const child = spawn('node', [inPackage('dist/src/cli/main.js'), ...words], {
        cwd: elsewhere,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let written = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          written += chunk.toString()
        })
      const ended = once(child, 'close')
      begun.push(async () => {
        if (child.exitCode === null) child.kill('SIGINT')
        await ended
      })
      return {
        /** What it has written, once there is something like this in it. */
        async has(what: RegExp): Promise<string> {
          await expect.poll(() => written, { timeout: 50_000 }).toMatch(what)
          return what.exec(written)?.[1] ?? ''
        },
        async verdicts(): Promise<{ readonly code: number; readonly found: readonly string[] }> {
          const [code] = await ended
          const lines = [...written.matchAll(/^(\w+) +(ESIM-\d+) /gm)]
          return { code, found: lines.map(([, verdict, id]) => `${id} ${verdict}`) }
        },
      }
    }

    const briefly = ['--timing', 'short', '--no-allure']

    /** Adds to what the IXIT of a folder tells of the eSIM. */
    function tells(folder: string, more: object): void {
      const file = join(elsewhere, folder, 'ixit.json')
      const { esim, ...others } = JSON.parse(readFileSync(file, 'utf8'))
      writeFileSync(file, JSON.stringify({ ...others, esim: { ...esim, ...more } }))
    }

    it('a device with an eUICC is judged', async () => {
      run('node', [inPackage('dist/src/cli/main.js'), ...told('esim keys')], elsewhere)
      const judge = begins([
        ...told('run client', { '0.0.0.0:5683': '127.0.0.1:0' }),
        ...['--endpoint', 'euicc', '--cases', 'ESIM-102,ESIM-307', '--no-operator', ...briefly],
      ])
      const address = await judge.has(/coap:\/\/(127\.0\.0\.1:\d+)/)
      const device = begins([
        ...told('serve --as client', { '127.0.0.1:5683': address }),
        ...['--endpoint', 'euicc', '--listen', '127.0.0.1:0'],
      ])
      await device.has(/"profiles"/)
      expect(await judge.verdicts()).toEqual({ code: 0, found: ['ESIM-102 PASS', 'ESIM-307 PASS'] })
    })

    it('a Server with an eIM is judged', async () => {
      run('node', [inPackage('dist/src/cli/main.js'), ...told('esim euicc')], elsewhere)
      const keys = ['esim', 'keys', 'platform', '--eid', eid, '--eim-id', 'eim.example.com']
      run('node', [inPackage('dist/src/cli/main.js'), ...keys], elsewhere)
      const card = readFileSync(join(elsewhere, 'esim-euicc', 'euicc.pub.der'))
      tells('platform', { euiccKey: card.toString('base64') })
      const platform = begins(
        told('serve --as server', {
          ...{ 'esim-keys': 'platform', '0.0.0.0:5683': '127.0.0.1:0', '127.0.0.1:8080': '127.0.0.1:0' },
        }),
      )
      const tester = await platform.has(/(http:http:\/\/127\.0\.0\.1:\d+)/)
      const target = await platform.has(/coap:\/\/(127\.0\.0\.1:\d+)/)
      tells('esim-euicc', JSON.parse(await platform.has(/judges it: (\{.*\})/)))
      const judge = begins([
        ...told('run server', { '192.0.2.10:5683': target, operator: tester }),
        ...['--cases', 'ESIM-801,ESIM-804', ...briefly],
      ])
      expect(await judge.verdicts()).toEqual({ code: 0, found: ['ESIM-801 PASS', 'ESIM-804 PASS'] })
    })
  })
})
