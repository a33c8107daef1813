import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import type { DataFormat } from '#content'
import type { ReferenceBootstrapServer, ReferenceClient } from '#peers'
import { runRecord } from '#record'
import { loadRegistry } from '#registry'
import { instead } from './mutants/instead.ts'
import { judgeBootstrap, judgeClient, judgeServer } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
type F = (c: ReferenceClient) => void
const without =
  (...drop: string[]): F =>
  (c) => {
    const f = c.device.formats as DataFormat[]
    for (const d of drop) {
      const i = f.indexOf(d as DataFormat)
      if (i >= 0) f.splice(i, 1)
    }
  }
const pct =
  (n: number): F =>
  (c) =>
    instead(c, 'bootstrapDraft', (d) => () => ({ ...d(), query: [...(d().query ?? []), `pct=${n}`] }))
const moved: F = (c) => {
  for (const id of [0, 1, 2, 3, 5, 6, 7]) {
    const v = c.store.value([1, 0, id])
    if (v) c.store.set([1, 3, id], v)
  }
  c.store.remove([1, 0])
}
const variants: Record<string, F> = {
  sound: () => {},
  moved,
  noTlv: (c) => {
    without('tlv')(c)
    pct(112)(c)
  },
  onlyJson: (c) => {
    without('tlv', 'senml-cbor', 'cbor')(c)
    pct(110)(c)
  },
  oneSource: (c) => {
    for (const r of [6, 7, 8]) c.store.remove([3, 0, r, 1])
  },
  portfolio1: (c) => c.store.set([16, 1, 0, 0], { type: 'string', value: 'mine' }),
  bare: (c) => {
    c.bootstrapDevice.versionLink = () => ({
      target: '',
      attributes: [{ name: 'lwm2m', value: '1.1', quoted: false }],
    })
  },
  lifetime20: (c) => c.store.set([1, 0, 1], { type: 'integer', value: 20n }),
  lifetime61: (c) => c.store.set([1, 0, 1], { type: 'integer', value: 61n }),
  queue: (c) => instead(c, 'registerFields', (r) => () => ({ ...r(), queueMode: true })),
  noDevice0: (c) => {
    c.store.remove([3, 0, 0])
  },
  noDisableTimeout: (c) => {
    c.store.remove([1, 0, 5])
  },
  bsAt0: (c) => {
    for (const id of [0, 1, 2, 3, 4, 5, 10]) {
      const a = c.store.value([0, 0, id]),
        b = c.store.value([0, 1, id])
      if (b) c.store.set([0, 0, id], b)
      else c.store.remove([0, 0, id])
      if (a) c.store.set([0, 1, id], a)
    }
  },
  bsAt0srv5: (c) => {
    for (const id of [0, 1, 2, 3, 4, 5, 10]) {
      const a = c.store.value([0, 0, id]),
        b = c.store.value([0, 1, id])
      if (b) c.store.set([0, 0, id], b)
      else c.store.remove([0, 0, id])
      if (a) c.store.set([0, 5, id], a)
    }
    c.store.remove([0, 1])
  },
  non: (c) =>
    instead(c, 'prepare', (p) => () => {
      p()
      instead(c.coap!, 'notify', (n) => (to, d) => n(to, { ...d, type: 'NON' }))
    }),
  slowReboot: (c) =>
    instead(c, 'reboot', () => async () => {
      await c.stop()
      await new Promise((r) => c.options.network.clock.after(100_000, () => r(0)))
      await c.start()
    }),
}
for (const [name, fault] of Object.entries(variants))
  for (const lwm2m of (process.env['VS'] ?? '1.1').split(',') as ('1.0' | '1.1' | '1.2')[])
    it(`${name} ${lwm2m}`, { timeout: 100000 }, async () => {
      const mine = cases.filter(
        (c) => c.editions.includes(lwm2m) && c.judges.includes('client') && !c.id.startsWith('TP/DM'),
      )
      const { cases: rec } = runRecord(await judgeClient({ registry, cases: mine, lwm2m, seed: '1' }, fault))
      console.log(
        name,
        lwm2m,
        rec
          .filter((r) => r.verdict !== 'PASS')
          .map((r) =>
            `${r.id} ${r.verdict} ${r.reason} ${JSON.stringify(r.criteria.filter((c: { verdict: string }) => c.verdict !== 'PASS'))}`.slice(
              0,
              420,
            ),
          )
          .join('\n   '),
      )
      expect(1).toBe(1)
    })
type B = (b: ReferenceBootstrapServer) => void
const bs: Record<string, B> = {
  sound: () => {},
  byResource: (b) =>
    instead(b, 'write', (w) => async (to, path, nodes, format) => {
      let r
      for (const n of nodes)
        r = await w(to, `/${n.path.join('/')}`, [n], n.value?.type === 'opaque' ? 'opaque' : 'text')
      return r
    }),
  byObject: (b) =>
    instead(
      b,
      'write',
      (w) => (to, path, nodes, format) => w(to, path.split('/').slice(0, 2).join('/'), nodes, format),
    ),
  blind: (b) => {
    b.discover = async () => []
    b.freeInstance = () => 1
  },
}
for (const [name, fault] of Object.entries(bs))
  for (const lwm2m of ['1.0', '1.1', '1.2'] as const)
    it(`bs ${name} ${lwm2m}`, { timeout: 100000 }, async () => {
      const mine = cases.filter((c) => c.editions.includes(lwm2m) && c.judges.includes('bootstrap'))
      const { cases: rec } = runRecord(
        await judgeBootstrap({ registry, cases: mine, lwm2m, seed: '1' }, fault),
      )
      console.log(
        'BS',
        name,
        lwm2m,
        rec
          .map((r) =>
            `${r.id} ${r.verdict} ${r.reason} ${JSON.stringify(r.criteria.filter((c: { verdict: string }) => c.verdict !== 'PASS'))}`.slice(
              0,
              300,
            ),
          )
          .join('\n   '),
      )
    })
for (const lwm2m of ['1.0', '1.1', '1.2'] as const)
  it(`server ${lwm2m}`, { timeout: 100000 }, async () => {
    const mine = cases.filter((c) => c.editions.includes(lwm2m) && c.judges.includes('server'))
    const { cases: rec } = runRecord(await judgeServer({ registry, cases: mine, lwm2m, seed: '1' }))
    console.log(
      'SRV',
      lwm2m,
      rec
        .filter((r) => r.verdict !== 'PASS')
        .map((r) =>
          `${r.id} ${r.verdict} ${r.reason} ${JSON.stringify(r.criteria.filter((c: { verdict: string }) => c.verdict !== 'PASS'))}`.slice(
            0,
            300,
          ),
        )
        .join('\n   '),
    )
  })
