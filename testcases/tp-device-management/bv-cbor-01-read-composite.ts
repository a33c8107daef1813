import { code, format, holds, only } from '#testcase'
import { lwm2mCbor, senmlFormats } from '../formats.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'CBOR/BV-01',
  title: 'Read-Composite answered in LwM2M CBOR',
  purpose: 'A list in SenML may be answered in LwM2M CBOR, with what single Reads give.',
  editions: ['1.2'],
  needs: ['READ-COMPOSITE', 'FMT.lwm2m-cbor'],
  reference: [{ clause: 'Core 1.2 §6.3.8' }, { clause: 'Core 1.2 §7.4' }],
  steps: [
    'The Server lists the Lifetime and the bindings of the Device in SenML, and accepts LwM2M CBOR.',
    'It reads both one by one.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'gives well-formed LwM2M CBOR', clause: 'Core 1.2 §7.4' },
    C: { judged: 'client', text: 'gives the values that single Reads give', clause: 'Core 1.2 §6.3.8' },
    D: { judged: 'client', text: 'gives nothing else', clause: 'Core 1.2 §6.3.8' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const [list = 'senml-cbor'] = await senmlFormats(scene)
    const paths = [`${await client.serverInstance()}/1`, '/3/0/16']
    const values = await client.valuesOf(...paths)
    const read = server.readsComposite(paths, { format: list, accept: lwm2mCbor })
    await client.must('A', read.answered, code('2.05'))
    await client.must('B', read.answered, format('lwm2m-cbor'))
    await client.must('C', read.answered, holds(values))
    await client.must('D', read.answered, only(...paths))
  },
})
