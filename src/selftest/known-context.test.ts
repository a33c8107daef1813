import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import type { Keyring } from '#oscore'
import type { ReferenceServer } from '#peers'
import { runRecord } from '#record'
import { loadRegistry } from '#registry'
import { instead } from './mutants/instead.ts'
import { judgeBootstrap, judgeServer } from './world.ts'

const registry = loadRegistry()
const cases = (await loadCases()).filter(({ id }) =>
  ['int-0', 'int-101', 'int-102', 'TP/SEC/OSCORE/BV-05'].includes(id),
)
const world = { registry, cases, lwm2m: '1.1', seed: 'known', channel: 'oscore' } as const

/** It was spoken to in each context before the run, up to this number, and knows what it took. */
function remembering(keyring: Keyring | undefined, upTo: number): void {
  if (keyring === undefined) throw new Error('a peer under OSCORE has a keyring')
  const known = new WeakSet<object>()
  instead(keyring, 'find', (find) => (...names) => {
    const context = find(...names)
    if (context !== undefined && !known.has(context)) {
      known.add(context)
      context.windowKnown = true
      context.window.startAfter(upTo)
    }
    return context
  })
}

const found = (events: Awaited<ReturnType<typeof judgeServer>>) =>
  new Map(runRecord(events).cases.map((record) => [record.id, record]))

it.each([['server', judgeServer] as const, ['bootstrap', judgeBootstrap] as const])(
  'a sound %s that knows a context from before is not failed for asking nothing, whatever the IXIT says',
  async (_, judge) => {
    const records = found(
      await judge(world, ({ options }: Pick<ReferenceServer, 'options'>) => remembering(options.keyring, 0)),
    )
    expect(records.get('TP/SEC/OSCORE/BV-05')).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason: expect.stringMatching(/number 0 is answered 4\.01 in frame \d+: the account is not new/),
    })
    const others = [...records.values()].filter(({ id }) => id !== 'TP/SEC/OSCORE/BV-05')
    expect(others.map(({ verdict }) => verdict)).not.toContain('FAIL')
    expect(others.some(({ verdict }) => verdict === 'PASS')).toBe(true)
  },
)

it('it is played before all that would make the context an old one', async () => {
  const events = await judgeServer(world)
  const ended = events.flatMap((event) => (event.event === 'case-ended' ? [event.id] : []))
  expect(ended[0]).toBe('TP/SEC/OSCORE/BV-05')
  expect(found(events).get('TP/SEC/OSCORE/BV-05')?.verdict).toBe('PASS')
})
