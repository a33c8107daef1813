import { testCase } from '#testcase'
import { aboutConnectionIds } from './cid-case.ts'
import { comesAbout } from './handshake-case.ts'

export default testCase({
  ...aboutConnectionIds,
  dependsOn: [101],
  purposeId: 'TP/SEC/DTLS/CID/BV-02',
  title: 'A Client that offers a connection id',
  purpose: 'A Client that offers connection ids gives that of the Server in its records.',
  reference: [{ clause: 'RFC 9146 §3' }],
  judges: ['client'],
  stimuli: { client: ['register'] },
  steps: [
    'The Client is told to register, and begins a handshake; the Server takes up a connection id if it is offered one.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'agrees with a Server that takes up the offered connection id, and gives that of the Server in its records',
      clause: 'RFC 9146 §3',
    },
  },
  async body({ client, dtls, doesNotApply }) {
    await client.isRegistered()
    const attempt = dtls.attempts('takes up a connection id', { hasConnectionId: true })
    const { offered, frame } = await attempt.happens()
    if (offered?.connectionIds === false) doesNotApply('the Client offers no connection id', frame)
    await client.must('A', attempt, comesAbout)
  },
})
