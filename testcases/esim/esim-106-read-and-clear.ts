import { type Answer, check, code, holds } from '#testcase'
import { waits } from '../waits.ts'
import { esimCase } from './esim-case.ts'
import { infoRequestOctets } from './messages.ts'

const message = check<Answer>('a message', ({ payload }) => (payload.length > 0 ? undefined : 'nothing'))

export default esimCase({
  number: 106,
  title: 'A message that is read, and cleared',
  purpose: 'A message that was neither sent nor reported stays until the Server has read it and says so.',
  steps: [
    'Send is muted, where the Client has it, and nothing is observed.',
    'The Server writes a request for data, and reads /3443/0/3 until the answer is there.',
    'It reads it again, executes /3443/0/4, and reads once more.',
    'It executes /3443/0/4 once more.',
  ],
  criteria: {
    A: { text: 'gives the message of the IPA to a Read', clause: 'Object 3443 1.0 resource 3' },
    B: { text: 'keeps it until it is cleared', clause: 'Object 3443 1.0 resource 4' },
    C: { text: 'answers Clear IPA message with 2.04', clause: 'Transport 1.1.1 §6.7' },
    D: { text: 'does not give the message any more that was cleared', clause: 'Object 3443 1.0 resource 4' },
    E: { text: 'is ready for the next message then', clause: 'Object 3443 1.0 resource 0' },
    F: {
      text: 'answers Clear IPA message with 2.04 where there is nothing to clear',
      clause: 'Core 1.1.1 §6.3.5',
      unverified: 'the object does not tell what comes of it',
    },
  },
  async body({ client, server, eim, lwm2m, supports, pause, cannotJudge }) {
    const { mailbox } = eim
    await eim.isReady()
    if (lwm2m !== '1.0' && (await supports('RES.1.23')))
      await server.writes(`${await client.serverInstance()}/23`, true).answered.happens()
    await server
      .writes(`${mailbox}/2`, infoRequestOctets, { format: 'opaque', keep: true })
      .answered.happens()
    const reads = () => server.reads(`${mailbox}/3`, { format: 'opaque' }).answered
    for (let look = 0; look < 4; look++) {
      if ((await reads().happens()).payload.length > 0) break
      await pause(waits.betweenLooks)
    }
    const first = await client.must('A', reads(), code('2.05'), message)
    if (first.code !== '2.05') cannotJudge('there is no message to clear')
    await client.must('B', reads(), code('2.05'), sameAs(first.payload))
    await client.must('C', server.executes(`${mailbox}/4`).answered, code('2.04'))
    await pause(waits.executed)
    const isOther = ({ payload }: Answer): boolean => Buffer.compare(payload, first.payload) !== 0
    const other = check<Answer>('nothing, or another message', (answer) =>
      answer.payload.length === 0 || isOther(answer) ? undefined : 'the same message',
    )
    const next = await client.must('D', reads(), code('2.05'), other)
    // The IPA may have more to say, and is not ready before that was read, too.
    if (next.payload.length > 0 && isOther(next))
      client.notApplicable('E', 'it has another message', next.frame)
    else
      await client.must('E', server.reads(`${mailbox}/0`).answered, code('2.05'), holds({ '/3443/0/0': 0 }))
    await client.must('F', server.executes(`${mailbox}/4`).answered, code('2.04'))
  },
})

function sameAs(octets: Uint8Array) {
  return check<Answer>('the same message', ({ payload }) =>
    Buffer.compare(payload, octets) === 0 ? undefined : `${payload.length} octets that differ`,
  )
}
