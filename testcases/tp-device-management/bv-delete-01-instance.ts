import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'
import { madeInstance } from './resources.ts'

export default managementCase({
  id: 'DELETE/BV-01',
  title: 'Delete Object Instance',
  purpose: 'A deleted instance is gone, and can be neither read nor deleted again. Stands in for int-290.',
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.1.1 §6.3.7' }],
  dependsOn: ['int-1630 A'],
  steps: [
    'The Server creates two instances of /16.',
    'It deletes the first, reads both, and deletes the first again.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Delete with 2.02', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'answers a Read of what is gone with 4.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'keeps the other instance', clause: 'Core 1.1.1 §6.3.7' },
    D: {
      judged: 'client',
      text: 'answers a Delete of what is gone with 4.04',
      clause: 'Transport 1.1.1 §6.7',
    },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const path = await madeInstance(scene, 107)
    const other = await madeInstance(scene, 108)
    await client.must('A', server.deletes(path).answered, code('2.02'))
    await client.must('B', server.reads(path).answered, code('4.04'))
    await client.must('C', server.reads(other).answered, code('2.05'), holds({ [`${other}/0/0`]: 'first' }))
    await client.must('D', server.deletes(path).answered, code('4.04'))
  },
})
