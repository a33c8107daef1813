import { expect, it } from 'vitest'
import type { IncomingRequest } from '#coap'
import { openRun, type Probe, probeClients } from '#conduct'
import { emptyIcs } from '#ics'
import { MemoryNetwork, VirtualClock } from '#net'
import { ReferenceClient } from '#peers'
import { memoryJournal } from '#record'
import { loadRegistry } from '#registry'
import { instead } from './mutants/instead.ts'

const registry = loadRegistry()
const [tester, device] = ['192.0.2.1', '192.0.2.2']

interface Probed extends Probe {
  /** The requests that reached it, as `GET /3/0`. */
  readonly asked: readonly string[]
  readonly isChanged: boolean
  readonly missed: readonly string[]
  readonly seconds: number
}

const wanted = { listen: { host: tester, port: 5683 }, devices: 1 }

/** @param endpoints awaited by name; default: whoever comes */
async function probed(
  lwm2m: '1.0' | '1.1' | '1.2',
  change: (client: ReferenceClient) => void = () => {},
  endpoints: readonly string[] = [],
) {
  const clock = new VirtualClock()
  const begun = clock.now()
  const network = new MemoryNetwork({ clock })
  const journal = memoryJournal(() => clock.now())
  const run = openRun(
    { iut: ['client'], lwm2m, profile: 'probe', timing: 'normal', seed: '', strict: false, allow: [] },
    { network, journal, registry, cases: [], errataOf: () => [], ics: emptyIcs, ixit: { values: {} } },
    {
      ...{ run: 'probe', tool: { name: 't', version: '0', node: '' }, iut: {}, notScored: [], options: {} },
      ...{ notCertifiable: [], transport: 'udp', channel: 'nosec' },
      digests: { profile: null, ics: null, ixit: null, registry: null },
    },
  )
  const client = new ReferenceClient({
    ...{ network, registry, endpoint: 'probed', lwm2m, local: { host: device } },
    ...{ serverUri: `coap://${tester}:5683`, bootstrapUri: `coap://${tester}:5783` },
  })
  change(client)
  const asked: string[] = []
  instead(client, 'answer', (answer) => (request) => {
    asked.push(`${request.method} /${request.path.join('/')}`)
    return answer(request)
  })
  let isChanged = false
  client.store.onChange(() => {
    isChanged = true
  })
  clock.after(10, () => void client.start())
  const { probes, missed } = await probeClients(run, { ...wanted, endpoints })
  const seconds = (clock.now() - begun) / 1000
  await client.stop()
  clock.end()
  return { ...probes[0]!, asked, isChanged, missed, seconds } satisfies Probed
}

/** @param first what hears requests first; those that it takes nobody else hears */
function hears(client: ReferenceClient, first: (request: IncomingRequest) => boolean): void {
  instead(client, 'prepare', () => () => {
    instead(
      client.coap,
      'onRequest',
      (listen) => (then) => listen((request) => void (first(request) || then(request))),
    )
  })
}

/** Beside these, requests change something. */
const careful = /^(GET|FETCH) /

it('drafts the features of a device by what it shows, and changes nothing', async () => {
  const { ics, open, findings, asked, isChanged } = await probed('1.2')
  expect(ics.items).toMatchObject({
    ...{ BOOTSTRAP: true, QUEUE: false, PID: false, DEPTH: true, SEND: true },
    ...{ 'READ-COMPOSITE': true, 'OBSERVE-COMPOSITE': true, 'OBSERVE-ATTRIBUTES': true },
    ...{ 'FW-PUSH': true, 'FW-PULL': true, 'FW-COAP': true, 'FW-COAP-TCP': true },
  })
  expect(Object.keys(open).sort()).toEqual(['BOOTSTRAP-PACK', 'SERVERS', 'TCP', 'WRITE-COMPOSITE'])
  expect(open.SERVERS).toMatch(/\?$/)
  expect(findings).toEqual([])
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter((text) => !careful.test(text))).toEqual([])
  expect(isChanged).toBe(false)
})

