import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ownRegistryFolder } from '#registry'
import { impacts } from '#testcase'
import { readSchema } from '../json-schema.ts'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
afterAll(work.remove)
const environment = { LWM2M_CONFORMANCE_REGISTRY: join(work.path, 'registry') }

async function json(...words: string[]) {
  const { code, out, err } = await call([...words, '--json'], environment)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

describe('list', () => {
  it('names every case once, with who is judged', async () => {
    const { out } = await call(['list'])
    expect(out).toMatch(/^int-102 +client, server +Registration Update$/m)
  })

  it('picks by selection and profile', async () => {
    const { out } = await call(['list', '--cases', '1xx,201', '--profile', 'testfest-entry'])
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual(['int-101', 'int-102', 'int-201', ''])
  })

  it('is one JSON document', async () => {
    const list = await json('list', '--cases', '102')
    expect(list).toMatchObject([
      { id: 'int-102', number: 102, labels: ['1.0-int-102', '1.1-int-102'], judges: ['client', 'server'] },
    ])
  })
})

describe('explain', () => {
  it.each(['102', 'int-102', '1.1-int-102', 'LightweightM2M-1.0-int-102'])(
    'knows a case as %s',
    async (name) => {
      expect((await call(['explain', name])).out).toMatch(/^int-102 {2}Registration Update\n/)
    },
  )

  it.each([
    ['8', ['1.1-int-8']],
    ['1210', ['1.0-int-1210']],
    ['110', ['1.2-int-110']],
    ['CONMGMT-1.0-int-1250', ['1.0-int-1250', '1.1-int-1250']],
    ['TP/COAP/MSG/BV-01', ['TP/COAP/MSG/BV-01']],
  ])('names %s by the labels of the editions that have it', async (name, labels) => {
    expect(await json('explain', name)).toMatchObject({ labels })
  })

  it('tells who can give the push that a case needs', async () => {
    const { out } = await call(['explain', '307'])
    expect(out).toMatch(/Needs a push {3}client: send/)
    expect(out).toMatch(/Pushed by .*--launch CMD with --upper-tester launch/)
    expect((await call(['explain', '101'])).out).not.toContain('Pushed by')
  })

  it('tells purpose, steps, criteria with clauses, and errata', async () => {
    const { out } = await call(['explain', '102'])
    expect(out).toMatch(/Steps\n {2}1\. /)
    expect(out).toMatch(/ {2}B\. The client answers the Write with 2\.04\. MUST, Transport 1\.1\.1 §6\.7/)
    expect(out).toContain('Judged instead:')
  })

  it('knows the case that a definition makes, and says where there is none', async () => {
    expect((await call(['explain', 'TP/DEF/3/BV-01'])).out).toMatch(/R4\. The client has and refuses to give/)
    const { code, err } = await call(['explain', 'TP/DEF/65000/BV-01'], environment)
    expect([code, err]).toEqual([2, expect.stringContaining('no registry holds object 65000')])
  })

  it('tells the errata of a number', async () => {
    expect((await call(['explain', '774'])).out).toMatch(/Errata of the ETS.*#375/s)
  })

  it('says why a number is listed only', async () => {
    expect((await call(['explain', '202'])).out).toContain('listed, not executed')
  })

  it('is one JSON document', async () => {
    expect(await json('explain', '102')).toMatchObject({
      id: 'int-102',
      dependsOn: ['int-101'],
      criteria: expect.arrayContaining([
        expect.objectContaining({ letter: 'C', judged: 'client', level: 'MUST' }),
      ]),
    })
  })
})

describe('registry', () => {
  it('shows an object and lists all', async () => {
    expect(await json('registry', 'show', '3')).toMatchObject({ id: 3, name: 'Device' })
    expect((await call(['registry', 'show', '3', '1.0'], environment)).out).toMatch(
      /^3 {2}Device 1\.0 \(urn:oma/,
    )
    const ids = (await json('registry', 'list')).map(({ id }: { id: number }) => id)
    expect(ids).toEqual(expect.arrayContaining([0, 1, 3, 16, 3441]))
  })

  it('imports beside our own definitions', async () => {
    const result = await json('registry', 'import', ownRegistryFolder())
    expect(result.target).toBe(environment.LWM2M_CONFORMANCE_REGISTRY)
    expect(result.imported.length).toBeGreaterThan(0)
  })

  it('tells by its exit code that nothing could be imported', async () => {
    const source = join(work.path, 'broken')
    mkdirSync(source)
    writeFileSync(join(source, 'a.xml'), '<!DOCTYPE LWM2M><LWM2M/>')
    const { code, out } = await call(['registry', 'import', source], environment)
    expect([code, out]).toEqual([2, expect.stringContaining('0 definitions of 0 objects')])
  })

  it('checks our own definitions without an error', async () => {
    const { code, out } = await call(['registry', 'check'], environment)
    expect([code, out.split('\n').at(-2)]).toEqual([0, expect.stringMatching(/^0 errors, /)])
    expect(await json('registry', 'check')).toBeInstanceOf(Array)
  })
})

describe('run --show-config', () => {
  it('prints each option with where it comes from', async () => {
    const words = ['run', 'client', '--show-config', '--timing', 'short', '--no-operator']
    const { code, out } = await call(words, { LWM2M_CONFORMANCE_STRICT: 'yes' })
    expect(code).toBe(0)
    expect(out).toMatch(/^judge +client {2}\(run\)$/m)
    expect(out).toMatch(/^timing +short {2}\(--timing\)$/m)
    expect(out).toMatch(/^operator +false {2}\(--no-operator\)$/m)
    expect(out).toMatch(/^strict +true {2}\(LWM2M_CONFORMANCE_STRICT\)$/m)
    expect(out).toMatch(/^profile +ets-1\.1 {2}\(default\)$/m)
    expect(out).toMatch(/^listen +\(unset\)$/m)
  })

  it('is one JSON document, secrets masked', async () => {
    const shown = await json('run', '--show-config', '--upper-tester', 'http://h/?token=s3cret')
    expect(shown.upperTester).toEqual({ value: ['http://h/?token=<masked>'], origin: '--upper-tester' })
  })

  it('lets a flag overrule the environment both ways', async () => {
    const off = { LWM2M_CONFORMANCE_ALLURE: 'no' }
    expect((await call(['run', '--show-config', '--allure'], off)).out).toMatch(/^allure +true/m)
    const on = { LWM2M_CONFORMANCE_STRICT: 'yes' }
    expect((await call(['run', '--show-config', '--no-strict'], on)).out).toMatch(/^strict +false/m)
  })
})

it('knows the impacts that cases have', () => {
  const { properties } = readSchema('src/config/run-options.schema.json') as {
    properties: { allow: { items: { enum: string[] } } }
  }
  expect(properties.allow.items.enum).toEqual([...impacts])
})

it('shows its help and its version', async () => {
  expect(await call([])).toMatchObject({ code: 0, out: expect.stringContaining('Usage: lwm2m-conformance') })
  const help = await call(['run', '--help'])
  expect(help.code).toBe(0)
  expect(help.out).toContain('--upper-tester <KIND>')
  expect(help.out).toContain('Exit codes: 0 conformant')
  const group = await call(['registry'])
  expect(group.code).toBe(2)
  expect(group.err).toContain('Usage: lwm2m-conformance registry')
  expect((await call(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})
