import { testCase } from '#testcase'
import { C3 } from '../configurations/c3.ts'
import { noneOf } from './none-of.ts'

const none = noneOf('no message id of another message')

export default testCase({
  purposeId: 'TP/COAP/FORM/BV-02',
  title: 'Message ids',
  purpose: 'In all cases before, no message had the id of another one that may still be on its way.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §4.4' }],
  judges: ['client', 'server'],
  transport: { only: 'udp', why: 'messages over TCP have no id' },
  dependsOn: [101],
  configuration: C3,
  impact: 'none',
  steps: [
    'Two more messages are provoked: a Client is made to send an Update, a Server to read.',
    'The ids of all messages that the IUT sent in this run are looked through.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'used no message id again within EXCHANGE_LIFETIME (of a NON: NON_LIFETIME)',
      clause: 'RFC 7252 §4.4',
    },
    B: {
      judged: 'server',
      text: 'used no message id again within EXCHANGE_LIFETIME (of a NON: NON_LIFETIME)',
      clause: 'RFC 7252 §4.4',
    },
  },
  async body({ client, server, iut, reusedIds }) {
    await client.isRegistered()
    if (iut.includes('client')) {
      const trigger = server.executes(`${await client.serverInstance()}/8`)
      await client.updates().after(trigger.sent).answered.comes()
      await client.must('A', reusedIds('client'), none)
    }
    if (iut.includes('server')) {
      for (const resource of [0, 1]) await server.reads(`/3/0/${resource}`).answered.comes()
      await server.must('B', reusedIds('server'), none)
    }
  },
})
