import { code, holds, only } from '#testcase'
import { managementCase } from './management-case.ts'
import { twoIdentities } from './resources.ts'

export default managementCase({
  id: 'WRITE/BV-01',
  title: 'Write (replace) on a multiple resource',
  purpose: 'PUT on a multiple resource leaves the instances it names, and no others.',
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  steps: [
    'The Server gives /16/0/0 the instances 0 and 1.',
    'It PUTs instances 1 and 7 to it, and reads it.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the instances that were written', clause: 'Core 1.1.1 §6.3.3' },
    C: { judged: 'client', text: 'holds no instance that was left out', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const { resource, format } = await twoIdentities(scene)
    const values = { '1': 'new one', '7': 'seven' }
    const write = server.writes(resource, values, { ...format, mode: 'replace', keep: true })
    await client.must('A', write.answered, code('2.04'))
    const read = server.reads(resource)
    const written = { [`${resource}/1`]: 'new one', [`${resource}/7`]: 'seven' }
    await client.must('B', read.answered, code('2.05'), holds(written))
    await client.must('C', read.answered, only(...Object.keys(written)))
  },
})
