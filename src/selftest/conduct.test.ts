import { describe, expect, it, vi } from 'vitest'
import { closeRun, probeClients } from '#conduct'
import { MemoryNetwork } from '#net'
import type { ReferenceClient } from '#peers'
import { code, type TestCase, testCase } from '#testcase'
import {
  answers,
  common,
  device,
  type Evening,
  endings,
  evening,
  nobody,
  reads,
  writes,
} from './conduct.fixture.ts'

describe('a run', () => {
  it('puts back what a case changed', async () => {
    const { events, clients } = await evening([writes])
    expect(endings(events)).toMatchObject([{ id: 'TP/X/WRITE', verdict: 'PASS' }])
    expect(events.filter(({ event }) => event === 'undo')).toMatchObject([{ done: true }])
    expect(clients[0]?.value('/1/0/2')?.value).toBe(1n)
  })

  it('judges many clients on one listener, each by its own name', async () => {
    const names = [...'abcdefghijkl']
    const warned = vi.spyOn(process, 'emitWarning')
    const { signal } = new AbortController()
    const { events } = await evening([reads, writes], { endpoints: names, signal })
    expect(warned).not.toHaveBeenCalled()
    for (const name of names) {
      expect(endings(events).filter(({ endpoint }) => endpoint === name)).toMatchObject([
        { verdict: 'PASS' },
        { verdict: 'PASS' },
      ])
    }
  })

  it('takes clients that it does not know, up to the number asked for', async () => {
    const strangers: ReferenceClient[] = []
    const { events } = await evening([reads], { endpoints: [], devices: 2 }, ({ network }) => {
      for (const name of ['x', 'y', 'z']) {
        const client = device(network, name, 'coap://192.0.2.1:5683')
        strangers.push(client)
        network.clock.after(100, () => void client.start())
      }
    })
    for (const client of strangers) await client.stop()
    expect(
      endings(events)
        .map(({ endpoint }) => endpoint)
        .toSorted(),
    ).toEqual(['x', 'y'])
  })

  it('waits once, not once a case, for a client that never shows up', async () => {
    const { events, network } = await evening([reads, writes], { upperTester: nobody })
    expect(endings(events)).toMatchObject([
      { verdict: 'INCONCLUSIVE', outcome: 'out-of-time' },
      { reason: 'the client never showed up', outcome: 'out-of-time' },
    ])
    expect(network.clock.now() - events[0]!.at).toBeLessThan(200_000)
  })

  it.each([
    ['gives up on a client that went away', 1e9, { given: 5, passed: 0 }],
    ['goes on with a client that was away for a while', 500_000, { given: 0, passed: 5 }],
  ])('%s', async (_, away, expected) => {
    let night: Evening | undefined
    const leaves: TestCase = {
      ...reads,
      id: 'TP/X/A',
      body: async (scene) => {
        await scene.client.isRegistered()
        await night?.clients[0]?.stop()
        night?.network.clock.after(away, () => void night?.clients[0]?.start())
        await reads.body(scene)
      },
    }
    const later = Array.from({ length: 5 }, (_, index) => ({ ...reads, id: `TP/X/LATER-${index}` }))
    const { events } = await evening([reads, leaves, ...later], { upperTester: nobody }, (begun) => {
      night = begun
      begun.network.clock.after(100, () => void begun.clients[0]?.start())
    })
    const ends = endings(events)
    expect(ends[0]).toMatchObject({ id: 'TP/X/A', verdict: 'INCONCLUSIVE', outcome: 'run' })
    const reason = 'the IUT stopped answering in TP/X/A and did not come back'
    expect({
      given: ends.filter((end) => end.reason === reason).length,
      passed: ends.filter(({ verdict }) => verdict === 'PASS').length,
    }).toEqual(expected)
  })

  it('stops when it is asked to, undoes, and keeps what it has', async () => {
    const stop = new AbortController()
    const stopping = testCase({
      ...common,
      purposeId: 'TP/X/STOP',
      title: 'is stopped',
      impact: 'settings',
      criteria: answers,
      body: async ({ client, server }) => {
        await client.isRegistered()
        await client.must('A', server.writes('/1/0/2', 9).answered, code('2.04'))
        stop.abort()
        await new Promise(() => {})
      },
    })
    const { events, clients } = await evening([reads, stopping, writes], { signal: stop.signal })
    expect(endings(events)).toMatchObject([
      { id: 'TP/X/READ', verdict: 'PASS' },
      { id: 'TP/X/STOP', verdict: 'INCONCLUSIVE', reason: 'interrupted' },
    ])
    expect(clients[0]?.value('/1/0/2')?.value).toBe(1n)
  })

  it('does not run again what an interrupted run has ended', async () => {
    const { events } = await evening([reads, writes])
    const earlier = endings(events).filter(({ id }) => id === 'TP/X/READ')
    const resumed = await evening([reads, writes], { earlier })
    expect(endings(resumed.events).map(({ id }) => id)).toEqual(['TP/X/WRITE'])
    expect(resumed.run.results).toHaveLength(2)
  })

  it('leaves a case with more impact than settings alone, unless it is allowed', async () => {
    const reboots: TestCase = { ...reads, id: 'TP/X/REBOOT', impact: 'reboot' }
    expect(endings((await evening([reboots])).events)).toMatchObject([
      { verdict: 'INCONCLUSIVE', outcome: 'could-not-run' },
    ])
    expect(endings((await evening([reboots], { allow: ['reboot'] })).events)).toMatchObject([
      { outcome: 'run' },
    ])
  })

  it('does not begin what rests on a case that failed', async () => {
    const broken = testCase({
      ...common,
      purposeId: 'TP/A',
      title: 'fails',
      impact: 'none',
      criteria: answers,
      body: async ({ client, server }) => {
        await client.isRegistered()
        await client.must('A', server.reads('/3/0/16').answered, code('2.04'))
      },
    })
    const dependent: TestCase = { ...writes, id: 'TP/B', dependsOn: ['TP/A'] }
    expect(endings((await evening([broken, dependent])).events)).toMatchObject([
      { id: 'TP/A', verdict: 'FAIL' },
      { id: 'TP/B', verdict: 'INCONCLUSIVE', reason: 'depends on TP/A' },
    ])
  })

  it('begins what rests on a criterion that held, though its case failed', async () => {
    const halves = testCase({
      ...common,
      number: 999,
      title: 'half fails',
      impact: 'none',
      criteria: { ...answers, B: answers.A },
      body: async ({ client, server }) => {
        await client.isRegistered()
        await client.must('A', server.reads('/3/0/16').answered, code('2.04'))
        await client.must('B', server.reads('/3/0/16').answered, code('2.05'))
      },
    })
    const onA: TestCase = { ...writes, id: 'TP/ON/A', dependsOn: ['int-999 A'] }
    const onB: TestCase = { ...writes, id: 'TP/ON/B', dependsOn: ['int-999 B'] }
    expect(endings((await evening([halves, onA, onB])).events)).toMatchObject([
      { id: 'int-999', verdict: 'FAIL' },
      { id: 'TP/ON/A', verdict: 'INCONCLUSIVE', reason: 'depends on int-999 A' },
      { id: 'TP/ON/B', verdict: 'PASS' },
    ])
  })

  it('does not apply where the ICS says no', async () => {
    const selective: TestCase = { ...reads, selection: { client: ['OBJ.16'] } }
    const { events } = await evening([selective], { ics: { items: { 'OBJ.16': false } } })
    expect(endings(events)).toMatchObject([{ verdict: 'NOT APPLICABLE', outcome: 'not-claimed' }])
  })

  it('says which question of the ICS is unanswered, where the wire cannot tell', async () => {
    const selective: TestCase = { ...reads, selection: { client: ['BOOTSTRAP'] } }
    const { events, run } = await evening([selective], { ics: { items: { 'OBJ.16': true } } })
    expect(endings(events)).toMatchObject([{ verdict: 'INCONCLUSIVE', outcome: 'unanswered' }])
    expect(closeRun(run).exitCode).toBe(3)
  })

  it('asks the wire where the ICS is silent, and shows the frame', async () => {
    const selective: TestCase = { ...reads, selection: { client: ['OBJ.14'] } }
    const [ending] = endings((await evening([selective])).events)
    expect(ending).toMatchObject({ verdict: 'NOT APPLICABLE', reason: expect.stringContaining('4.04') })
    expect(ending?.frame).toBeGreaterThan(0)
  })

  it('asks the wire once for an object that is not there, and names the case and the frame that told', async () => {
    const selective: TestCase = { ...reads, selection: { client: ['OBJ.14'] } }
    const later: TestCase = { ...selective, id: 'TP/X/READ-LATER' }
    const [first, second] = endings((await evening([selective, later])).events)
    expect(second).toMatchObject({
      verdict: 'NOT APPLICABLE',
      reason: `${first?.reason} in frame ${first?.frame} of TP/X/READ`,
      frame: null,
    })
  })

  it('calls a case that ends without judging a criterion an ERROR', async () => {
    const hollow: TestCase = { ...reads, body: async () => {} }
    expect(endings((await evening([hollow])).events)).toMatchObject([{ verdict: 'ERROR' }])
  })

  it('calls a client that falls silent twice crashed, and one that recovers a matter of the link', async () => {
    const dying = (times: number): TestCase => {
      let deaths = 0
      return {
        ...reads,
        body: async (scene) => {
          await scene.client.isRegistered()
          if (deaths++ < times) await evenings.at(-1)!.clients[0]!.stop()
          await scene.client.must('A', scene.server.reads('/3/0/16').answered, code('2.05'))
        },
      }
    }
    const evenings: Evening[] = []
    const keep = (night: Evening): void => void evenings.push(night)
    const passing = { ...answers, A: { ...answers.A } }
    const once = await evening([{ ...dying(1), criteria: passing }], {}, keep)
    expect(endings(once.events)).toMatchObject([
      { verdict: 'INCONCLUSIVE', reason: expect.stringContaining('link') },
    ])
    const twice = await evening([dying(2)], {}, keep)
    expect(endings(twice.events)).toMatchObject([
      { verdict: 'FAIL', reason: expect.stringContaining('twice') },
    ])
  })

  it('is conformant only when something passed', async () => {
    const { run } = await evening([writes])
    expect(closeRun(run)).toEqual({ verdict: 'PASS', exitCode: 0 })
    const nothing = await evening([{ ...reads, selection: { client: ['OBJ.14'] } }])
    expect(closeRun(nothing.run).exitCode).toBe(4)
  })
})

describe('a probe', () => {
  it('tells what a device registered and answers, and drafts its ICS', async () => {
    const network = new MemoryNetwork()
    const { run } = await evening([])
    const client = device(network, 'probed', 'coap://192.0.2.1:5683')
    network.clock.after(10, () => void client.start())
    const { probes } = await probeClients(
      { ...run, environment: { ...run.environment, network } },
      { listen: { host: '192.0.2.1', port: 5683 }, endpoints: [], devices: 1 },
    )
    await client.stop()
    expect(probes).toMatchObject([
      {
        endpoint: 'probed',
        lwm2m: '1.1',
        values: { '/3/0/16': '"U"' },
        ics: {
          vendor: 'Open Interop',
          model: 'Reference Client',
          version: '1.0',
          items: { 'OBJ.16': true, 'FMT.tlv': true, 'FMT.lwm2m-cbor': false, 'RES.1.4': true },
        },
      },
    ])
  })
})
