import { code, holds } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'WRITE/BI-04',
  title: 'Write of a read-only resource among others',
  purpose: 'A Write that holds one resource which cannot be written is refused as a whole.',
  needs: [],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  steps: [
    'The Server POSTs a Short Server ID of 123 and another Notification Storing to /1/0.',
    'It reads /1/0.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 4.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'keeps all values', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const format = await instanceFormat(scene)
    const one = await client.serverInstance()
    const before = await client.saves(one, 0, 1, 6)
    // What it has already: so that it is put back, should the refused Write take hold.
    await server.writes(`${one}/6`, before[`${one}/6`] === true).answered.happens()
    const content = { '6': before[`${one}/6`] !== true, '0': 123 }
    const write = server.writes(one, content, { ...format, mode: 'partial', keep: true })
    await client.must('A', write.answered, code('4.05'))
    await client.must('B', server.reads(one).answered, code('2.05'), holds(before))
  },
})
