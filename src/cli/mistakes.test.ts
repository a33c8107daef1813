import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { udpNetwork } from '#net'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
const file = (name: string, content: string): string => {
  const path = join(work.path, name)
  writeFileSync(path, content)
  return path
}
afterAll(work.remove)

let busy: Awaited<ReturnType<ReturnType<typeof udpNetwork>['bind']>>
beforeAll(async () => {
  busy = await udpNetwork().bind({ host: '127.0.0.1' })
})
afterAll(() => busy.close())

async function mistake(words: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  const { code, out, err } = await call(words, environment)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err.split('\n')).toHaveLength(2)
  expect(err).not.toMatch(/\n\s+at /)
  return err.trimEnd()
}

describe('a mistake in the command line is one line and exit code 2:', () => {
  it.each([
    ['frob', "unknown command 'frob'"],
    ['list --foo', "unknown option '--foo'"],
    ['run client --timming short', "unknown option '--timming' (Did you mean --timing?)"],
    ['run client --launch', "option '--launch <CMD>' argument missing"],
    ['explain', "missing required argument 'id'"],
    ['explain 9999', 'There is no case "9999"'],
    ['explain int-1O2', 'There is no case "int-1O2"; see the command list (Did you mean int-102?)'],
    ['list --cases 1Ox', 'TP/DM/*, ESIM-3*) (Did you mean 10x?)'],
    ['list --cases 301-303', 'ESIM-3*) (Did you mean 301..303?)'],
    ['list --cases tp/dm/*', 'ESIM-3*) (Did you mean TP/DM/*?)'],
    ['list --cases TP/COAP/FROM/BV-01', '(Did you mean TP/COAP/FORM/BV-01?)'],
    ['list --profile ets-11', '(Did you mean ets-1.1?)'],
    ['registry show Devcie', 'an object id is a number from 0 to 65535 (Did you mean 3, Device?)'],
    ['regsitry list', "unknown command 'regsitry' (Did you mean registry?)"],
    ['list --profile ets-9', '--profile ets-9: there is no such profile; choose one of ets-1.0,'],
    ['list --cases 9999', '--cases 9999: no case matches "9999"'],
    ['run', 'run: say what is to be judged: client, server, bootstrap, or bootstrap,server'],
    ['run sever', 'run sever: "sever" must be one of client, server, bootstrap'],
    ['run client,server', 'run client,server: a client is judged in a run of its own'],
    ['run client --timing fast', '--timing fast: must be one of normal, short'],
    ['run client --timing shot', '--timing shot: must be one of normal, short (Did you mean short?)'],
    ['run client --json', '--json: goes with --show-config; what a run finds is in its run.json'],
    ['run client --devices two', '--devices two: must be an integer'],
    ['run client --allow fire', '--allow fire: "fire" must be one of none, settings, reboot'],
    ['run client --cases 30q', '--cases 30q: "30q" is no selection'],
    ['run server --target 127.0.0.1 --cases 201', 'none of these cases judges the server'],
    ['run client --profile ets-9', '--profile ets-9: there is no such profile'],
    ['run client --transport tcp --lwm2m 1.0', '--transport tcp: LwM2M 1.0 has no binding over TCP'],
    ['run server --target coap+tcp://h', '--target coap+tcp://h: the run is over udp; say --transport tcp'],
    [
      'run client --transport tcp --listen coap://:0',
      '--listen coap://:0: the run is over tcp; say --transport udp',
    ],
    ['run client --channel psk', '--channel psk: say what the account is with --account FILE or --psk'],
    ['run client --channel rpk', '--channel rpk: say what the account is with --account FILE'],
    ['run client --channel psk+oscore', '--channel psk+oscore: say what the account is with --oscore FILE'],
    ['run client --channel psk --psk a:00 --oscore f', 'without OSCORE; say --channel psk+oscore'],

    ['run client --psk a:00', '--psk: the run is over the channel nosec; say --channel psk'],
    ['run client --channel psk --psk a', '--psk: write IDENTITY:KEY, the key in hexadecimal'],
    ['run client --channel psk --psk a:00 --account f', '--psk and --account: give one of them'],
    ['run client --channel rpk --transport tcp', '--channel rpk: TLS of Node knows no raw public keys'],
    ['run client --channel psk --psk a:00 --devices 2', '--channel psk: an account is for one client'],
    ['run client --channel x509 --psk a:00', '--channel x509: the account is for psk; say --channel psk'],
    ['run client --channel psk --account /no/such', '/no/such: cannot be read as account'],
    ['run client --channel psk --psk a:00 --listen coap://:0', 'the channel is psk; write coaps://'],
    [
      'run client --channel psk --psk a:00 --transport tcp --listen coap+tcp://:0',
      'the channel is psk; write coaps+tcp://',
    ],
    ['run client --channel oscore', '--channel oscore: say what the account is with --oscore FILE'],
    ['run client --oscore f', '--oscore: the run is without OSCORE; say --channel oscore'],
    ['run client --channel oscore --oscore /no/such', '/no/such: cannot be read as OSCORE account'],
    ['run client --channel oscore --lwm2m 1.0', '--channel oscore: LwM2M 1.0 has no OSCORE'],
    ['run client --channel oscore --devices 2', '--channel oscore: an account is for one client'],
    ['run client --target 127.0.0.1', '--target is for judging servers'],
    ['run server', 'run server: say where it is: --target coap://host:port'],
    ['run server --target coaps://h', '--target coaps://h: the channel is nosec; say --channel psk, rpk'],
    ['run server --target coaps+ws://h', '"coaps+ws" is not available yet'],
    ['run server --transport tcp --channel psk', 'say where it is: --target coaps+tcp://host:port'],
    ['run server,bootstrap --target server=h', '--target server=h: it lacks bootstrap=ADDRESS'],
    ['run server --target no-such-host.invalid', 'The host name "no-such-host.invalid" has no IP address'],
    ['run client --listen host:port', '--listen host:port: that is no address'],
    ['run client --listen 127.0.0.1:0 --launch iut', '--launch: name the endpoint with --endpoint'],
    [
      'run client --listen 127.0.0.1:0 --upper-tester robot',
      '--upper-tester robot: write operator, launch, command:CMD',
    ],
    ['run client --resume nothing', 'There is no run nothing: no journal in nothing or reports/nothing'],
    ['report nothing', 'There is no run nothing'],
    [
      'probe --listen 127.0.0.1:0 --devices 2 --write-ics ics.json',
      '--write-ics ics.json: it is for one device, and 2 are waited for',
    ],
    [
      'probe --listen 127.0.0.1:0 --write-ics /no/such/ics.json',
      '--write-ics /no/such/ics.json: cannot be written: /no/such: there is no such file or folder',
    ],
    ['serve', "required option '--as <role>' not specified"],
    ['serve --as client', 'serve --as client: say where it goes'],
    ['serve --as bootstrap', 'serve --as bootstrap: say which server clients get'],
    ['serve --as packages', 'serve --as packages: say what is given: --packages FILE or FOLDER'],
    ['serve --as packages --packages /no/such', '--packages /no/such: cannot be read: there is no such file'],
    ['serve --as packages --packages . --transport tcp', 'node-coap gives them over UDP alone'],
    ['serve --as packages --packages . --queue', 'serve --as packages: --queue is for other peers'],
    ['serve --as server --packages .', 'serve --as server: --packages is for packages'],
    ['registry show abc', 'registry show abc: an object id is a number'],
    ['registry show 65000', 'Object 65000 is not known'],
    ['registry show 3 9.9', 'Object 3 is not known in version 9.9; there are '],
    ['registry check /no/such', '/no/such: does not exist'],
    ['registry import /no/such', '/no/such: does not exist'],
    ['registry frob', "unknown command 'frob'"],
  ])('%s', async (line, message) => {
    const environment = { LWM2M_CONFORMANCE_REGISTRY: join(work.path, 'registry') }
    expect(await mistake(line.split(' '), environment)).toContain(message)
  })

  it('a placeholder that nobody knows', async () => {
    const words = ['run', 'client', '--listen', '127.0.0.1:0', '--endpoint', 'x', '--launch', 'iut {url}']
    expect(await mistake(words)).toContain('the command iut {url} has an unknown {url}; known are {uri}')
  })

  it('a busy port, before anything is written', async () => {
    const listen = `127.0.0.1:${busy.local.port}`
    const words = ['run', 'client', '--listen', listen, '--out', join(work.path, 'runs')]
    expect(await mistake(words)).toContain(`Another socket already uses UDP ${listen}`)
  })

  it('a busy port for packages, and a folder without any', async () => {
    const listen = `127.0.0.1:${busy.local.port}`
    const words = ['serve', '--as', 'packages', '--packages']
    const good = file('good.bin', 'a package')
    expect(await mistake([...words, good, '--listen', listen])).toContain(
      `Another socket already uses UDP ${listen}`,
    )
    expect(await mistake([...words, join(work.path, 'registry')])).toContain(
      'there is no file in this folder',
    )
  })

  it('a variable', async () => {
    const environment = { LWM2M_CONFORMANCE_TIMING: 'fast' }
    expect(await mistake(['run', 'client'], environment)).toContain(
      'LWM2M_CONFORMANCE_TIMING fast: must be one of',
    )
  })
})

