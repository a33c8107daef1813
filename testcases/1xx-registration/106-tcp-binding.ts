import { check, code, lists, listsNone, type Registering, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { isCsm } from '../tp-tcp/bv-csm-01-first-message.ts'

const overTcp = check<Registering>('b= with T', ({ registration }) => {
  const { binding } = registration
  return binding?.includes('T') === true ? undefined : `b=${binding ?? '(absent)'}`
})

export default testCase({
  number: 106,
  title: 'TCP Binding',
  purpose: 'A Client registers over TCP, and the Server takes it in.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §6.2.1' }, { clause: 'RFC 8323 §3.3' }],
  judges: ['client', 'server'],
  transport: { only: 'tcp', why: 'it registers over TCP' },
  selection: { client: ['TCP'], server: ['TCP'] },
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client opens a TCP connection; both sides send a CSM.',
    'It sends Register to /rd with the binding T.',
    'The Server answers with the location of the registration.',
  ],
  criteria: {
    A: { judged: 'client', text: 'opens a connection and begins it with a CSM', clause: 'RFC 8323 §3.3' },
    B: { judged: 'client', text: 'registers with the binding T', clause: 'Core 1.1.1 §6.2.1' },
    C: {
      judged: 'client',
      text: 'lists Server and Device, and neither Security nor OSCORE',
      clause: 'Core 1.1.1 §6.2.1',
    },
    D: { judged: 'server', text: 'begins the connection with a CSM', clause: 'RFC 8323 §3.3' },
    E: { judged: 'server', text: 'answers 2.01 Created', clause: 'Transport 1.1.1 §6.7' },
  },
  async body({ client, server, stream, iut }) {
    if (iut.includes('client')) {
      await client.isRegistered()
      const registration = client.registration()
      await client.must('A', stream.greeting(), isCsm)
      await client.must('B', registration, overTcp)
      await client.must('C', registration, lists('/1', '/3'), listsNone('/0', '/21'))
      return
    }
    await stream.begins()
    const { answered } = client.registers()
    await server.must('E', answered, code('2.01'))
    await server.must('D', stream.greeting(), isCsm)
  },
})
