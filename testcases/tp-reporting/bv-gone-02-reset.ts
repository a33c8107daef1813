import { check, type Reply, testCase } from '#testcase'
import { madeInstance } from '../tp-device-management/resources.ts'
import { waits } from '../waits.ts'
import { isDeleted } from './gone.ts'
import { never, reporting } from './subject.ts'

const token = Uint8Array.of(0x67, 0x6f, 0x6e, 0x65, 0x2d, 0x30, 0x30, 0x32)

const isGone = ({ code }: Reply): boolean => code === '4.04'

/** Copies of a message have one id; an RST may have been lost. */
const onceAtMost = check<readonly Reply[]>('no second 4.04', (replies) => {
  const ids = new Set(replies.filter(isGone).map(({ messageId }) => messageId))
  return ids.size <= 1 ? undefined : `${ids.size} messages with 4.04`
})

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/GONE/BV-02',
  title: 'RST to the notification that an observed instance is gone',
  purpose: 'The notification that ends an observation is not sent anew when it is reset.',
  reference: [{ clause: 'RFC 7641 §3.6' }, { clause: 'RFC 7641 §4.2' }],
  transport: { only: 'udp', why: 'TCP knows no Reset' },
  selection: { client: ['OBJ.16'] },
  dependsOn: [...reporting.dependsOn, 'int-1630 A', 'TP/REP/TARGET/BV-01', 'TP/DM/DELETE/BV-01'],
  steps: [
    'The Server creates an instance of the Portfolio, observes it and deletes it.',
    'It answers what the Client says of it with RST: the Client says it no second time.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'does not say again what was reset',
      clause: 'RFC 7641 §4.2',
    },
  },
  async body(scene) {
    const { client, server, wire, seconds, doesNotApply, cannotJudge } = scene
    await client.isRegistered()
    const instance = await madeInstance(scene, 110)
    await server.setsAttributes(instance, { pmin: 0, pmax: never }, { keep: true }).answered.happens()
    // Our Server knows no such token, and resets what comes for it beside the ACK.
    const path = instance.split('/').slice(1)
    const observe = wire.sends(`an Observe of ${instance}`, { code: '0.01', path, observe: 0, token })
    const { code } = await observe.responded.happens()
    if (code !== '2.05') cannotJudge(`${instance} cannot be observed: ${code}`)
    await isDeleted(scene, instance)
    const replies = observe.replies(seconds(waits.saidAgain))
    if (!(await replies.happens()).some(isGone))
      doesNotApply(
        'the Client does not say that what was observed is gone',
        (await observe.responded.occurrence()).frame,
      )
    await client.must('A', replies, onceAtMost)
  },
})
