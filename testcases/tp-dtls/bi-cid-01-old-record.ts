import { testCase } from '#testcase'
import { waits } from '../waits.ts'
import { aboutConnectionIds, takenUp } from './cid-case.ts'

export default testCase({
  ...aboutConnectionIds,
  purposeId: 'TP/SEC/DTLS/CID/BI-01',
  title: 'An old record with a connection id, from elsewhere',
  purpose:
    'Who repeats a record of another from an address of its own does not get what is meant for the other.',
  reference: [{ clause: 'RFC 9146 §6' }],
  judges: ['server'],
  stimuli: { server: ['read'] },
  steps: [
    'The Client offers a connection id of its own, registers, and sends two Updates.',
    'The first record of data in the association comes once more, from another address.',
    'The Server reads /3/0.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'goes on sending to the Client, and not to where an old record came from',
      clause: 'RFC 9146 §6',
    },
  },
  async body({ client, server, dtls, wire, pause, doesNotApply }) {
    await client.isRegistered()
    const attempt = dtls.attempts('offers a connection id', { hasConnectionId: true })
    const { hasConnectionIds } = await attempt.happens()
    if (!hasConnectionIds) return doesNotApply(takenUp, null)
    const harmless = await wire.harmless()
    // Once the second was served, the first is old.
    for (const which of ['an Update', 'another Update']) {
      await wire.sends(which, harmless).responded.happens()
    }
    await dtls.repeatsFromElsewhere()
    await pause(waits.noReply)
    await server.must('A', server.reads('/3/0').sent)
  },
})
