import { check, code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'

const underOscore = check<{ readonly isProtected: boolean }>('a message under OSCORE', ({ isProtected }) =>
  isProtected ? undefined : 'a message in the clear',
)

export default testCase({
  number: 405,
  title: 'OSCORE',
  purpose: 'A registration and a Read are protected by OSCORE.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §5.5' }, { clause: 'RFC 8613 §8' }],
  judges: ['client', 'server'],
  channel: { only: 'oscore', why: 'it is about OSCORE' },
  stimuli: { server: ['read'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: ['The Client registers under OSCORE.', 'The Server reads /3/0 under OSCORE.'],
  criteria: {
    A: { judged: 'client', text: 'registers under OSCORE', clause: 'RFC 8613 §8.1' },
    B: { judged: 'server', text: 'answers the Register with 2.01, under OSCORE', clause: 'RFC 8613 §8.3' },
    C: { judged: 'server', text: 'reads the Device under OSCORE', clause: 'RFC 8613 §8.1' },
    D: { judged: 'client', text: 'answers the Read with 2.05, under OSCORE', clause: 'RFC 8613 §8.3' },
  },
  async body({ client, server, iut, seconds }) {
    // To a Client in the clear our Server speaks in the clear.
    const isServer = iut.includes('server')
    const register = client.registers(isServer ? { lifetime: seconds(waits.protectedLifetime) } : {})
    await client.must('A', register.sent, underOscore)
    if (isServer) await server.must('B', register.answered, code('2.01'), underOscore)
    const read = server.reads('/3/0')
    if (isServer) await server.must('C', read.sent, underOscore)
    await client.must('D', read.answered, code('2.05'), underOscore)
  },
})
