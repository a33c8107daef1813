import { code, holds } from '#testcase'
import { identities } from '../16xx-portfolio/identities.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'WRITE/BV-04',
  title: 'Write of a resource instance in TLV',
  purpose: 'What int-228 writes as text can be written as TLV, too.',
  editions: ['1.1', '1.2'],
  needs: ['OBJ.16', 'FMT.tlv'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause: 'Core 1.1.1 §7.4.3' }],
  dependsOn: [228],
  steps: ['The Server PUTs an identity of the Portfolio as TLV, and reads it.'],
  criteria: {
    A: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the new value', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const [path = ''] = await identities(scene)
    await client.must('A', server.writes(path, 'by TLV', { format: 'tlv' }).answered, code('2.04'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: 'by TLV' }))
  },
})
