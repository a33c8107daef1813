import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { loadIxit } from '#ics'
import { packageSamples } from '#peers'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
afterAll(work.remove)

it('packages writes an IXIT that names what the reference Client takes, and overwrites nothing', async () => {
  const folder = join(work.path, 'packages')
  const { code, out } = await call(['packages', folder])
  expect(code).toBe(0)
  expect(out).toContain(`--ixit ${join(folder, 'ixit.json')}`)
  const { firmware, software } = loadIxit(join(folder, 'ixit.json')).document
  expect(firmware).toEqual({ samples: packageSamples('firmware'), version: '2.0' })
  expect(software).toEqual({ samples: packageSamples('software'), version: '2.0' })
  const again = await call(['packages', folder])
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('it is there already')])
})
