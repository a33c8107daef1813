import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { judgeClient } from './world.ts'
let t = performance.now()
const cases = await loadCases()
const registry = loadRegistry()
console.log('load', performance.now() - t)
for (let i = 0; i < 6; i++) {
  t = performance.now()
  const ev = await judgeClient({ registry, cases, lwm2m: '1.1', seed: '1' })
  console.log(i, performance.now() - t, ev.length, ev.filter(e=>e.event==='case-ended').map(e => (e as any).verdict).join(' '))
}
