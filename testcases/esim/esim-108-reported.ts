import { type Answer, check, code, type Told } from '#testcase'
import { waits } from '../waits.ts'
import { esimCase } from './esim-case.ts'
import { infoRequest } from './messages.ts'
import { isData, wellMade } from './told.ts'

const observed = check<Answer>('an Observe option', ({ observe }) =>
  observe === undefined ? 'none' : undefined,
)
const reported = check<Told>('a notification', ({ way }) =>
  way === 'notify' ? undefined : way === 'send' ? 'a Send' : 'nothing by itself',
)

export default esimCase({
  number: 108,
  title: 'A message that is reported',
  purpose: 'A message that a confirmable notification reported need not be cleared.',
  steps: [
    'The Server observes /3443/0/3.',
    'It writes a request for data; the Client reports the answer of the IPA, and the Server acknowledges it.',
    'The Server writes the next request when State is 0.',
  ],
  criteria: {
    A: {
      text: 'lets IPA message be observed',
      clause: 'Core 1.1.1 §6.4.1',
      unverified: 'public sources do not tell whether SGP.32 wants it',
    },
    B: { text: 'reports the answer of the IPA', clause: 'Core 1.1.1 §6.4.2; Object 3443 1.0 resource 4' },
    C: {
      text: 'is ready for the next message when its notification was acknowledged',
      clause: 'Object 3443 1.0 resources 0, 4',
    },
  },
  async body({ client, server, eim, pause, doesNotApply }) {
    await eim.isReady()
    const observing = eim.observes()
    const { observe, frame } = await client.must('A', observing.answered, code('2.05'), observed)
    if (observe === undefined) doesNotApply('its message cannot be observed', frame)
    const { told } = await eim.says(infoRequest)
    await client.must('B', told, wellMade, isData, reported)
    await pause(waits.betweenLooks)
    const last = observing.notifications.find(({ payload }) => payload.length > 0)
    if (last?.type === 'NON') return client.notApplicable('C', 'its notification was not confirmable')
    await client.must('C', server.reads(`${eim.mailbox}/0`).answered, code('2.05'), isReady)
  },
})

const isReady = check<Answer>('State 0', ({ nodes }) => {
  const state = nodes[0]?.value?.value
  return state === 0n ? undefined : `State ${String(state)}`
})
