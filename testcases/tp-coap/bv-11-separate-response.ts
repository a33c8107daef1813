import { check, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { ofNecessity, staysQuiet } from './own-updates.ts'

const nothing = check<number>('none', (count) => (count === 0 ? undefined : `${count}`))

export default testCase({
  purposeId: 'TP/COAP/MSG/BV-07',
  title: 'Separate response',
  purpose:
    'A response that comes apart from the ACK, with a message id of its own, is the response all the same.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §5.2.2' }, { clause: 'RFC 7252 §5.3.2' }],
  judges: ['client'],
  transport: { only: 'udp', why: 'over TCP no response is separate' },
  dependsOn: [101, 104],
  impact: 'none',
  steps: [
    'The Server triggers an Update, acknowledges it at once, and answers it after 5 s.',
    'For MAX_TRANSMIT_WAIT the Client has no reason to ask again.',
  ],
  criteria: {
    A: { judged: 'client', text: 'takes the separate response, and asks no more', clause: 'RFC 7252 §5.3.2' },
  },
  async body(scene) {
    const { client, server, seconds, pause, supports, doesNotApply } = scene
    await client.isRegistered()
    if (await supports('QUEUE')) doesNotApply('in queue mode it sleeps before the time is over', null)
    const instance = await client.serverInstance()
    await staysQuiet({ client, server, doesNotApply }, seconds(waits.missedAnswer))
    // What the case before put back may still bring an Update.
    await pause(waits.noReply)
    server.answersUpdatesLate(seconds(waits.lateAnswer))
    const asks = async () => {
      const trigger = server.executes(`${instance}/8`)
      await client.updates().after(trigger.sent).answered.happens()
      return client.asksAgain(seconds(waits.missedAnswer))
    }
    const first = await asks()
    // An Update that was lost, and lost again, may be one that came about earlier.
    const last = (await first.happens()) === 0 ? first : await asks()
    server.answersUpdatesLate(0)
    await client.must('A', await ofNecessity(scene, last), nothing)
  },
})
