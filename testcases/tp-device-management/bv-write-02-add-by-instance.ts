import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'
import { twoIdentities } from './resources.ts'

export default managementCase({
  id: 'WRITE/BV-02',
  title: 'Create a resource instance',
  purpose:
    'A partial Write of an object instance adds an instance to a multiple resource. Stands in for int-271.',
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  steps: [
    'The Server gives /16/0/0 the instances 0 and 1.',
    'It POSTs instances 1 and 7 of resource 0 to /16/0, and reads /16/0/0.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the partial Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'holds the added instance and the overwritten one',
      clause: 'Core 1.1.1 §6.3.3',
    },
    C: { judged: 'client', text: 'keeps the instance that was not named', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const { resource, instance, format } = await twoIdentities(scene)
    const values = { '0/1': 'new one', '0/7': 'seven' }
    const write = server.writes(instance, values, { ...format, mode: 'partial', keep: true })
    await client.must('A', write.answered, code('2.04'))
    const read = server.reads(resource)
    const written = { [`${resource}/1`]: 'new one', [`${resource}/7`]: 'seven' }
    await client.must('B', read.answered, code('2.05'), holds(written))
    await client.must('C', read.answered, holds({ [`${resource}/0`]: 'zero' }))
  },
})
