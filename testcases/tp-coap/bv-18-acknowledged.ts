import { check, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { needsReading } from './withheld.ts'

const none = check<number>('none', (count) => (count === 0 ? undefined : `${count}`))

export default testCase({
  purposeId: 'TP/COAP/MSG/BV-09',
  title: 'Acknowledged request',
  purpose: 'Who was told that a request arrived waits for the response, however often it is told.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §4.2' }, { clause: 'RFC 7252 §5.2.2' }],
  judges: ['client'],
  transport: { only: 'udp', why: 'over TCP nothing is acknowledged' },
  dependsOn: [101, 'int-102 C', 104],
  impact: 'none',
  steps: [
    'The Server triggers an Update, and acknowledges it three times.',
    'When the time for two copies has passed, it responds.',
  ],
  criteria: {
    A: { judged: 'client', text: 'does not repeat what was acknowledged', clause: 'RFC 7252 §4.2' },
    B: { judged: 'client', text: 'does not reject the copy of an ACK', clause: 'RFC 7252 §4.2' },
  },
  async body({ client, server, wire, pause, channel, doesNotApply }) {
    needsReading({ channel, doesNotApply })
    await client.isRegistered()
    const trigger = `${await client.serverInstance()}/8`
    // What the case before put back may still bring an Update.
    await pause(waits.noReply)
    const update = server.withholdsUpdates([{ code: '0.00' }])
    server.executes(trigger)
    const first = update.copy(1)
    const { message } = await first.happens()
    await pause(waits.twoCopies)
    await client.must(
      'A',
      first.map('further copies of the Update', () => update.copies.length - 1),
      none,
    )
    await client.must(
      'B',
      first.map('RSTs to the ACKs', () => update.resets.length),
      none,
    )
    update.end()
    const answer = { type: 'CON', code: '2.04', token: message.token } as const
    await wire.sends('the response to the Update', answer).replied.comes()
  },
})
