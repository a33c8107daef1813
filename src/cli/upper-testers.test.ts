import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#net'
import { loadRegistry } from '#registry'
import type { Io } from './io.ts'
import { openUpperTesters } from './upper-testers.ts'

type Settings = Parameters<typeof openUpperTesters>[0]

async function names(settings: Partial<Settings>, isInteractive: boolean): Promise<string | undefined> {
  const io: Io = {
    out: () => {},
    err: () => {},
    environment: {},
    keyboard: new PassThrough(),
    prompts: new PassThrough(),
    isInteractive,
    screen: { color: false, live: false, columns: 80 },
    interruptible: () => ({ signal: new AbortController().signal, stop: () => {} }),
    spareMemory: () => {},
  }
  const testers = await openUpperTesters(
    { operator: true, ...settings },
    { clock: systemClock, registry: loadRegistry(), logs: () => '.', io, stop: () => {} },
  )
  const name = testers.of({ endpoint: 'c' })?.name
  await testers.close()
  return name
}

describe('the upper testers of a run', () => {
  it('are none without options and without a person', async () => {
    expect(await names({}, false)).toBeUndefined()
  })

  it('are those that were named in their order, the launched process, and last the person', async () => {
    const upperTester = ['leshan:http://localhost:1', 'leshan-bootstrap:http://localhost:2']
    expect(await names({ upperTester, launch: 'iut {uri}' }, true)).toBe(
      'leshan http://localhost:1, leshan http://localhost:2, launch, operator',
    )
  })

  it('have the person where it was named', async () => {
    expect(await names({ upperTester: ['operator'], launch: 'iut' }, true)).toBe('operator, launch')
    expect(await names({ upperTester: ['operator'] }, false)).toBe('operator')
  })

  it('have no person when none is wanted', async () => {
    expect(await names({ upperTester: ['operator'], operator: false }, true)).toBeUndefined()
  })
})
