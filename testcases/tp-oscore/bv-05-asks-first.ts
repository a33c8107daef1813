import { check, type FirstUse, type Ladder, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

const clause = 'Transport 1.1.1 §5.5.3'

const asked = check<FirstUse>('asked for freshness', ({ wasAsked }) =>
  wasAsked ? undefined : 'it was served at once',
)

/** Nothing tells of a context that was used before, or may have been: who knows its replay window need not ask. */
const mayKnow = ({ freshness }: Ladder, chair: 'server' | 'bootstrap'): boolean =>
  !freshness(chair).wasAsked && !freshness(chair).isNew

const unknown =
  'it did not ask, and the context may have been used before: the IXIT does not say "oscoreIsNew"'

export default testCase({
  purposeId: 'TP/SEC/OSCORE/BV-05',
  title: 'The first request in a security context',
  purpose:
    'A Server serves nobody in a context that it was never spoken to in before he has shown that he is fresh.',
  area: 'CoAP',
  editions: ['1.1', '1.2'],
  reference: [{ clause }, { clause: 'RFC 8613 Appendix B.1.2' }, { clause: 'RFC 9175 §2.3' }],
  judges: ['server', 'bootstrap'],
  channel: { only: ['oscore', 'psk+oscore'], why: 'it is about OSCORE' },
  stimuli: { bootstrap: ['provision'] },
  dependsOn: [101, 0],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers, or sends a Bootstrap-Request, by an account that was not used before the run.',
    'It was asked to show that it is fresh, by 4.01 with Echo or by another ID Context, before it was served first.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'asks for freshness before it serves the first Register in a security context',
      clause,
    },
    B: {
      judged: 'bootstrap',
      text: 'asks for freshness before it serves the first Bootstrap-Request in a security context',
      clause,
    },
  },
  async body({ client, server, bootstrap, wire, iut }) {
    if (iut.includes('server')) {
      const { answered } = client.registers()
      await answered.happens()
      if (mayKnow(wire, 'server')) server.notApplicable('A', unknown)
      else
        await server.must(
          'A',
          answered.map('what came before it', () => wire.freshness('server')),
          asked,
        )
    }
    if (iut.includes('bootstrap')) {
      await bootstrap.isProvisioned()
      const { sent, answered } = client.requestsBootstrap()
      await bootstrap.finishes().after(sent).sent.comes()
      if (mayKnow(wire, 'bootstrap')) bootstrap.notApplicable('B', unknown)
      else
        await bootstrap.must(
          'B',
          answered.map('what came before it', () => wire.freshness('bootstrap')),
          asked,
        )
    }
  },
})
