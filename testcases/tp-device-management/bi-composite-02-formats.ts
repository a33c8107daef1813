import { code } from '#testcase'
import { senmlFormats } from '../formats.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'COMPOSITE/BI-02',
  title: 'Read-Composite in formats that cannot be met',
  purpose: 'An Accept and a Content-Format that are unknown are refused, each with its code.',
  editions: ['1.1', '1.2'],
  needs: ['READ-COMPOSITE'],
  reference: [{ clause: 'Transport 1.1.1 §6.7' }],
  steps: ['The Server sends a FETCH with an unknown Accept, and one with an unknown Content-Format.'],
  criteria: {
    A: { judged: 'client', text: 'answers an unknown Accept with 4.06', clause: 'RFC 7252 §5.10.4' },
    B: {
      judged: 'client',
      text: 'answers an unknown Content-Format with 4.15',
      clause: 'Transport 1.1.1 §6.7',
    },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const [format = 'senml-cbor'] = await senmlFormats(scene)
    const accept = server.readsComposite(['/3/0/16'], { format, accept: 65000 })
    await client.must('A', accept.answered, code('4.06'))
    const list = server.readsComposite(['/3/0/16'], { format, contentFormat: 65000 })
    await client.must('B', list.answered, code('4.15'))
  },
})
