import { describe, expect, it } from 'vitest'
import { runRecord } from '#record'
import { runEvents } from './run.fixture.ts'
import { statement } from './statement.ts'

const record = runRecord(runEvents())
const markdown = statement(record)

describe('a conformance statement', () => {
  it('names the implementation and the verdict first', () => {
    expect(markdown.split('\n').slice(0, 3)).toEqual([
      '# Conformance statement: Example Devices EX-100 2.4.1',
      '',
      '**ERROR**: not decided: the tester itself failed.',
    ])
  })

  it('says plainly that, and why, it is not certifiable', () => {
    expect(markdown).toContain('> **This is not certifiable**')
    expect(markdown).toContain('> - short timing: waits are not those of the specification')
  })

  it('counts an interruption among the reasons', () => {
    expect(statement({ ...record, notCertifiable: [], interrupted: true })).toContain(
      '> - the run was interrupted',
    )
  })

  it('does not warn when nothing speaks against it', () => {
    expect(statement({ ...record, notCertifiable: [] })).not.toContain('not certifiable')
  })

  it.each([
    ['tool and versions', '| Tool | lwm2m-conformance 0.1.0, Node v20.20.2 |'],
    ['the seating', '| Chairs of the IUT | client |'],
    ['the channel', '| Transport and channel | udp, nosec |'],
    ['digests', `| Profile | ${'a'.repeat(64)} |`],
    ['a document the run had not', '| IXIT | none |'],
    [
      'every verdict',
      '| 1.1-int-205 | Setting basic information in Plain Text format | client | urn:imei:004999010640000 | NOT APPLICABLE | not-claimed | the ICS says no to CF.TEXT |',
    ],
    [
      'what was expected and seen',
      '| 1.1-int-102 B | urn:imei:004999010640000 | the client sends an Update with the new lifetime | Core 1.1.1 §6.2.2 | an Update with lt=20 | lt=30 |',
    ],
    ['each wait', '| int-102 | urn:imei:004999010640000 | 20 s | the new lifetime | the case |'],
    ['the sums of waits', 'Imposed by cases: 40 s. Needed by the IUT: 2.8 s.'],
    [
      'captures',
      `| int-102 | urn:imei:004999010640000 | evidence/int-102-client.pcapng | ${'c'.repeat(64)} |`,
    ],
  ])('tells %s', (_, line) => {
    expect(markdown).toContain(line)
  })

  it('lists the ICS as it was used, what is open and what the wire contradicts', () => {
    const claim = {
      endpoint: 'a',
      item: 'QUEUE',
      claimed: true,
      source: 'found',
      why: 'it says Q',
      contradiction: null,
    } as const
    const told = statement({
      ...record,
      claims: [
        claim,
        { ...claim, item: 'MQTT', claimed: null, why: 'the ICS does not answer MQTT: does it?' },
        { ...claim, item: 'RES.3.7', source: 'ics', why: '', contradiction: 'Discover lists it not' },
      ],
    })
    expect(told).toContain('| a | QUEUE | yes | it says Q |')
    expect(told).toContain('| a | MQTT | unanswered |')
    expect(told).toContain('answered:**\n\n- the ICS does not answer MQTT: does it?')
    expect(told).toContain('- the ICS says yes to RES.3.7, but Discover lists it not')
  })

  it('prints what the IXIT told', () => {
    expect(statement({ ...record, ixit: { '/3/0/0': 'Acme' } })).toContain('| /3/0/0 | "Acme" |')
  })

  it('lets no name break a table or pass as HTML', () => {
    expect(markdown).not.toMatch(/(?<!\\)<script/)
    const named = statement({ ...record, cases: [{ ...record.cases[0]!, title: 'a|b\nc' }] })
    expect(named).toContain('| a\\|b\ufffdc |')
  })
})
