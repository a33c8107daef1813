import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { validateRunRecord } from '#record'
import { type Rendered, renderAll } from './all.ts'
import { runDrafts, writeRun } from './run.fixture.ts'

let folder = ''
let written: Rendered
const text = (path: string): string => readFileSync(path, 'utf8')

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'render-'))
  const secret = { event: 'note', text: 'fetches coap://h/fw?token=SECRET' } as const
  writeRun(folder, [...runDrafts().slice(0, -1), secret, ...runDrafts().slice(-1)])
  written = renderAll(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writes a record that keeps its schema', () => {
  expect(validateRunRecord(JSON.parse(text(written.record)))).toEqual([])
})

it('writes each form under its name', () => {
  const names = { record: 'run.json', junit: 'junit.xml', html: 'report.html', statement: 'statement.md' }
  expect(written).toEqual(
    Object.fromEntries(Object.entries(names).map(([form, name]) => [form, join(folder, name)])),
  )
})

it('shows no secret in any of them', () => {
  expect(text(written.html)).toContain('token=&#60;masked&#62;')
  for (const path of Object.values<string>({ ...written })) expect(text(path), path).not.toContain('SECRET')
})

it('writes the same again', () => {
  const before = Object.values<string>({ ...written }).map(text)
  expect(Object.values<string>({ ...renderAll(folder) }).map(text)).toEqual(before)
})
