import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

/** More than fits in a block of 1024 octets. */
const further = Array.from({ length: 120 }, (_, instance) => `/30000/${instance}`)

export default testCase({
  purposeId: 'TP/REG/LIST/BV-02',
  title: 'A list of objects in several blocks',
  purpose: 'A Client whose list is longer than a block registers block by block.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }, { clause: 'RFC 7959 §2.5' }],
  judges: ['server'],
  dependsOn: [101, 'int-102 D', 'TP/REG/LIST/BV-01'],
  configuration: C1,
  transport: { only: 'udp', why: 'over TCP a list of this length goes in one message' },
  impact: 'none',
  steps: [
    'The Client lists 120 instances of object 30000 beside its own objects, in blocks of at most 1024 octets.',
    'It sends an Update with its lifetime.',
  ],
  criteria: {
    A: { judged: 'server', text: 'answers the last block with 2.01 Created', clause: 'RFC 7959 §2.5' },
    B: { judged: 'server', text: 'takes an Update of that registration', clause: 'Core 1.1.1 §6.2.2' },
  },
  async body({ client, server, cannotJudge }) {
    const register = await server.must('A', client.registers({}, { further }).answered, code('2.01'))
    if (register.code !== '2.01') return cannotJudge('the registration was refused')
    await server.must('B', client.updates({ lifetime: 86400 }).answered, code('2.04'))
  },
})
