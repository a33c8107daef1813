import { type Answer, check, code, holds } from '#testcase'
import { senmlEtch, senmlFormats } from '../formats.ts'
import { managementCase } from './management-case.ts'

const doneOrRefused = check<Answer>('2.04, or a refusal (4.xx)', (answer) =>
  answer.code === '2.04' || answer.code.startsWith('4.') ? undefined : answer.code,
)

export default managementCase({
  id: 'ETCH/BV-02',
  title: 'Write-Composite in SenML-ETCH',
  purpose: 'Values in SenML-ETCH are taken as those in SenML, or refused and not taken.',
  editions: ['1.2'],
  needs: ['WRITE-COMPOSITE', 'ETCH'],
  reference: [{ clause: 'Core 1.2 §7.4' }, { clause: 'RFC 8790 §3' }],
  dependsOn: [230],
  steps: [
    'The Server turns Notification Storing over by an iPATCH in SenML-ETCH, in JSON (320) and in CBOR (322), as far as the Client has SenML in them.',
    'It reads it each time.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 2.04, or refuses', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'holds what it took, and what it held before where it refused',
      clause: 'Core 1.2 §6.3.9',
    },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const path = `${await client.serverInstance()}/6`
    for (const format of await senmlFormats(scene)) {
      const { nodes } = await server.reads(path).answered.happens()
      const before = nodes[0]?.value?.value === true
      const content = { [path.slice(1)]: !before }
      const write = server.writesComposite(content, { format, contentFormat: senmlEtch[format] })
      const answer = await client.must('A', write.answered, doneOrRefused)
      const held = answer.code === '2.04' ? !before : before
      await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: held }))
    }
  },
})