it('drafts what a device has not, and asks what it does not show', async () => {
  const { ics, open } = await probed('1.1', (client) => {
    const lacking: { readonly [object: number]: readonly number[] } = { 1: [9, 23], 5: [9] }
    instead(
      client.device.discovery,
      'resourceIds',
      (resourceIds) => (path) => resourceIds(path).filter((id) => !lacking[path[0] ?? -1]?.includes(id)),
    )
    instead(
      client,
      'answer',
      (answer) => (request) => (request.method === 'FETCH' ? { code: '4.05' } : answer(request)),
    )
  })
  expect(ics.items).toMatchObject({ 'READ-COMPOSITE': false, 'OBSERVE-COMPOSITE': false, SEND: false })
  const left = ['BOOTSTRAP', 'SERVERS', 'TCP', 'WRITE-COMPOSITE', 'FW-PUSH', 'FW-PULL', 'FW-HTTPS']
  for (const item of left) expect(open).toHaveProperty(item)
  for (const item of left) expect(ics.items).not.toHaveProperty(item)
})

it('a device that takes its firmware by push alone fetches it by no protocol', async () => {
  const { ics, open } = await probed('1.1', ({ store }) =>
    store.set([5, 0, 9], { type: 'integer', value: 1n }),
  )
  expect(ics.items).toMatchObject({ 'FW-PUSH': true, 'FW-PULL': false, 'FW-COAP': false, 'FW-HTTPS': false })
  expect(open).not.toHaveProperty('FW-COAP')
})

it('what a device does not answer is told, and asked', async () => {
  const { findings, open } = await probed('1.1', (client) =>
    instead(client, 'answer', (answer) => (request) => {
      if (request.method === 'FETCH') void client.stop()
      return answer(request)
    }),
  )
  expect(findings).toEqual([expect.stringMatching(/^READ-COMPOSITE: /)])
  expect(open).toHaveProperty('OBSERVE-COMPOSITE')
})

it('a device that registers and answers nothing is asked a few times, and the rest is left to its owner', async () => {
  const { findings, ics, open, seconds } = await probed('1.1', (client) => hears(client, () => true))
  expect(findings).toHaveLength(3)
  expect(findings[0]).toMatch(/^an answer to Discover \/1\/0: /)
  expect(ics.items).toMatchObject({ 'OBJ.3': true, QUEUE: false })
  expect(ics.items).not.toHaveProperty(['FMT.tlv'])
  for (const item of ['SEND', 'READ-COMPOSITE', 'FW-PUSH']) expect(open).toHaveProperty(item)
  expect(seconds).toBeLessThan(900)
})

it('a device that answers by RST is told of, and asked on', async () => {
  const { findings, ics } = await probed('1.1', (client) =>
    hears(client, (request) => {
      if (request.path.join('/') !== '3/0') return false
      request.reject()
      return true
    }),
  )
  expect(findings).toEqual(expect.arrayContaining([expect.stringMatching(/Discover \/3\/0: RST$/)]))
  expect(ics.items).toMatchObject({ 'FMT.text': true })
})

it('a format that a device has trouble with stays open', async () => {
  const { findings, ics } = await probed('1.1', (client) =>
    instead(client, 'answer', (answer) => (request) => {
      return request.path.join('/') === '3/0' ? { code: '5.00' } : answer(request)
    }),
  )
  expect(findings).toEqual(['Discover /3/0 is answered 5.00', 'Read /3/0 is answered 5.00'])
  expect(ics.items).toMatchObject({ 'FMT.text': true })
  expect(ics.items).not.toHaveProperty(['FMT.tlv'])
})

it('a device that was awaited by its name, and did not come, is told', async () => {
  const { missed, asked } = await probed('1.1', () => {}, ['another'])
  expect(missed).toEqual([expect.stringMatching(/^another: /)])
  expect(asked).toEqual([])
})

it('a device of LwM2M 1.0 is asked for nothing that came later', async () => {
  const { ics, open, asked } = await probed('1.0')
  expect(Object.keys({ ...ics.items, ...open })).not.toContain('READ-COMPOSITE')
  expect(asked.filter((text) => text.startsWith('FETCH'))).toEqual([])
})
