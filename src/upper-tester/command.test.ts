import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#net'
import { commandUpperTester } from './command.ts'

const script = `
let text = ''
process.stdin.on('data', (part) => { text += part })
process.stdin.on('end', () => {
  const told = JSON.parse(text)
  if (told.verb === 'capabilities') console.log('{"verbs":["read","ask-value","reboot","delete"]}')
  if (told.verb === 'ask-value') console.log(JSON.stringify({ answer: told.iut.endpoint + told.path }))
  if (told.verb === 'delete') setTimeout(() => {}, 60_000)
  if (told.verb === 'reboot') { console.error('\\nno power\\nsecond line'); process.exit(3) }
})
`

let folder = ''
let command = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-command-'))
  writeFileSync(join(folder, 'ut.cjs'), script)
  command = `'${process.execPath}' '${join(folder, 'ut.cjs')}'`
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a command', () => {
  it('tells what it can and is run for each verb', async () => {
    const tester = (await commandUpperTester(command, { clock: systemClock })).of({ endpoint: 'c' })
    expect([tester.can('read'), tester.can('write')]).toEqual([true, false])
    expect(await tester.perform({ verb: 'read', endpoint: 'c', path: '/3' })).toBeUndefined()
    expect(await tester.perform({ verb: 'ask-value', endpoint: 'c', path: '/3' })).toBe('c/3')
  })

  it('that fails is named with the first line of its errors', async () => {
    const tester = (await commandUpperTester(command, { clock: systemClock })).of({ endpoint: 'c' })
    await expect(tester.perform({ verb: 'reboot' })).rejects.toThrow(/ended with 3 after "reboot": no power$/)
  })

  it('that hangs is killed', async () => {
    const factory = await commandUpperTester(command, { clock: systemClock, timeout: 1 })
    const tester = factory.of({ endpoint: 'c' })
    await expect(tester.perform({ verb: 'delete', endpoint: 'c', path: '/3' })).rejects.toThrow(
      'did not end within 1 s',
    )
  })

  it('that does not exist is refused at once', async () => {
    await expect(commandUpperTester('/no/such/command', { clock: systemClock })).rejects.toThrow(
      '/no/such/command cannot be started: there is no such command; give its full path',
    )
  })

  it('that does not tell its capabilities is refused at once', async () => {
    await expect(commandUpperTester('/bin/echo hello', { clock: systemClock })).rejects.toThrow(
      '/bin/echo hello: its capabilities is no JSON: hello',
    )
  })
})
