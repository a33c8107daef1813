import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seededRandom, udpNetwork } from '#net'
import { ReferenceServer } from '#peers'
import type { RunRecord } from '#record'
import { loadRegistry } from '#registry'
import { check, testCase } from '#testcase'
import { call, workFolder } from './cli.fixture.ts'

/** A case on a SHOULD, made for this test: the catalogue has none so far. */
const located = testCase({
  purposeId: 'TP/X/SHOULD/BV-01',
  title: 'Short locations',
  purpose: 'A Server keeps the location of a registration short.',
  area: 'Registration',
  editions: ['1.1'],
  reference: [{ clause: 'strict.test' }],
  judges: ['server'],
  impact: 'none',
  steps: [],
  criteria: {
    A: {
      judged: 'server',
      level: 'SHOULD',
      text: 'gives a location of two segments',
      clause: 'strict.test',
    },
  },
  body: async ({ client, server }) => {
    await server.must(
      'A',
      client.registers().answered,
      check('a location of two segments', ({ location }) =>
        location.length === 2 ? undefined : location.join('/'),
      ),
    )
  },
})

vi.mock('#conduct', async (original) => ({
  ...(await original<typeof import('#conduct')>()),
  loadCases: async () => [located],
}))

const work = workFolder()
const server = new ReferenceServer({
  ...{ network: udpNetwork({ random: seededRandom('strict.test') }), registry: loadRegistry(), lwm2m: '1.1' },
  local: { host: '127.0.0.1' },
})
beforeAll(() => server.start())
afterAll(async () => {
  await server.stop()
  work.remove()
})

async function judged(name: string, ...more: string[]) {
  const out = join(work.path, name)
  const target = `127.0.0.1:${server.coap.local.port}`
  const words = ['run', 'server', '--target', target, '--cases', located.id, '--out', out, '--no-allure']
  const { code } = await call([...words, ...more])
  const record: RunRecord = JSON.parse(readFileSync(join(out, 'latest', 'run.json'), 'utf8'))
  const { verdict, criteria, observations } = record.cases[0]!
  const texts = observations.map(({ text }) => text)
  return { code, strict: record.strict, verdict, criterion: criteria[0]?.verdict, texts }
}

describe('a SHOULD', () => {
  it('that is kept passes, with --strict too', async () => {
    expect(await judged('kept', '--strict')).toEqual({
      ...{ code: 0, strict: true, verdict: 'PASS', criterion: 'PASS' },
      texts: [],
    })
  })

  describe('that a fault breaks', () => {
    const sound = server.locationOptions
    beforeAll(() => {
      server.locationOptions = (id) => ['rd', 'clients', id]
    })
    afterAll(() => {
      server.locationOptions = sound
    })

    it('is an observation beside PASS', async () => {
      expect(await judged('broken')).toEqual({
        ...{ code: 0, strict: false, verdict: 'PASS', criterion: 'PASS' },
        texts: [expect.stringMatching(/^SHOULD gives a location of two segments: .*seen rd\/clients\//)],
      })
    })

    it('is a FAIL with --strict', async () => {
      expect(await judged('strictly', '--strict')).toEqual({
        ...{ code: 1, strict: true, verdict: 'FAIL', criterion: 'FAIL' },
        texts: [],
      })
    })
  })
})
