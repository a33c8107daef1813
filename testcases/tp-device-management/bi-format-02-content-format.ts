import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'

const [unknown, links] = [65000, 40]

export default managementCase({
  id: 'FORMAT/BI-02',
  title: 'Write in a Content-Format that cannot be read',
  purpose:
    'A payload in a format that is unknown, or that carries no values, is refused and changes nothing.',
  needs: [],
  reference: [{ clause: 'RFC 7252 §5.10.3' }, { clause: 'Transport 1.1.1 §6.7' }],
  steps: ['The Server writes /1/0/1 as an unknown format and as link-format.', 'It reads /1/0/1.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers 4.15 to a format that nobody knows',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { judged: 'client', text: 'answers 4.15 to link-format', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'keeps its value', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const path = `${await client.serverInstance()}/1`
    const before = await client.valuesOf(path)
    const another = Number(before[path] ?? 0) + 100
    for (const [letter, contentFormat] of [
      ['A', unknown],
      ['B', links],
    ] as const) {
      const write = server.writes(path, another, { format: 'text', contentFormat })
      await client.must(letter, write.answered, code('4.15'))
    }
    await client.must('C', server.reads(path).answered, code('2.05'), holds(before))
  },
})
