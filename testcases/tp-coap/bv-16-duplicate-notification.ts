import { check, type Reply, replyText, testCase } from '#testcase'
import { C3 } from '../configurations/c3.ts'
import { copied } from './copies.ts'
import { needsReading } from './withheld.ts'

const acknowledged = check<Reply>('ACK', (reply) => (reply.type === 'ACK' ? undefined : replyText(reply)))

/** Far beyond what our Client counted in the response (RFC 7641 §3.4). */
const later = 1000

export default testCase({
  purposeId: 'TP/COAP/MSG/BV-11',
  title: 'Duplicate of a notification',
  purpose:
    'Every copy of a Confirmable notification is acknowledged, since the ACK to the first may be lost.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §4.5' }],
  judges: ['server'],
  stimuli: { server: ['observe'] },
  transport: { only: 'udp', why: 'TCP delivers each message once' },
  dependsOn: [101],
  configuration: C3,
  impact: 'none',
  steps: [
    'The Server is made to observe /3/0/0.',
    'A notification is sent as CON, and when it was acknowledged the same octets again, until a copy is acknowledged.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'acknowledges the copy of a notification',
      clause: 'RFC 7252 §4.5',
      level: 'SHOULD',
    },
  },
  async body({ client, server, wire, cannotJudge, channel, doesNotApply }) {
    needsReading({ channel, doesNotApply })
    await client.isRegistered()
    const observation = server.observes('/3/0/0')
    const { token } = await observation.sent.happens()
    const { code, observe = 0, contentFormat, payload } = await observation.answered.happens()
    if (code !== '2.05') return cannotJudge(`the Observe was answered ${code}`)
    const content = { code, token, contentFormat, payload, observe: observe + later } as const
    const notification = wire.sends('a notification of /3/0/0', content)
    const first = await notification.replied.happens()
    if (first.type !== 'ACK') return cannotJudge(`the notification was answered ${replyText(first)}`)
    const copy = await copied(notification)
    await server.must('A', copy.replied, acknowledged)
  },
})
