import { code, holds, lacks } from '#testcase'
import { managementCase } from './management-case.ts'
import { madeInstance } from './resources.ts'

export default managementCase({
  id: 'DELETE/BV-02',
  title: 'Delete of a resource instance',
  purpose: 'Since 1.2, one instance of a multiple resource is deleted, and the others stay.',
  editions: ['1.2'],
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.2 §6.3.7' }],
  dependsOn: ['int-1630 A'],
  steps: [
    'The Server creates an instance of /16 with two identities.',
    'It deletes the second, and reads them.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Delete with 2.02', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'has the deleted instance no more', clause: 'Core 1.2 §6.3.7' },
    C: { judged: 'client', text: 'keeps the other instance', clause: 'Core 1.2 §6.3.7' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const path = `${await madeInstance(scene, 109)}/0`
    await client.must('A', server.deletes(`${path}/1`).answered, code('2.02'))
    const read = server.reads(path)
    await client.must('B', read.answered, code('2.05'), lacks(`${path}/1`))
    await client.must('C', read.answered, holds({ [`${path}/0`]: 'first' }))
  },
})
