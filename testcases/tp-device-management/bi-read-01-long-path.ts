import { code } from '#testcase'
import { refused } from '../tp-objects/single-case.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'READ/BI-01',
  title: 'Read of paths that lead nowhere',
  purpose:
    'A path of ids with five digits each is answered 4.04; a single resource has no instances to be read.',
  editions: ['1.1', '1.2'],
  needs: [],
  reference: [{ clause: 'Transport 1.1.1 §6.7' }, { clause: 'Core 1.1.1 §6.3.1' }],
  steps: [
    'The Server reads /65534/65534/65534/65534, as each format the Client has that names paths.',
    'It reads instance 0 of the Short Server ID.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers what is not there with 4.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'refuses a Read of an instance of a single resource (4.xx)',
      clause: 'Core 1.1.1 §6.3.1',
    },
  },
  async body({ client, server, supports }) {
    await client.isRegistered()
    const path = '/65534/65534/65534/65534'
    await client.must('A', server.reads(path).answered, code('4.04'))
    for (const format of ['senml-cbor', 'senml-json', 'json'] as const)
      if (await supports(`FMT.${format}`))
        await client.must('A', server.reads(path, { format }).answered, code('4.04'))
    await client.must('B', server.reads(`${await client.serverInstance()}/0/0`).answered, refused)
  },
})