describe('a mistake in a file is one line and exit code 2:', () => {
  it.each([
    ['configuration that is no JSON', '--config', '{"timing"', 'this configuration is no JSON'],
    [
      'configuration with an unknown member',
      '--config',
      '{"tming":"short"}',
      'has a member "tming" that is not known; check its spelling (Did you mean timing?)',
    ],
    ['ICS that is no JSON', '--ics', 'yes', 'this ICS is no JSON'],
    ['ICS with an unknown item', '--ics', '{"items":{"OBJ":true}}', 'the ICS at /items has a member "OBJ"'],
    ['IXIT with a path that is none', '--ixit', '{"values":{"3":1}}', 'the IXIT at /values has a member "3"'],
  ])('%s', async (_, flag, content, message) => {
    const path = file('document.json', content)
    const line = await mistake(['run', 'client', '--listen', '127.0.0.1:0', flag, path])
    expect(line.startsWith(path)).toBe(true)
    expect(line).toContain(message)
  })

  it.each(['--config', '--ics', '--ixit'])('%s that does not exist', async (flag) => {
    const path = join(work.path, 'none.json')
    expect(await mistake(['run', 'client', '--listen', '127.0.0.1:0', flag, path])).toContain(
      'there is no such file or folder',
    )
  })

  it('an object definition that is no XML is a finding, not a mistake', async () => {
    const path = file('broken.xml', '<LWM2M>\n<Object>')
    const { code, out } = await call(['registry', 'check', path])
    expect(code).toBe(1)
    expect(out).toContain(`${path}:`)
  })

  it('an archive that is none', async () => {
    const path = file('objects.zip', 'no zip')
    const environment = { LWM2M_CONFORMANCE_REGISTRY: join(work.path, 'registry') }
    expect(await mistake(['registry', 'import', path], environment)).toContain(path)
  })

  it('a journal that is corrupt', async () => {
    const folder = join(work.path, 'corrupt')
    await import('node:fs').then(({ mkdirSync }) => mkdirSync(folder))
    writeFileSync(join(folder, 'journal.ndjson'), 'nonsense\n{}\n')
    expect(await mistake(['report', folder])).toContain('journal.ndjson')
  })

  it('an address with a password, which is not shown', async () => {
    const url = 'http://user:hidden-word@127.0.0.1:1/x'
    const words = ['run', 'client', '--listen', '127.0.0.1:0', '--upper-tester', `http:${url}`]
    expect(await mistake(words)).not.toContain('hidden-word')
    expect(await mistake(['run', 'client', '--upper-tester', url])).not.toContain('hidden-word')
  })

  it('a journal that was cut off before its run began', async () => {
    const folder = join(work.path, 'cut-off')
    await import('node:fs').then(({ mkdirSync }) => mkdirSync(folder))
    writeFileSync(join(folder, 'journal.ndjson'), '')
    expect(await mistake(['report', folder])).toContain('holds no run')
    expect(await mistake(['run', 'client', '--resume', folder])).toContain('holds no run')
  })

  it('a folder in the place of a journal', async () => {
    const folder = join(work.path, 'no-journal')
    await import('node:fs').then(({ mkdirSync }) =>
      mkdirSync(join(folder, 'journal.ndjson'), { recursive: true }),
    )
    expect(await mistake(['report', folder])).toContain('journal.ndjson: cannot be read: it is a folder')
  })

  it('an out folder that cannot be made', async () => {
    const path = file('a-file', '')
    const words = ['run', 'client', '--listen', '127.0.0.1:0', '--out', join(path, 'runs')]
    expect(await mistake(words)).toContain(`${path}: this folder cannot be made: it is there, and no folder`)
  })

  it.runIf(process.platform === 'linux')('an out folder where the system lets nobody make one', async () => {
    const words = ['run', 'client', '--listen', '127.0.0.1:0', '--out', '/proc/runs/of/today']
    expect(await mistake(words)).toContain('/proc/runs: this folder cannot be made')
  })
})

it('--debug shows where a mistake was found', async () => {
  const { code, err } = await call(['explain', '9999', '--debug'])
  expect(code).toBe(2)
  expect(err).toMatch(/There is no case "9999"[^\n]*\n[\s\S]*\n\s+at /)
})
