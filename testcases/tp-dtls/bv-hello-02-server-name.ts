import { type Check, check, type Handshake, testCase } from '#testcase'
import { aboutHandshakes } from './handshake-case.ts'

const asksFor = (host: string): Check<Handshake> =>
  check(`the server name ${host}`, ({ offered }) => {
    const name = offered?.serverName
    return name?.toLowerCase() === host.toLowerCase() ? undefined : (name ?? 'none')
  })

export default testCase({
  ...aboutHandshakes,
  editions: ['1.1', '1.2'],
  purposeId: 'TP/SEC/DTLS/HELLO/BV-02',
  title: 'The server name of an account',
  purpose: 'A Client asks for the host that its account names.',
  reference: [{ clause: 'Core 1.1.1 Appendix E.1 resource 14' }, { clause: 'RFC 6066 §3' }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  steps: ['The Client is registered over an association; the ClientHello that led to it is looked at.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends the server name of its account (/0/x/14)',
      clause: 'Core 1.1.1 Appendix E.1 resource 14',
    },
  },
  async body({ client, server, bootstrap, dtls, doesNotApply }) {
    const { '14': host } = bootstrap.account().security
    if (typeof host !== 'string' || host === '') return doesNotApply('the account names no host', null)
    await client.isRegistered()
    await client.must('A', dtls.handshake(server.reads('/3/0').answered), asksFor(host))
  },
})
