import { code } from '#testcase'
import { esimCase } from './esim-case.ts'

export default esimCase({
  number: 103,
  title: 'Operations that a resource does not have',
  purpose: 'Each resource of the mailbox takes the operations of its definition alone.',
  steps: [
    'The Server reads what can be written or executed alone.',
    'It writes what can only be read.',
    'It executes what can be written alone.',
  ],
  criteria: {
    A: {
      text: 'answers a Read of eIM message and Clear IPA message with 4.05',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { text: 'answers a Write of State, EID and IPA message with 4.05', clause: 'Transport 1.1.1 §6.7' },
    C: { text: 'answers an Execute of eIM message with 4.05', clause: 'Transport 1.1.1 §6.7' },
  },
  async body({ client, server, eim: { mailbox } }) {
    for (const resource of [2, 4])
      await client.must('A', server.reads(`${mailbox}/${resource}`).answered, code('4.05'))
    for (const [resource, value] of [
      [0, 1],
      [1, '0'.repeat(32)],
      [3, Uint8Array.of(5, 0)],
    ] as const)
      await client.must(
        'B',
        server.writes(`${mailbox}/${resource}`, value, { keep: true }).answered,
        code('4.05'),
      )
    await client.must('C', server.executes(`${mailbox}/2`).answered, code('4.05'))
  },
})
