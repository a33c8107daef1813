import { code, lacks } from '#testcase'
import { managementCase } from './management-case.ts'
import { twoIdentities } from './resources.ts'

export default managementCase({
  id: 'WRITE/BI-02',
  title: 'Write on a resource instance that is not there',
  purpose: 'PUT on a resource instance changes one that is there, and makes none.',
  editions: ['1.1', '1.2'],
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  steps: ['The Server gives /16/0/0 the instances 0 and 1.', 'It PUTs to /16/0/0/7, and reads /16/0/0.'],
  criteria: {
    A: { judged: 'client', text: 'answers 4.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'has made no instance', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const { resource } = await twoIdentities(scene)
    const write = server.writes(`${resource}/7`, 'seven', { format: 'text', keep: true })
    await client.must('A', write.answered, code('4.04'))
    await client.must('B', server.reads(resource).answered, code('2.05'), lacks(`${resource}/7`))
  },
})
