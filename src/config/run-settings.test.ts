import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../user-error.ts'
import { flagOf, resolveSettings, runOptionSchemas, strangeVariables, variableOf } from './run-settings.ts'
import { parseUpperTester } from './upper-tester-choice.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function config(content: unknown): string {
  const file = join(folder, 'run.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

function resolve(
  flags: Record<string, unknown> = {},
  environment: Record<string, string> = {},
  configFile?: string,
): ReturnType<typeof resolveSettings> {
  return resolveSettings({ flags, environment, configFile })
}

describe('an option', () => {
  it('comes from the flag before the environment, the file and the default', () => {
    const file = config({ timing: 'short', profile: 'ets-1.0', devices: 3, seed: 'file' })
    const environment = { LWM2M_CONFORMANCE_PROFILE: 'ets-1.2', LWM2M_CONFORMANCE_DEVICES: '2' }
    const { settings, origins } = resolve({ devices: '1' }, environment, file)
    expect(settings).toMatchObject({ devices: 1, profile: 'ets-1.2', timing: 'short', transport: 'udp' })
    expect([...origins].map(([name, { origin }]) => `${name} ${origin}`)).toEqual(
      expect.arrayContaining([
        'devices --devices',
        'profile LWM2M_CONFORMANCE_PROFILE',
        `timing ${file}`,
        'transport default',
        'listen unset',
      ]),
    )
    expect('listen' in settings).toBe(false)
  })

  it('has a flag and a variable named after it', () => {
    const flags = new Map(runOptionSchemas().map(([name, schema]) => [name, flagOf(name, schema)]))
    expect([flags.get('upperTester'), flags.get('operator'), flags.get('strict')]).toEqual([
      '--upper-tester',
      '--no-operator',
      '--strict',
    ])
    expect(variableOf('upperTester')).toBe('LWM2M_CONFORMANCE_UPPER_TESTER')
  })

  it('of a file is a path relative to that file', () => {
    const { settings } = resolve(
      { ics: 'a.json' },
      {},
      config({ ics: 'b.json', ixit: 'c.json', out: '/out' }),
    )
    expect(settings).toMatchObject({ ics: 'a.json', ixit: join(folder, 'c.json'), out: '/out' })
  })

  it('with several items takes them apart at commas, or one at a time', () => {
    expect(resolve({ allow: ['reboot,bootstrap', 'firmware'] }).settings.allow).toEqual([
      'reboot',
      'bootstrap',
      'firmware',
    ])
    expect(resolve({ upperTester: ['command:a,b', 'operator'] }).settings.upperTester).toEqual([
      'command:a,b',
      'operator',
    ])
  })

  it('that is on or off takes words in the environment', () => {
    expect(resolve({}, { LWM2M_CONFORMANCE_OPERATOR: 'no' }).settings.operator).toBe(false)
    expect(resolve({}, { LWM2M_CONFORMANCE_STRICT: '1' }).settings.strict).toBe(true)
    expect(resolve({}, { LWM2M_CONFORMANCE_STRICT: '' }).settings.strict).toBe(false)
  })

  it('may come from a file that the environment names', () => {
    const file = config({ seed: '7' })
    expect(resolve({}, { LWM2M_CONFORMANCE_CONFIG: file }).settings.seed).toBe('7')
  })
})

describe('a value that cannot be', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ timing: 'fast' }, '--timing fast: must be one of normal, short'],
    [{ devices: 'two' }, '--devices two: must be an integer'],
    [{ devices: '0' }, '--devices 0: must be >= 1'],
    [{ lwm2m: '2.0' }, '--lwm2m 2.0: must be one of 1.0, 1.1, 1.2'],
    [{ allow: ['reboot,fire'] }, '--allow reboot,fire: "fire" must be one of none, settings, reboot'],
    [{ judge: ['client,sever'] }, '"sever" must be one of client, server, bootstrap'],
    [{ out: '' }, '--out "": must not be empty'],
    [{ launch: '' }, '--launch "": must not be empty'],
    [{ channel: 'tls' }, '--channel tls: must be one of nosec, psk'],
  ])('%j is refused with its flag', (flags, message) => {
    expect(() => resolve(flags)).toThrow(UserError)
    expect(() => resolve(flags)).toThrow(message)
  })

  it('is refused with its variable', () => {
    expect(() => resolve({}, { LWM2M_CONFORMANCE_STRICT: 'perhaps' })).toThrow(
      'LWM2M_CONFORMANCE_STRICT perhaps: must be a boolean',
    )
  })

  it.each<[unknown, RegExp]>([
    [{ timing: 'fast' }, /run\.json: the configuration at \/timing must be one of normal, short/],
    [{ timming: 'short' }, /has a member "timming" that is not known; check its spelling/],
    ['{"timing":', /run\.json:1:11: this configuration is no JSON/],
    ['', /this configuration is no JSON/],
  ])('%j is refused with its file', (content, message) => {
    const file = config(content)
    expect(() => resolve({}, {}, file)).toThrow(UserError)
    expect(() => resolve({}, {}, file)).toThrow(message)
  })

  it('is a file that does not exist', () => {
    expect(() => resolve({}, {}, join(folder, 'none.json'))).toThrow(
      /none\.json: cannot be read as configuration: there is no such file/,
    )
  })
})

describe('an upper tester', () => {
  it.each([
    ['operator', { kind: 'operator', argument: '' }],
    ['command:ut --x=1', { kind: 'command', argument: 'ut --x=1' }],
    ['http:http://h:1', { kind: 'http', argument: 'http://h:1' }],
    ['http://h:1', { kind: 'http', argument: 'http://h:1' }],
    ['leshan=http://h:1', { kind: 'leshan', argument: 'http://h:1' }],
    ['leshan:http://h:1', { kind: 'leshan', argument: 'http://h:1' }],
    ['leshan-bootstrap:http://h:1', { kind: 'leshan-bootstrap', argument: 'http://h:1' }],
  ])('%s', (text, expected) => {
    expect(parseUpperTester(text)).toEqual(expected)
  })

  it.each(['', 'robot', 'operator:x', 'command', 'http:'])('cannot be "%s"', (text) => {
    expect(() => parseUpperTester(text)).toThrow(
      `--upper-tester ${text}: write operator, launch, command:CMD, http:URL, leshan:URL or leshan-bootstrap:URL`,
    )
  })
})

it('variables that begin as ours do and mean nothing are told of, those of others are not', () => {
  const environment = {
    LWM2M_CONFORMANCE_TIMNG: 'short',
    LWM2M_CONFORMANCE_VERSION: '1.0.0',
    LWM2M_CONFORMANCE_TIMING: 'short',
    LWM2M_CONFORMANCE_CONFIG: 'x',
    LWM2M_CONFORMANCE_REGISTRY: 'x',
    LWM2M_OTHER: 'x',
    PATH: 'x',
  }
  expect(strangeVariables(environment)).toEqual([
    'LWM2M_CONFORMANCE_TIMNG is no option, and is ignored (Did you mean LWM2M_CONFORMANCE_TIMING?)',
    'LWM2M_CONFORMANCE_VERSION is no option, and is ignored',
  ])
})
