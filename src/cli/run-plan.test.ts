import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { resolveSettings } from '#config'
import { workFolder } from './cli.fixture.ts'
import { planRun } from './run-plan.ts'

const work = workFolder()
afterAll(work.remove)

async function notCertifiable(judge: 'client' | 'server', items: { readonly [item: string]: boolean }) {
  const ics = join(work.path, 'ics.json')
  writeFileSync(ics, JSON.stringify({ items }))
  const { settings } = resolveSettings({
    flags: { judge: [judge], ics, ...(judge === 'server' ? { target: '192.0.2.1' } : {}) },
    environment: {},
  })
  return (await planRun(settings)).notCertifiable
}

it('no run of a client is certifiable whose ICS denies what is mandatory', async () => {
  const items = { 'FMT.text': false, 'FMT.tlv': false, 'OBJ.16': false, 'OBJ.3': false, QUEUE: false }
  expect(await notCertifiable('client', items)).toEqual([
    'the ICS says no to FMT.text, which is mandatory in LwM2M 1.1',
    'the ICS says no to OBJ.3, which is mandatory in LwM2M 1.1',
  ])
  expect(await notCertifiable('client', { 'FMT.text': true })).toEqual([])
  expect(await notCertifiable('server', items)).toEqual([])
})
