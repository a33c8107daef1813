import { check, type Handshake, testCase } from '#testcase'
import { aboutConnectionIds } from './cid-case.ts'

const offersOne = check<Handshake>('a connection id among its extensions', ({ offered }) =>
  offered?.connectionIds === true ? undefined : 'none',
)

const takesUp = check<Handshake>('connection ids on both sides', ({ hasConnectionIds }) =>
  hasConnectionIds ? undefined : 'none',
)

export default testCase({
  ...aboutConnectionIds,
  dependsOn: [101],
  purposeId: 'TP/SEC/DTLS/CID/BV-07',
  title: 'Connection ids that are claimed',
  purpose: 'Who claims to have connection ids has them on the wire.',
  reference: [{ clause: 'RFC 9146 §3' }],
  judges: ['client', 'server'],
  selection: { client: ['CID'], server: ['CID'] },
  stimuli: { client: ['register'] },
  steps: ['A handshake is begun, in which our end offers a connection id, or takes up what it is offered.'],
  criteria: {
    A: { judged: 'client', text: 'offers a connection id, as its ICS says', clause: 'RFC 9146 §3' },
    B: {
      judged: 'server',
      text: 'takes up the connection id of the Client, as its ICS says',
      clause: 'RFC 9146 §3',
    },
  },
  async body({ client, server, dtls, iut }) {
    await client.isRegistered()
    const attempt = dtls.attempts('has a connection id', { hasConnectionId: true })
    if (iut.includes('client')) await client.must('A', attempt, offersOne)
    if (iut.includes('server')) await server.must('B', attempt, takesUp)
  },
})
