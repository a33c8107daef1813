import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'
import { madeInstance } from './resources.ts'

export default managementCase({
  id: 'DELETE/BI-01',
  title: 'Delete of a resource',
  purpose: 'Delete takes instances of objects, and no resources.',
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.1.1 §6.3.7' }],
  dependsOn: ['int-1630 A'],
  steps: ['The Server creates an instance of /16.', 'It deletes its resource 0, and reads it.'],
  criteria: {
    A: { judged: 'client', text: 'answers 4.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'keeps the resource', clause: 'Core 1.1.1 §6.3.7' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const path = await madeInstance(scene, 110)
    await client.must('A', server.deletes(`${path}/0`).answered, code('4.05'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [`${path}/0/0`]: 'first' }))
  },
})
