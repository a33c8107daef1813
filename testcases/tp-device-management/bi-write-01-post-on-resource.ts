import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'
import { twoIdentities } from './resources.ts'

export default managementCase({
  id: 'WRITE/BI-01',
  title: 'POST on a multiple resource before 1.2',
  purpose:
    'Before 1.2, POST on a resource is Execute alone, and a resource that cannot be executed refuses it.',
  editions: ['1.0', '1.1'],
  needs: ['OBJ.16'],
  reference: [{ clause: 'Transport 1.1.1 Table 6.4.4-1' }],
  steps: ['The Server gives /16/0/0 the instances 0 and 1.', 'It POSTs instance 7 to it, and reads it.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers 4.05',
      clause: 'Transport 1.1.1 §6.7',
      // A Client of a newer version may well do what that version has.
      level: 'SHOULD',
    },
    B: { judged: 'client', text: 'keeps the instances it had', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const { resource, format } = await twoIdentities(scene)
    const write = server.writes(resource, { '7': 'seven' }, { ...format, mode: 'partial', keep: true })
    await client.must('A', write.answered, code('4.05'))
    const held = { [`${resource}/0`]: 'zero', [`${resource}/1`]: 'one' }
    await client.must('B', server.reads(resource).answered, code('2.05'), holds(held))
  },
})
