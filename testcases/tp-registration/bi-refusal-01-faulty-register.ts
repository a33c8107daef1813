import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  purposeId: 'TP/REG/REFUSAL/BI-01',
  title: 'Registers that are to be refused',
  purpose: 'A Server tells a Client by the right code what is wrong with its Register.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §6.7' }, { clause: 'Core 1.1.1 §6.2.1' }],
  judges: ['server'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers with something missing or wrong: an unknown enabler version, no version, no lifetime, an unknown parameter, another Content-Format, no endpoint name.',
    'It registers as it should.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'refuses an enabler version that it does not speak with 4.12',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: {
      judged: 'server',
      level: 'SHOULD',
      text: 'refuses a Register without an enabler version (4.00 or 4.12)',
      clause: 'Transport 1.1.1 §6.7',
    },
    C: {
      judged: 'server',
      text: 'takes a Register without a lifetime for one of 86400 s, or refuses it with 4.00',
      clause: 'Core 1.1.1 §6.2.1',
    },
    D: {
      judged: 'server',
      level: 'SHOULD',
      text: 'refuses a parameter that nobody knows with 4.00',
      clause: 'Transport 1.1.1 §6.7',
    },
    E: {
      judged: 'server',
      text: 'refuses an object list that is not said to be link-format (4.00 or 4.15)',
      clause: 'Core 1.1.1 §6.2.1',
    },
    F: {
      judged: 'server',
      text: 'refuses a Register without an endpoint name, where no security tells it, with 4.00',
      clause: 'Transport 1.1.1 §6.7',
    },
    G: {
      judged: 'server',
      text: 'takes the same Client in when it registers as it should',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body({ client, server, channel }) {
    const registers = (how: Parameters<typeof client.registers>[1]) => client.registers({}, how).answered
    await server.must('A', registers({ lwm2m: '9.0' }), code('4.12'))
    await server.must('B', registers({ without: ['lwm2m'] }), code('4.00', '4.12'))
    await server.must('C', registers({ without: ['lt'] }), code('2.01', '4.00'))
    await server.must('D', registers({ parameters: ['conformance=unknown'] }), code('4.00'))
    await server.must('E', registers({ contentFormat: 50 }), code('4.00', '4.15'))
    if (channel === 'nosec') await server.must('F', registers({ without: ['ep'] }), code('4.00'))
    else server.notApplicable('F', `${channel} tells who the Client is`)
    await server.must('G', client.registers().answered, code('2.01'))
  },
})
