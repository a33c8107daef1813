import { code } from '#testcase'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'READ/BI-01',
  title: 'Read of a path with the longest ids',
  purpose: 'A path of ids with five digits each that is not there is answered 4.04.',
  editions: ['1.1', '1.2'],
  needs: [],
  reference: [{ clause: 'Transport 1.1.1 §6.7' }],
  steps: ['The Server reads /65534/65534/65534/65534, as each format the Client has that names paths.'],
  criteria: {
    A: { judged: 'client', text: 'answers what is not there with 4.04', clause: 'Transport 1.1.1 §6.7' },
  },
  async body({ client, server, supports }) {
    await client.isRegistered()
    const path = '/65534/65534/65534/65534'
    await client.must('A', server.reads(path).answered, code('4.04'))
    for (const format of ['senml-cbor', 'senml-json', 'json'] as const)
      if (await supports(`FMT.${format}`))
        await client.must('A', server.reads(path, { format }).answered, code('4.04'))
  },
})
