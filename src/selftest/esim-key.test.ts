import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { runRecord } from '#record'
import { loadRegistry } from '#registry'
import { agents, esimIxit, withEuicc } from './esim.ts'
import { strangelySigned } from './mutants/client/esim-agents.ts'
import { judgeClient } from './world.ts'

const registry = loadRegistry({ imported: '' })
const wanted = ['int-101', 'ESIM-101', 'ESIM-104', 'ESIM-305']
const cases = (await loadCases()).filter(({ id }) => wanted.includes(id))
const { euiccKey: _, ...withoutKey } = esimIxit

type Euicc = NonNullable<ReturnType<(typeof agents)['get']>>['euicc']

/** What becomes of ESIM-305 where the IXIT does not tell by which key the eUICC signs; and what is observed of keys. */
async function judged(fault: (euicc: Euicc) => void = () => {}) {
  const world = { registry, cases, lwm2m: '1.1', seed: '1', esim: withoutKey } as const
  const events = await judgeClient(world, (client) => {
    withEuicc(client)
    fault(agents.get(client)!.euicc)
  })
  const observed = events.flatMap((event) => (event.event === 'observation' ? [event.text] : []))
  const { verdict, reason, criteria } = runRecord(events).cases.find(({ id }) => id === 'ESIM-305')!
  const failed = criteria.filter((one) => one.verdict === 'FAIL').map(({ letter }) => letter)
  return { verdict, reason, failed, observed: observed.filter((text) => text.includes('esim.euiccKey')) }
}

it('a run takes the key from the certificate that the eUICC shows, and says so', async () => {
  expect(await judged()).toEqual({
    verdict: 'PASS',
    reason: '',
    failed: [],
    observed: [
      'the IXIT does not tell esim.euiccKey: results are verified by the key in the certificate that the eUICC shows',
    ],
  })
})

it('a result that is signed by another key than that of the certificate fails', async () => {
  const { verdict, failed } = await judged((euicc) => strangelySigned(euicc, () => true))
  expect(verdict).toBe('FAIL')
  expect(failed).toEqual(['A'])
})

it('nothing that is signed is judged where no key is known', async () => {
  const { verdict, reason, observed } = await judged((euicc) => {
    const { certificates } = euicc.options
    Object.assign(euicc.options, {
      certificates: { ...certificates, euiccCertificate: Uint8Array.of(0x30, 0) },
    })
  })
  expect(verdict).toBe('INCONCLUSIVE')
  expect(reason).toContain('nobody can verify what the eUICC signs')
  expect(observed).toEqual([])
})
