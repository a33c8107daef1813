import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom, udpNetwork } from '#net'
import { ReferenceServer } from '#peers'
import type { RunRecord } from '#record'
import { loadRegistry } from '#registry'
import { call, workFolder } from './cli.fixture.ts'

/** Its criterion B is a SHOULD: that a Register without an enabler version is refused. */
const refusal = 'TP/REG/REFUSAL/BI-01'

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
  const words = ['run', 'server', '--target', target, '--cases', refusal, '--out', out, '--no-allure']
  const { code } = await call([...words, ...more])
  const record: RunRecord = JSON.parse(readFileSync(join(out, 'latest', 'run.json'), 'utf8'))
  const { verdict, criteria, observations } = record.cases[0]!
  const texts = observations.map(({ text }) => text)
  const criterion = criteria.find(({ letter }) => letter === 'B')?.verdict
  return { code, strict: record.strict, verdict, criterion, texts }
}

describe('a SHOULD', () => {
  it('that is kept passes, with --strict too', async () => {
    expect(await judged('kept', '--strict')).toEqual({
      ...{ code: 0, strict: true, verdict: 'PASS', criterion: 'PASS' },
      texts: [],
    })
  })

  describe('that a fault breaks', () => {
    const sound = server.refusal
    beforeAll(() => {
      server.refusal = (stated, request) =>
        stated.lwm2m === undefined ? undefined : sound.call(server, stated, request)
    })
    afterAll(() => {
      server.refusal = sound
    })

    it('is an observation beside PASS', async () => {
      expect(await judged('broken')).toEqual({
        ...{ code: 0, strict: false, verdict: 'PASS', criterion: 'PASS' },
        texts: [expect.stringMatching(/^SHOULD refuses a Register without an enabler version .*seen 2\.01/)],
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
