import { code, holds } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { managementCase } from './management-case.ts'
import { madeInstance } from './resources.ts'

export default managementCase({
  id: 'CREATE/BI-01',
  title: 'Create of an instance that is there',
  purpose: 'Create makes instances, and does not overwrite one.',
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.1.1 §6.3.6' }],
  dependsOn: ['int-1630 A'],
  steps: [
    'The Server creates an instance of /16.',
    'It creates it again, with another value, and reads it.',
    'Where the Client has trouble of its own with that (5.xx), the Server creates one that is not there: a full Client has the same trouble.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 4.00', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the values of the first', clause: 'Core 1.1.1 §6.3.6' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const path = await madeInstance(scene, 103)
    const how = await instanceFormat(scene)
    const again = server.creates('/16', { '103/0/0': 'other' }, { ...how, keep: true })
    const refusal = await again.answered.happens()
    const read = server.reads(path)
    await client.must(
      'B',
      read.answered,
      code('2.05'),
      holds({ [`${path}/0/0`]: 'first', [`${path}/0/1`]: 'second' }),
    )
    if (refusal.code.startsWith('5.')) {
      const another = await server.creates('/16', { '104/0/0': 'other' }, how).answered.happens()
      if (another.code === refusal.code) {
        const why = `it is full: ${another.code} to an instance that is not there, too`
        return client.notApplicable('A', why, another.frame)
      }
    }
    await client.must('A', again.answered, code('4.00'))
  },
})
