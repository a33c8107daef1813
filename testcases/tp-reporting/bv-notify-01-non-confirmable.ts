import { check, testCase } from '#testcase'
import { taken } from '../3xx-reporting/observed.ts'
import { C4 } from '../configurations/c4.ts'
import { waits } from '../waits.ts'

const path = '/3/0/2'
const showing = (value: string) =>
  check<string>(`"${value}"`, (shown) => (shown.includes(value) ? undefined : `"${shown}"`))

export default testCase({
  purposeId: 'TP/REP/NOTIFY/BV-01',
  title: 'Notifications by CON and by NON',
  purpose: 'A Server takes what is reported in either kind of message.',
  area: 'Information reporting',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.2' }, { clause: 'RFC 7641 §3.2' }],
  judges: ['server'],
  transport: { only: 'udp', why: 'messages over a stream are neither confirmable nor not' },
  stimuli: { server: ['observe', 'ask-value'] },
  dependsOn: [101, 'int-301 J'],
  configuration: C4,
  impact: 'none',
  steps: [
    'The Server observes the serial number.',
    'The Client reports it by CON, and after another change by NON: the Server shows each.',
  ],
  criteria: {
    A: { judged: 'server', text: 'takes and shows what is reported by CON', clause: 'Core 1.1.1 §6.4.2' },
    B: { judged: 'server', text: 'takes and shows what is reported by NON', clause: 'RFC 7641 §3.2' },
  },
  async body({ client, server, seconds, pause }) {
    await client.isRegistered()
    await server.observes(path).answered.happens()
    for (const [letter, type] of [
      ['A', 'CON'],
      ['B', 'NON'],
    ] as const) {
      client.reportsBy(type)
      await client.changes(path, `reported by ${type}`)
      await server.must(letter, client.notifies(path).within(seconds(waits.conditionMet)).sent, taken)
      await pause(waits.shown)
      await server.must(letter, server.shows(path), showing(`reported by ${type}`))
    }
  },
})
