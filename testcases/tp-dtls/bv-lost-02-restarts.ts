import { code, testCase } from '#testcase'
import { backForGood } from '../restarted.ts'
import { aboutHandshakes } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/LOST/BV-02',
  title: 'An association that did not survive a reboot',
  purpose: 'A Client that restarts and has another association registers in it.',
  reference: [{ clause: 'Transport 1.1.1 §6.4.3' }, { clause: 'RFC 6347 §4.2.8' }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about associations of DTLS' },
  impact: 'reboot',
  steps: [
    'The Server executes the Reboot of the Device.',
    'The Client comes back: by another handshake, or with the association that it had.',
    'The Server reads the Device.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'registers when it is back, as it must in another association',
      clause: 'Transport 1.1.1 §6.4.3',
    },
    B: {
      judged: 'client',
      text: 'answers a Read within the association over which it registered',
      clause: 'Transport 1.1.1 §6.7',
    },
  },
  async body({ client, server, dtls, cannotJudge }) {
    await client.isRegistered()
    const heard = dtls.heard()
    const reboot = server.executes('/3/0/4')
    await reboot.sent.happens()
    const back = client.registers().after(reboot.sent)
    const isBack = await back.sent.comes()
    const anew = heard.handshakes.filter(({ outcome }) => outcome === 'established')
    // One that keeps its association over a reboot need not register (Transport 1.1.1 §5.2.1).
    if (!isBack && anew.length === 0) cannotJudge('it begins no other association')
    await client.must('A', back.sent)
    await backForGood(client, reboot)
    await client.must('B', server.reads('/3/0').answered, code('2.05'))
  },
})
