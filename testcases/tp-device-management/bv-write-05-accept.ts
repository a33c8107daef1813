import { code, holds } from '#testcase'
import { granted } from '../tp-coap/message-case.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'WRITE/BV-05',
  title: 'Write with an Accept option',
  purpose: 'An Accept option is no reason to refuse a request whose answer has no content.',
  needs: ['FMT.text', 'RES.1.2'],
  reference: [{ clause: 'RFC 7252 §5.10.4' }],
  dependsOn: [205],
  steps: ['The Server PUTs text to the Default Minimum Period, with an Accept of text, and reads it.'],
  criteria: {
    A: { judged: 'client', text: 'grants the Write', clause: 'RFC 7252 §5.10.4' },
    B: { judged: 'client', text: 'holds the new value', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body({ client, server, wire, cannotJudge }) {
    await client.isRegistered()
    const path = `${await client.serverInstance()}/2`
    // By the verb first, so that what was there before is put back by the usual undo.
    const plain = await server.writes(path, 21).answered.happens()
    if (plain.code !== '2.04') cannotJudge(`${path} cannot be written: ${plain.code}`)
    const write = wire.sends(`a Write of ${path} with an Accept`, {
      code: '0.03',
      path: path.slice(1).split('/'),
      contentFormat: 0,
      accept: 0,
      payload: new TextEncoder().encode('22'),
    })
    await client.must('A', write.responded, granted)
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: 22 }))
  },
})
