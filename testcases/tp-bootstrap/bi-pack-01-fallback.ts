import { request, testCase } from '#testcase'
import { endpointStated } from '../0xx-bootstrap/account.ts'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'

export default testCase({
  purposeId: 'TP/BS/PACK/BI-01',
  title: 'A Bootstrap-Pack that cannot be had or used',
  purpose: 'A Client that gets no pack, or one that does not fit together, sends a Bootstrap-Request.',
  area: 'Bootstrap',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2.1 §6.1.7.7' }, { clause: 'Core 1.2.1 §6.1.6' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP', 'BOOTSTRAP-PACK'] },
  dependsOn: [4, 12],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Pack-Request; the Bootstrap-Server answers 5.01 and bootstraps it as ever.',
    'It sends another; the pack holds a Server instance for which there is no Security instance.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends a Bootstrap-Request when its Bootstrap-Pack-Request is answered 5.01',
      clause: 'Core 1.2.1 §6.1.7.7',
    },
    B: {
      judged: 'client',
      text: 'sends a Bootstrap-Request when the pack is inconsistent',
      clause: 'Core 1.2.1 §6.1.6',
    },
  },
  async body({ client, bootstrap }) {
    const bootstraps = async (letter: 'A' | 'B'): Promise<void> => {
      const asked = client.requestsPack()
      const fallback = client.requestsBootstrap().after(asked.sent)
      await client.must(letter, asked.sent, request('GET', '/bspack'))
      await client.must(letter, fallback.sent, endpointStated)
      await provide(bootstrap)
      const finish = bootstrap.finishes()
      await finish.answered.happens()
      await client.registers().after(finish.sent).sent.happens()
    }
    await bootstraps('A')
    bootstrap.offersPacks({ '/1/0': { ...bootstrap.account().server, 0: 99 } })
    await bootstraps('B')
  },
})
