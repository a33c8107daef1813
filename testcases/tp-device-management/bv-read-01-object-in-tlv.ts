import { code, format, has } from '#testcase'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'READ/BV-01',
  needs: ['FMT.tlv'],
  // int-222 asks for the same since 1.1.
  editions: ['1.0'],
  dependsOn: [203],
  title: 'An object in TLV',
  purpose: 'A whole object is read in TLV, also one that can have a single instance only.',
  reference: [{ clause: 'Core 1.0.2 §6.4.3' }],
  steps: ['The Server reads /3 in TLV.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'gives its resources wrapped in object instances',
      clause: 'Core 1.0.2 §6.4.3',
    },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const { answered } = server.reads('/3', { format: 'tlv' })
    await client.must('A', answered, code('2.05'), format('tlv'), has('/3/0/16'))
  },
})
