import { check, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { needsReading } from './withheld.ts'

const nothing = check<number>('none', (count) => (count === 0 ? undefined : `${count}`))

export default testCase({
  purposeId: 'TP/COAP/MSG/BI-07',
  title: 'Answers to another message',
  purpose: 'What has another message id, or another token, is not the answer.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §4.2' }, { clause: 'RFC 7252 §5.3.2' }],
  judges: ['client'],
  transport: { only: 'udp', why: 'over TCP nothing is acknowledged' },
  dependsOn: [101, 'int-102 C', 104],
  impact: 'none',
  steps: [
    'The Server triggers an Update, and sends an Empty ACK of another message id. It answers the next copy.',
    'It triggers another, and sends 4.04 in an ACK with another token. It answers the next copy.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'goes on repeating its Update after an ACK of another message id',
      clause: 'RFC 7252 §4.2',
    },
    B: {
      judged: 'client',
      text: 'does not take a response with another token for the answer',
      clause: 'RFC 7252 §5.3.2',
    },
  },
  async body({ client, server, wire, seconds, pause, channel, doesNotApply }) {
    needsReading({ channel, doesNotApply })
    await client.isRegistered()
    const trigger = `${await client.serverInstance()}/8`
    // What the case before put back may still bring an Update.
    await pause(waits.noReply)
    const otherId = server.withholdsUpdates([{ code: '0.00', amiss: 'message id' }])
    const first = server.executes(trigger)
    await otherId.copy(1).happens()
    await client.must('A', otherId.copy(2))
    otherId.end()
    await client.updates().after(first.sent).within(seconds(waits.repeated)).answered.happens()
    const otherToken = server.withholdsUpdates([{ code: '4.04', amiss: 'token' }])
    server.executes(trigger)
    const { message } = await otherToken.copy(1).happens()
    await client.must('B', client.asksAgain(seconds(waits.noReply)), nothing)
    otherToken.end()
    const answer = { type: 'CON', code: '2.04', token: message.token } as const
    await wire.sends('the response to the Update', answer).replied.comes()
  },
})
