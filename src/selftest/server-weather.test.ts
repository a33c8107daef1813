import { expect, inject, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { judgeBootstrap, judgeServer } from './world.ts'

const registry = loadRegistry()
const cases = (await loadCases()).filter(({ editions }) => editions.includes('1.1'))
const weather = { loss: 0.05, duplication: 0.05, reordering: 0.05, reorderBy: 3000, delay: 20 }
const seeds = Array.from({ length: inject('weather') === 'whole' ? 40 : 4 }, (_, index) => `weather-${index}`)

it.each([
  ['Server', judgeServer],
  ['Bootstrap-Server', judgeBootstrap],
] as const)('bad weather is never charged to a sound %s', { timeout: 600_000 }, async (_, judge) => {
  for (const seed of seeds) {
    const events = await judge({ registry, cases, lwm2m: '1.1', seed, weather, terse: true })
    const ended = events.filter((event) => event.event === 'case-ended')
    expect(ended.length).toBeGreaterThan(1)
    const charged = ended.filter(({ verdict }) => verdict === 'FAIL' || verdict === 'ERROR')
    expect(charged.map(({ id, reason }) => `${seed}: ${id}: ${reason}`)).toEqual([])
  }
})
