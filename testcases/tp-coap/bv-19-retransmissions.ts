import { check, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { ofNecessity, staysQuiet } from './own-updates.ts'
import { needsReading } from './withheld.ts'

const none = check<number>('none', (count) => (count === 0 ? undefined : `${count}`))

/** By how much the last intervals grow. A network may delay a copy by half a second. */
const doubling = check<readonly number[]>('each twice the one before', (intervals) => {
  const [, second = 0, third = 0, fourth = 0] = intervals
  // A path may hold single copies back for a while, and a timer be coarse.
  const isTwice = (longer: number, shorter: number) => Math.abs(longer - 2 * shorter) < 1500 + 0.1 * longer
  if (isTwice(third, second) && isTwice(fourth, third)) return undefined
  return intervals.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')
})

/** The first transmission and MAX_RETRANSMIT more. */
const transmissions = 5

export default testCase({
  purposeId: 'TP/COAP/MSG/BV-10',
  title: 'Retransmissions',
  purpose:
    'A request that nobody acknowledges is repeated ever more rarely, and its last copy can be answered.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §4.2' }, { clause: 'RFC 7252 §4.8' }],
  judges: ['client'],
  transport: { only: 'udp', why: 'over TCP nothing is repeated' },
  dependsOn: [101, 'int-102 C', 104],
  impact: 'none',
  steps: [
    'The Server triggers an Update, and says nothing to it until it came five times.',
    'It answers the fifth copy.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'doubles the time to the next copy with each',
      clause: 'RFC 7252 §4.2',
      level: 'SHOULD',
    },
    B: { judged: 'client', text: 'takes the answer to its last copy', clause: 'RFC 7252 §4.2' },
  },
  async body(scene) {
    const { client, server, wire, seconds, pause, doesNotApply, channel } = scene
    needsReading({ channel, doesNotApply })
    await client.isRegistered()
    // All copies take up to 45 s (MAX_TRANSMIT_SPAN).
    await staysQuiet({ client, server, doesNotApply }, 45 + seconds(waits.lastAnswer))
    const trigger = `${await client.serverInstance()}/8`
    // What the case before put back may still bring an Update.
    await pause(waits.noReply)
    const update = server.withholdsUpdates([])
    server.executes(trigger)
    const last = update.copy(transmissions)
    const { message } = await last.happens()
    const { messageId, token } = message
    const answer = wire.sends('the response to the last copy', {
      ...{ type: 'ACK', code: '2.04', token },
      spoil: { messageId },
    })
    // Nobody asks for an ACK again after the last copy.
    for (let copies = 1; copies < 3; copies++) answer.again()
    const asked = client.asksAgain(seconds(waits.lastAnswer))
    const intervals = last.map('the times between copies of the Update', () =>
      update.copies.slice(1).map(({ at }, index) => at - (update.copies[index]?.at ?? 0)),
    )
    update.end()
    await client.must('B', await ofNecessity(scene, asked), none)
    await client.must('A', intervals, doubling)
  },
})
