import { code, holds, linkAttributes, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { attachesOptional, never, reporting, subject } from '../tp-reporting/subject.ts'
import { waits } from '../waits.ts'

export default testCase<string>({
  ...reporting,
  selection: { client: [...reporting.selection.client, 'ATTR-HQMAX'] },
  purposeId: 'TP/REP/ATTR/BV-12',
  title: 'Historical queue (hqmax)',
  purpose:
    'A limit on what is stored for later is attached and unset as any attribute, and holds back no report.',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §7.3.2' }, { clause: 'Core 1.2 §6.3.2' }],
  dependsOn: [...reporting.dependsOn, 261],
  steps: [
    'The Server turns Notification Storing on (/1/x/6), attaches hqmax=1 to an integer and discovers it.',
    'It observes the integer and writes it twice: both values are reported.',
    'It unsets hqmax, and discovers the integer.',
  ],
  criteria: {
    A: { judged: 'client', text: 'lists hqmax where it is attached', clause: 'Core 1.2 §6.3.2' },
    B: {
      judged: 'client',
      text: 'reports each change while the Server is in reach, whatever hqmax says',
      clause: 'Core 1.2 §7.3.2',
    },
    C: { judged: 'client', text: 'lists hqmax no more when it was unset', clause: 'Core 1.2 §6.3.2' },
  },
  async body(scene) {
    const { client, server, seconds, cannotJudge } = scene
    const { path, becomes } = await subject(scene)
    const storing = `${await client.serverInstance()}/6`
    const stored = await server.writes(storing, true).answered.happens()
    if (stored.code !== '2.04') cannotJudge(`${storing} cannot be written: ${stored.code}`)
    await attachesOptional(scene, path, { pmin: 0, pmax: never, hqmax: 1 })
    const listed = server.discovers(path).answered
    await client.must('A', listed, code('2.05'), linkAttributes(path, { hqmax: 1 }))
    const observation = server.observes(path)
    await observation.answered.happens()
    for (const value of [21, 22]) {
      await becomes(value)
      const wanted = holds({ [path]: value })
      await client.must('B', reportThat(observation, wanted, seconds(waits.conditionMet)), wanted)
    }
    await attachesOptional(scene, path, { hqmax: null })
    const unset = server.discovers(path).answered
    await client.must('C', unset, code('2.05'), linkAttributes(path, { hqmax: null }))
  },
})
