import { type Answer, check, code, holds, type Told } from '#testcase'
import { isUnmuted } from '../3xx-reporting/sent.ts'
import { waits } from '../waits.ts'
import { esimCase } from './esim-case.ts'
import { moreInfoRequest } from './messages.ts'
import { isData, wellMade } from './told.ts'

const nothing = check<Answer>('nothing', ({ payload }) =>
  payload.length === 0 ? undefined : `${payload.length} octets`,
)

export default esimCase({
  number: 107,
  title: 'A message that is sent',
  purpose: 'A message that the Client sends by itself need not be cleared.',
  steps: [
    'Send is not muted, and nothing is observed.',
    'The Server writes a request for data; the Client sends the answer of the IPA.',
    'The Server reads IPA message and State.',
  ],
  criteria: {
    A: {
      text: 'sends /3443/0/3 with the answer of the IPA',
      clause: 'Object 3443 1.0 resource 4; Core 1.1.1 §6.4.6',
    },
    B: {
      text: 'has no message any more when the Send was taken',
      clause: 'Object 3443 1.0 resource 4',
      unverified: 'the object tells of Clear IPA message alone that it empties IPA message',
    },
    C: { text: 'is ready for the next message then', clause: 'Object 3443 1.0 resource 0' },
  },
  async body(scene) {
    const { client, server, eim, lwm2m, supports, doesNotApply, pause } = scene
    if (lwm2m === '1.0' || !(await supports('SEND'))) doesNotApply('it has no Send', null)
    await isUnmuted(scene)
    const { told } = await eim.says(moreInfoRequest)
    const { way, frame } = await told.happens()
    if (way !== 'send') doesNotApply('it leaves its message to be read', frame)
    await client.must<Told>('A', told, wellMade, isData)
    await pause(waits.betweenLooks)
    const read = server.reads(`${eim.mailbox}/3`, { format: 'opaque' })
    await client.must('B', read.answered, code('2.05'), nothing)
    await client.must('C', server.reads(`${eim.mailbox}/0`).answered, code('2.05'), holds({ '/3443/0/0': 0 }))
  },
})
