import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'
import { twoIdentities } from './resources.ts'

export default managementCase({
  id: 'WRITE/BV-03',
  title: 'Write (partial update) on a multiple resource',
  purpose: 'Since 1.2, POST on a multiple resource adds and overwrites instances.',
  editions: ['1.2'],
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.2 §6.3.3' }],
  steps: [
    'The Server gives /16/0/0 the instances 0 and 1.',
    'It POSTs instances 1 and 7 to it, and reads it.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the partial Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'holds the added instance and the overwritten one',
      clause: 'Core 1.2 §6.3.3',
    },
    C: { judged: 'client', text: 'keeps the instance that was not named', clause: 'Core 1.2 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const { resource, format } = await twoIdentities(scene)
    const values = { '1': 'new one', '7': 'seven' }
    const write = server.writes(resource, values, { ...format, mode: 'partial', keep: true })
    await client.must('A', write.answered, code('2.04'))
    const read = server.reads(resource)
    const written = { [`${resource}/1`]: 'new one', [`${resource}/7`]: 'seven' }
    await client.must('B', read.answered, code('2.05'), holds(written))
    await client.must('C', read.answered, holds({ [`${resource}/0`]: 'zero' }))
  },
})
