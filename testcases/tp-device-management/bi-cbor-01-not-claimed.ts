import { code } from '#testcase'
import { lwm2mCbor, senmlFormats } from '../formats.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'CBOR/BI-01',
  title: 'Composites in LwM2M CBOR by a Client that does not have it',
  purpose: 'A format that others have is refused by its code, and no other is given in its place.',
  editions: ['1.1', '1.2'],
  needs: ['READ-COMPOSITE', 'WRITE-COMPOSITE'],
  dependsOn: [231, 232],
  reference: [{ clause: 'Transport 1.1.1 §6.7' }],
  steps: [
    'The Server sends a FETCH that accepts LwM2M CBOR.',
    'It sends an iPATCH in LwM2M CBOR, with the Notification Storing that the Client has.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the FETCH with 4.06', clause: 'RFC 7252 §5.10.4' },
    B: { judged: 'client', text: 'answers the iPATCH with 4.15', clause: 'Transport 1.1.1 §6.7' },
  },
  async body(scene) {
    const { client, server, supports, doesNotApply } = scene
    await client.isRegistered()
    if (await supports('FMT.lwm2m-cbor')) doesNotApply('it has LwM2M CBOR', null)
    const [format = 'senml-cbor'] = await senmlFormats(scene)
    const read = server.readsComposite(['/3/0/16'], { format, accept: lwm2mCbor })
    await client.must('A', read.answered, code('4.06'))
    const path = `${await client.serverInstance()}/6`
    const { [path]: storing = false } = await client.valuesOf(path)
    const write = server.writesComposite({ [path.slice(1)]: storing }, { format: 'lwm2m-cbor', keep: true })
    await client.must('B', write.answered, code('4.15'))
  },
})
