import { code, holds } from '#testcase'
import { senmlFormats } from '../formats.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'COMPOSITE/BI-01',
  title: 'Write-Composite with a read-only resource',
  purpose: 'A Write-Composite that holds one resource which cannot be written is refused as a whole.',
  editions: ['1.1', '1.2'],
  needs: ['WRITE-COMPOSITE'],
  reference: [{ clause: 'Core 1.1.1 §6.3.9' }],
  steps: [
    'The Server sends an iPATCH with another Notification Storing and a Manufacturer.',
    'It reads both.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 4.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'keeps all values', clause: 'Core 1.1.1 §6.3.9' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const [format = 'senml-cbor'] = await senmlFormats(scene)
    const path = `${await client.serverInstance()}/6`
    const before = await client.valuesOf(path)
    const storing = before[path] === true
    // What it has already: so that it is put back, should the refused Write take hold.
    await server.writes(path, storing).answered.happens()
    const content = { [path.slice(1)]: !storing, '3/0/16': 'T' }
    await client.must('A', server.writesComposite(content, { format, keep: true }).answered, code('4.05'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds(before))
  },
})
