import { type Answer, check, code, holds } from '#testcase'
import { waits } from '../waits.ts'
import { esimCase } from './esim-case.ts'
import { infoRequest, infoRequestOctets } from './messages.ts'
import { isData, wellMade } from './told.ts'

const refused = check<Answer>('a refusal', ({ code }) => (code.startsWith('2.') ? code : undefined))

export default esimCase({
  number: 105,
  title: 'One message at a time',
  purpose: 'While the IPA deals with a message, the mailbox takes no other.',
  steps: [
    'The Server writes a message, and reads State at once.',
    'While State is not 0, it writes another, which is refused.',
    'The IPA answers the first, and State is 0 again.',
  ],
  criteria: {
    A: {
      text: 'refuses a message while State is not 0',
      clause: 'Object 3443 1.0 resource 0',
    },
    B: { text: 'answers the first message', clause: 'Object 3443 1.0 resource 3' },
    C: { text: 'shows State 0 when the answer is delivered', clause: 'Object 3443 1.0 resource 0' },
  },
  async body({ client, server, eim, pause, cannotJudge }) {
    const left = await eim.says(infoRequest)
    if ((await left.answered.happens()).code !== '2.04') cannotJudge('the first message was not taken')
    const state = await server.reads(`${eim.mailbox}/0`).answered.happens()
    if (state.nodes[0]?.value?.value === 0n) {
      client.notApplicable('A', 'it was ready again at once')
      await client.must('B', left.told, wellMade, isData)
    } else {
      const second = server.writes(`${eim.mailbox}/2`, infoRequestOctets, { format: 'opaque', keep: true })
      const { at, code } = await second.answered.happens()
      const isTaken = code.startsWith('2.')
      // Who has put the first answer there is done with the first message, however late it is delivered.
      const looks = isTaken
        ? await server.reads(`${eim.mailbox}/3`, { format: 'opaque' }).answered.happens()
        : undefined
      const isDone = looks !== undefined && looks.payload.length > 0
      const first = await client.must('B', left.told, wellMade, isData)
      if (isTaken) await eim.hears().comes()
      if (first.at > at && !isDone) await client.must('A', second.answered, refused)
      else client.notApplicable('A', 'it was ready again when the second came')
    }
    for (let look = 0; look < 4; look++) {
      const { nodes } = await server.reads(`${eim.mailbox}/0`).answered.happens()
      if (nodes[0]?.value?.value === 0n) break
      await pause(waits.betweenLooks)
    }
    await client.must('C', server.reads(`${eim.mailbox}/0`).answered, code('2.05'), holds({ '/3443/0/0': 0 }))
  },
})
