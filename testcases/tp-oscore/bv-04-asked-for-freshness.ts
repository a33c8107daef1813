import { testCase } from '#testcase'

export default testCase({
  purposeId: 'TP/SEC/OSCORE/BV-04',
  title: 'A Server that lost its replay window',
  purpose: 'A Client shows that it is fresh when a Server that restarted asks it to.',
  area: 'CoAP',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'RFC 9175 §2.3' }, { clause: 'RFC 8613 Appendix B.1.2' }],
  judges: ['client'],
  channel: { only: 'oscore', why: 'it is about OSCORE' },
  dependsOn: [101, 104],
  impact: 'none',
  steps: [
    'The Server loses its replay window, and triggers an Update.',
    'It answers the Update with 4.01 and an Echo option.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends the Update again, with the value of the Echo option',
      clause: 'RFC 9175 §2.3',
      level: 'SHOULD',
    },
  },
  async body({ client, server, wire, cannotJudge }) {
    await client.isRegistered()
    if (!(await wire.forgetsReplays())) cannotJudge('the Client does not speak under OSCORE')
    const trigger = server.executes(`${await client.serverInstance()}/8`)
    await client.must('A', client.updates().after(trigger.sent).sent)
  },
})
