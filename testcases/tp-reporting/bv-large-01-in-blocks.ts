import { type Body, check, holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { waits } from '../waits.ts'
import { never, reporting, subject } from './subject.ts'

/** Longer than the longest block. */
const long = 'A value that no single block can hold. '.repeat(32)

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/LARGE/BV-01',
  title: 'A notification that is longer than a block',
  purpose: 'A value of more than 1024 octets is reported by its first block, and the rest can be fetched.',
  reference: [{ clause: 'RFC 7959 §2.6' }],
  dependsOn: [...reporting.dependsOn, 'TP/COAP/BLOCK/BV-01', 'TP/COAP/BLOCK/BV-02'],
  steps: [
    'The Server observes a string and writes 1248 characters to it, in blocks.',
    'The Client reports them; what the first block does not hold is fetched.',
  ],
  criteria: {
    A: { judged: 'client', text: 'reports the whole value', clause: 'RFC 7959 §2.6' },
  },
  async body(scene) {
    const { client, server, seconds, doesNotApply } = scene
    const { path } = await subject(scene, 'short', 110)
    const write = await server.writes(path, long, { keep: true }).answered.happens()
    if (write.code !== '2.04') doesNotApply(`the Client takes no string so long: ${write.code}`, write.frame)
    await server.writes(path, 'short', { keep: true }).answered.happens()
    await server.setsAttributes(path, { pmin: 0, pmax: never }).answered.happens()
    const observation = server.observes(path)
    await observation.answered.happens()
    await server.writes(path, long, { keep: true }).answered.happens()
    const { verify } = holds({ [path]: long })
    const whole = check<Body>(`all ${long.length} characters at ${path}`, (body) =>
      verify(body) === undefined ? undefined : `${body.payload.length} octets that are others`,
    )
    await client.must('A', reportThat(observation, whole, seconds(waits.conditionMet)), whole)
  },
})
