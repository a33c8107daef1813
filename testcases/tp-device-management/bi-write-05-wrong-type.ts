import { code, holds } from '#testcase'
import { freeInstance } from '../tp-objects/single-case.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'WRITE/BI-05',
  title: 'Write of a value of another type, and of a resource that is not there',
  purpose: 'Text that is no integer is refused; so is a Write to nothing.',
  editions: ['1.1', '1.2'],
  needs: [],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  steps: [
    'The Server PUTs "soon", then "7777abc", to the Lifetime, as text.',
    'It PUTs to a resource that is not there.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers text that is no integer with 4.00',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { judged: 'client', text: 'keeps its value', clause: 'Core 1.1.1 §6.3.3' },
    C: { judged: 'client', text: 'answers a Write to nothing with 4.04', clause: 'Transport 1.1.1 §6.7' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    const path = `${one}/1`
    const before = await client.valuesOf(path)
    for (const text of ['soon', '7777abc']) {
      const payload = new TextEncoder().encode(text)
      await client.must('A', server.writes(path, 1, { format: 'text', payload }).answered, code('4.00'))
    }
    await client.must('B', server.reads(path).answered, code('2.05'), holds(before))
    // No definition knows the resource, so the content is but a stand-in.
    const nowhere = `/1/${await freeInstance(scene, 1)}/1`
    const nothing = server.writes(nowhere, 1, { format: 'text', payload: Buffer.from('1'), keep: true })
    await client.must('C', nothing.answered, code('4.04'))
  },
})
