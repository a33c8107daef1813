import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import type { IcsItem } from '#ics'
import type { ReferenceClient } from '#peers'
import type { JournalEvent } from '#record'
import { loadRegistry } from '#registry'
import { answersWith } from './mutants/client/faults.ts'
import { clientVariants } from './mutants/client/index.ts'
import { judgeClient, judgeServer, type WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()

/** The cases that apply where an item is claimed. */
const about = (item: IcsItem) =>
  cases
    .filter(
      ({ selection, judges, editions }) =>
        judges.includes('client') && selection?.client?.includes(item) && editions.includes('1.2'),
    )
    .slice(0, 1)

const world = (item: IcsItem, claimed: boolean, more: Partial<WorldOptions> = {}): WorldOptions => ({
  ...{ registry, lwm2m: '1.2', seed: '1', cases: about(item) },
  ics: { items: { BOOTSTRAP: true, SERVERS: true, [item]: claimed } },
  ...more,
})

/** What is told to speak against a claim, and how the cases ended. */
function outcome(events: readonly JournalEvent[], item: IcsItem) {
  return {
    against: events.flatMap((event) =>
      event.event === 'claim' && event.item === item ? [event.contradiction] : [],
    ),
    verdicts: events.flatMap((event) => (event.event === 'case-ended' ? [event.verdict] : [])),
  }
}

describe('an item that the ICS says no to, and the wire shows', () => {
  it.each<[IcsItem, string]>([
    ['OBJ.16', 'it registered object 16'],
    ['RES.3.7', 'Discover /3/0 lists /3/0/7'],
    ['FMT.tlv', 'is answered 2.05'],
    ['READ-COMPOSITE', 'is answered 2.05'],
    ['WRITE-COMPOSITE', 'is answered 2.04'],
    ['OBSERVE-COMPOSITE', 'is answered 2.05'],
    ['OBSERVE-ATTRIBUTES', 'is answered 2.05'],
    ['DEPTH', 'Discover /3?depth=0'],
    ['SEND', '/1/0/23'],
    ['ETCH', 'is answered 2.05'],
    ['ATTR-EP', 'Write-Attributes of epmin and epmax to /1/0/1 is answered 2.04'],
    ['ATTR-EDGE', 'Write-Attributes of edge to /1/0/6 is answered 2.04'],
    ['ATTR-CON', 'Write-Attributes of con to /1/0/1 is answered 2.04'],
    ['ATTR-HQMAX', 'Write-Attributes of hqmax to /1/0/1 is answered 2.04'],
    ['FW-PUSH', '/5/0/9'],
    ['FW-PULL', '/5/0/9'],
    ['FW-HTTP', '/5/0/8'],
  ])('is told: %s', async (item, why) => {
    const { against, verdicts } = outcome(await judgeClient(world(item, false)), item)
    expect(against).toEqual([expect.stringContaining(why)])
    expect(verdicts).toEqual(['NOT APPLICABLE'])
  })

  it.each<[IcsItem, string]>([
    ['QUEUE', 'queue-mode'],
    ['PID', 'profile-id'],
  ])('is told: %s of a Client that registers so', async (item, variant) => {
    const { inject } = clientVariants.find(({ id }) => id === variant)!
    const { against } = outcome(await judgeClient(world(item, false), inject), item)
    expect(against).toEqual([expect.stringContaining('it registered')])
  })

  it('is told: CID of a Client that offers connection ids', async () => {
    const { inject } = clientVariants.find(({ id }) => id === 'over-psk-with-ids')!
    const { against } = outcome(await judgeClient(world('CID', false, { channel: 'psk' }), inject), 'CID')
    expect(against).toEqual(['it offered a connection id'])
  })

  it.each<[IcsItem, Partial<WorldOptions>, string]>([
    ['PSK', { channel: 'psk' }, 'this run is over psk'],
    ['RPK', { channel: 'rpk' }, 'this run is over rpk'],
    ['X509', { channel: 'x509' }, 'this run is over x509'],
    ['OSCORE', { channel: 'oscore' }, 'this run is over oscore'],
    ['TCP', { transport: 'tcp' }, 'this run is over TCP'],
  ])('is told of the run itself: %s', async (item, how, why) => {
    for (const judge of [judgeClient, judgeServer]) {
      const { against } = outcome(await judge(world(item, false, how)), item)
      expect(against).toEqual([why])
    }
  })
})

describe('an item that the ICS says yes to, and the wire does not show', () => {
  it.each<IcsItem>(['ATTR-EP', 'ATTR-EDGE', 'ATTR-CON', 'ATTR-HQMAX'])('is told: %s', async (item) => {
    const refuses = answersWith('4.00', { kind: 'write-attributes' })
    const { against } = outcome(await judgeClient(world(item, true), refuses), item)
    expect(against).toEqual([expect.stringContaining('is answered 4.00')])
  })

  it('is told: CID', async () => {
    const { against } = outcome(await judgeClient(world('CID', true, { channel: 'psk' })), 'CID')
    expect(against).toEqual(['it offered no connection id'])
  })

  it('is told of a format', async () => {
    const lacks = ({ device }: ReferenceClient): void => {
      Object.assign(device, { formats: device.formats.filter((format) => format !== 'tlv') })
    }
    const { against } = outcome(await judgeClient(world('FMT.tlv', true), lacks), 'FMT.tlv')
    expect(against).toEqual([expect.stringContaining('is answered 4.06')])
  })
})

it.each<IcsItem>(['SMARTCARD', 'MQTT', 'EST'])(
  'nothing on the wire speaks for or against %s',
  async (item) => {
    for (const claimed of [true, false])
      expect(outcome(await judgeClient(world(item, claimed)), item).against).toEqual([null])
  },
)
